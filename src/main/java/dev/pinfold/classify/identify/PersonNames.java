// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Given and family names of many languages and scripts, from Datafaker's locale files on the class
 * path and the lists beside this class. Those that are other things first of all (colours, months)
 * are left out.
 */
final class PersonNames {
  private static final List<String> LOCALES =
      List.of(
          "en/name", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NEP", "en-NG", "en-NZ",
          "en-PAK", "en-PH", "en-PK", "en-SG", "en-UG", "en-US", "en-ZA", "ar", "be", "bg", "ca",
          "cs-CZ", "da-DK", "de", "de-AT", "de-CH", "el-GR", "es", "es-AR", "es-MX", "es-PY", "et",
          "fa", "fi-FI", "fr", "fr-CA", "fr-CH", "he", "hr", "hu", "hy", "id", "it", "ja", "ka",
          "ko", "lv", "mk", "nb-NO", "nl", "nl-BE", "no-NO", "pl", "pt", "pt-BR", "ro-MD", "ru",
          "ru-MD", "sk", "sq", "sv", "sv-SE", "ta", "th", "tr", "uk", "uz", "vi", "zh-CN", "zh-TW");

  private static final Pattern BLANKS = Pattern.compile("[ \u3000]");

  /** Behind it come no alphabets, but the signs of East Asia. */
  private static final char LAST_ALPHABET = '\u2e7f';

  private static final int LONGEST_EAST_ASIAN = 8;
  private static final int MOST_WORDS = 6;
  private static final int SHORTEST_LOWER_CASE = 3;

  private static final Set<String> TITLES =
      words(
          """
          mr mrs ms miss mx dr prof sir dame rev hon sr sra srta don doña d dª m mm mme mlle me
          herr frau dipl ing med dott ssa sig signor signora dhr mevr mw pan pani mgr bc phd jr ii
          iii iv md esq shri smt kum bapak ibu bpk tn ny encik puan cik datuk dato tuan ông bà anh
          chị κος κα κ г гн гжа السيد السيدة الدكتور د أ מר גב גברת ดร นาย นาง นางสาว คุณ श्री श्रीमती
          """);

  private static final Set<String> PARTICLES =
      words(
          """
          van von vom zu zum zur de der den del della delle di da do dos das du des la le las los
          el al y e i bin binti binte bte ibn bint abd abu ben bar ter ten te ap a/l a/p s/o d/o av
          af 't op in het thị văn ال بن بنت
          """);

  private static final Set<String> OTHER_THINGS =
      words(
          """
          january february march april may june july august september october november december
          januar februar märz mai juni juli oktober dezember janvier février mars avril juin
          juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio
          julio agosto septiembre octubre noviembre diciembre monday tuesday wednesday thursday
          friday saturday sunday ja nein yes no si sí oui non ano ne tak nie evet hayır да нет はい
          いいえ 是 否 true false male female north south east west spring summer autumn winter basic
          premium standard gold silver bronze platinum active inactive open closed new old other
          nam nữ 남 여 男 女 ชาย หญิง unknown none test high low medium small large normal pending red
          """);

  /** The lists that tell names inside texts, where much else is capitalised too. */
  private final WordSet knownGiven = new WordSet();

  private final WordSet knownFamily = new WordSet();
  private final WordSet given = new WordSet();
  private final WordSet family = new WordSet();

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final PersonNames NAMES = new PersonNames();
  }

  private PersonNames() {
    for (String locale : LOCALES) {
      collect(TermLists.read("/" + locale + ".yml"), "");
    }
    WordSet.read("given-names.txt", given::add);
    WordSet.read("own-given-names.txt", given::add);
    WordSet.read("family-names.txt", family::add);
    WordSet.read("own-family-names.txt", family::add);
    Set<String> others = new HashSet<>(TermLists.allTexts("en/color"));
    others.addAll(OTHER_THINGS);
    for (WordSet list : List.of(knownGiven, knownFamily, given, family)) {
      others.forEach(list::remove);
    }
  }

  static PersonNames shipped() {
    return Shipped.NAMES;
  }

  /** One given name or several: Maria, Juan Miguel, Jan-Philipp. */
  boolean isGiven(String name) {
    String key = Folded.of(name);
    if (given.has(key)) {
      return true;
    }
    if (key.indexOf(' ') < 0 && key.indexOf('-') < 0) {
      return false;
    }
    List<String> parts = split(key, '-');
    for (String part : parts) {
      if (!given.has(part) && !isInitial(part)) {
        return false;
      }
    }
    return parts.size() > 1 && given.has(parts.get(0));
  }

  /** One family name or several: Okafor, Puig Ferrer, Lopes da Costa, Procházková. */
  boolean isFamily(String name) {
    String key = Folded.of(name);
    // Da is a family name; in lower case it is what stands before one.
    boolean isLower = Character.isLowerCase(name.charAt(0));
    if (isFamilyWord(key) && !(isLower && PARTICLES.contains(key))) {
      return true;
    }
    if (key.indexOf(' ') < 0 && key.indexOf('-') < 0) {
      return false;
    }
    int known = 0;
    for (String part : split(key, '-')) {
      boolean isParticle = PARTICLES.contains(part);
      if (isFamilyWord(part) && !(isLower && isParticle)) {
        known++;
      } else if (!isParticle) {
        return false;
      }
    }
    return known > 0;
  }

  private boolean isFamilyWord(String word) {
    return family.has(word) || isOfWoman(word);
  }

  /** The forms that women's family names have where men's have another. */
  private boolean isOfWoman(String word) {
    int length = word.length();
    if (length < 5 || word.charAt(0) > LAST_ALPHABET) {
      return false;
    }
    if (word.endsWith("ova")) {
      String stem = word.substring(0, length - 3);
      int last = stem.length() - 1;
      return family.has(stem)
          || family.has(stem + "a")
          || family.has(stem.substring(0, last) + "e" + stem.charAt(last))
          || family.has(word.substring(0, length - 1));
    }
    if (word.endsWith("eva") || word.endsWith("ина") || word.endsWith("ва")) {
      return family.has(word.substring(0, length - 1));
    }
    if (word.endsWith("ska") || word.endsWith("cka") || word.endsWith("dzka")) {
      String stem = word.substring(0, length - 1);
      return family.has(stem + "i") || family.has(stem + "y");
    }
    if (word.endsWith("ская") || word.endsWith("цкая")) {
      return family.has(word.substring(0, length - 2) + "ии");
    }
    if (word.endsWith("ου")) {
      return family.has(word.substring(0, length - 2) + "οσ");
    }
    return word.endsWith("iene") && family.has(word.substring(0, length - 4) + "as");
  }

  /**
   * A whole value that is a person's name: two to four words, the first a given and the last a
   * family name, or reversed, titles, particles and initials aside; in the scripts of China, Japan
   * and Korea, a family name with one or two signs behind it.
   */
  boolean isFullName(String value) {
    if (value.charAt(0) > LAST_ALPHABET && isEastAsian(value)) {
      return isEastAsianName(BLANKS.matcher(value).replaceAll(""));
    }
    List<String> words = split(value, ',');
    // Behind a sign at the end one more would stand.
    int behind = isBetween(value.charAt(value.length() - 1), ',') ? 1 : 0;
    if (words.size() < 2 || words.size() + behind > MOST_WORDS) {
      return false;
    }
    List<String> names = new ArrayList<>(words.size());
    for (String word : words) {
      String key = Folded.of(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
      // Before a comma that comes first stands an empty word.
      if (!key.isEmpty() && !TITLES.contains(key) && !PARTICLES.contains(key) && !isInitial(key)) {
        names.add(word);
      }
    }
    if (names.size() < 2 || !isWrittenAlike(names)) {
      return false;
    }
    String first = names.get(0);
    String last = names.get(names.size() - 1);
    return (isGiven(first) && isFamily(last)) || (isFamily(first) && isGiven(last));
  }

  /**
   * The parts of a text between spaces and another sign, as a pattern would part them: before a
   * sign that the text begins with stands an empty part, behind its last none. A name has two or
   * three, for which a pattern costs more than all else.
   */
  static List<String> split(String text, char sign) {
    List<String> parts = new ArrayList<>(4);
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && !isBetween(text.charAt(end), sign)) {
        end++;
      }
      parts.add(text.substring(at, end));
      at = end;
      while (at < text.length() && isBetween(text.charAt(at), sign)) {
        at++;
      }
    }
    return parts;
  }

  private static boolean isBetween(char c, char sign) {
    return c == ' ' || c == sign;
  }

  private static boolean isInitial(String word) {
    return word.length() == 1 || (word.length() == 2 && word.charAt(1) == '.');
  }

  /** All words begin with a capital, or none does, where none is short. */
  private static boolean isWrittenAlike(List<String> names) {
    int lower = 0;
    boolean isShort = false;
    for (String name : names) {
      lower += Character.isLowerCase(name.charAt(0)) ? 1 : 0;
      isShort |= name.length() < SHORTEST_LOWER_CASE;
    }
    return lower == 0 || (lower == names.size() && !isShort);
  }

  /**
   * Whether two capitalised words inside a text are a known given and family name, in either order.
   */
  boolean isPair(String text) {
    int space = text.indexOf(' ');
    String first = Folded.of(text.substring(0, space));
    String second = Folded.of(text.substring(space + 1));
    return (knownGiven.has(first) && knownFamily.has(second))
        || (knownFamily.has(first) && knownGiven.has(second));
  }

  /** Of the shorter list, for names beside a cue word. */
  boolean isKnownGiven(String word) {
    return knownGiven.has(Folded.of(word));
  }

  /** Of the shorter list, for names beside a cue word. */
  boolean isKnownFamily(String word) {
    return knownFamily.has(Folded.of(word));
  }

  private static boolean isEastAsian(String value) {
    return value
        .chars()
        .filter(c -> c != ' ' && c != '\u3000')
        .allMatch(
            c -> {
              Character.UnicodeScript script = Character.UnicodeScript.of(c);
              return script == Character.UnicodeScript.HAN
                  || script == Character.UnicodeScript.HANGUL
                  || script == Character.UnicodeScript.HIRAGANA
                  || script == Character.UnicodeScript.KATAKANA;
            });
  }

  private boolean isEastAsianName(String name) {
    for (int cut = 1; cut <= 3 && cut < name.length(); cut++) {
      boolean isShort = name.length() - cut <= 2;
      if (family.has(name.substring(0, cut)) && (isShort || given.has(name.substring(cut)))) {
        return name.length() <= LONGEST_EAST_ASIAN;
      }
    }
    return false;
  }

  private void collect(Object node, String key) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) -> collect(child, String.valueOf(name)));
    } else if (node instanceof List<?> list) {
      boolean isGiven = key.endsWith("first_name");
      if (isGiven || key.endsWith("last_name")) {
        for (Object item : list) {
          String name = String.valueOf(item);
          if (!name.startsWith("#{")) {
            (isGiven ? knownGiven : knownFamily).add(name);
            (isGiven ? given : family).add(name);
          }
        }
      }
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : text.strip().split("\\s+")) {
      words.add(Folded.of(word));
    }
    return words;
  }
}
