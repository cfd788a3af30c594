// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Given and family names of many languages and scripts, from Datafaker's locale files on the class
 * path; those that are colours first of all (Green, Rose) are left out.
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

  /** Behind it come no alphabets, but the signs of East Asia. */
  private static final char LAST_ALPHABET = '\u2e7f';

  private final Set<String> given = new HashSet<>();
  private final Set<String> family = new HashSet<>();

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final PersonNames NAMES = new PersonNames();
  }

  private PersonNames() {
    for (String locale : LOCALES) {
      collect(TermLists.read("/" + locale + ".yml"), "");
    }
    Set<String> colours = TermLists.allTexts("en/color");
    given.removeAll(colours);
    family.removeAll(colours);
  }

  static PersonNames shipped() {
    return Shipped.NAMES;
  }

  boolean isGiven(String name) {
    return given.contains(name.toLowerCase(Locale.ROOT));
  }

  boolean isFamily(String name) {
    return family.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Two to four capitalised words, the first a given and the last a family name, or reversed; in
   * the scripts of China, Japan and Korea, a family name with one or two signs behind it.
   */
  boolean isFullName(String value) {
    if (value.charAt(0) > LAST_ALPHABET && isEastAsian(value)) {
      return isEastAsianName(value.replaceAll("[ \u3000]", ""));
    }
    String[] words = value.split(",? ");
    if (words.length < 2 || words.length > 4) {
      return false;
    }
    for (String word : new String[] {words[0], words[words.length - 1]}) {
      if (word.isEmpty() || Character.isLowerCase(word.charAt(0))) {
        return false;
      }
    }
    String first = words[0];
    String last = words[words.length - 1];
    return (isGiven(first) && isFamily(last)) || (isFamily(first) && isGiven(last));
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
      if (family.contains(name.substring(0, cut))
          && (isShort || given.contains(name.substring(cut)))) {
        return name.length() <= 8;
      }
    }
    return false;
  }

  private void collect(Object node, String key) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) -> collect(child, String.valueOf(name)));
    } else if (node instanceof List<?> list) {
      Set<String> names =
          key.endsWith("first_name") ? given : key.endsWith("last_name") ? family : null;
      if (names != null) {
        list.stream()
            .map(String::valueOf)
            .filter(name -> !name.startsWith("#{"))
            .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
      }
    }
  }
}
