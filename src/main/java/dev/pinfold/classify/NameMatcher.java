// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the identifiers whose keywords a column's name holds, in any language, case and way of
 * joining words. Of keywords that overlap the longest counts ({@code email address} is no address).
 * Immutable.
 */
public final class NameMatcher {
  private static final double WHOLE = 1.0;
  private static final double WITH_AFFIX = 0.95;
  private static final double WITH_OTHERS = 0.7;
  private static final double OUTER = 0.6;
  private static final int SHORTEST_PART = 4;
  private static final int SHORTEST_REST = 3;
  private static final int LONGEST_PHRASE = 6;
  private static final char FIRST_THAI = '\u0e00';
  private static final char LAST_LAO = '\u0eff';
  private static final char LAST_ALPHABET = '\u2000';
  private static final int LONGEST_RUN_TOGETHER = 60;

  /** Begins a keyword, or a word against a type, that counts as a whole name only. */
  private static final String WHOLE_ONLY = "=";

  /** A word of so many letters is another one without its accent: Swedish kön, län. */
  private static final int SHORT_WORD = 3;

  /** How many outer names are asked where the inner ones say nothing. */
  private static final int OUTER_NAMES = 3;

  /**
   * @param accented how it must be written, where it is so short that without its accent it is
   *     another word; empty where it may be written without
   * @param wholeOnly whether nothing but affixes may stand beside it
   */
  private record Keyword(
      DataIdentifier identifier, String token, String accented, boolean wholeOnly) {
    boolean isAtLeast(Keyword other) {
      return identifier.id().equals(other.identifier.id())
          && (accented.isEmpty() || accented.equals(other.accented))
          && (!wholeOnly || other.wholeOnly);
    }
  }

  /** A name's words, and the same with their accents. */
  private record Words(List<String> folded, List<String> accented) {
    static Words of(String name) {
      return new Words(ColumnName.words(name), ColumnName.accentedWords(name));
    }
  }

  private record Place(int from, int to, Keyword keyword) {
    int length() {
      return to - from;
    }
  }

  /** Who decides on columns and who reads records ask for the same identifiers' names. */
  private static final LastMade<List<DataIdentifier>, NameMatcher> LAST = new LastMade<>();

  private final Map<String, List<Keyword>> keywords = new HashMap<>();

  /** By type: a name that one of its identifiers does not stand for, no other does either. */
  private final Map<PersonalDataType, Set<String>> vetoes = new HashMap<>();

  /** By identifier: which names speak against its values. */
  private final Map<String, Set<String>> valueVetoes = new HashMap<>();

  /** By identifier: which names, of no other word but numbers, speak against its values. */
  private final Map<String, Set<String>> wholeVetoes = new HashMap<>();

  /** The matcher of some identifiers, which threads may share. */
  public static NameMatcher of(List<DataIdentifier> identifiers) {
    return LAST.get(List.copyOf(identifiers), NameMatcher::new);
  }

  private NameMatcher(List<DataIdentifier> identifiers) {
    for (DataIdentifier identifier : identifiers) {
      identifier.names().values().forEach(names -> names.forEach(name -> add(identifier, name)));
      Set<String> words = new HashSet<>();
      Set<String> whole = new HashSet<>();
      for (String name : identifier.notNames()) {
        boolean wholeOnly = name.startsWith(WHOLE_ONLY);
        String said = wholeOnly ? name.substring(WHOLE_ONLY.length()) : name;
        (wholeOnly ? whole : words).add(joined(ColumnName.words(said)));
      }
      valueVetoes.put(identifier.id(), words);
      wholeVetoes.put(identifier.id(), whole);
      vetoes.computeIfAbsent(identifier.type(), type -> new HashSet<>()).addAll(words);
    }
  }

  private void add(DataIdentifier identifier, String declared) {
    boolean wholeOnly = declared.startsWith(WHOLE_ONLY);
    String name = wholeOnly ? declared.substring(WHOLE_ONLY.length()) : declared;
    String form = joined(ColumnName.words(name));
    String accented = joined(ColumnName.accentedWords(name));
    boolean isShort = form.length() <= SHORT_WORD && isAscii(form) && !accented.equals(form);
    addForm(form, new Keyword(identifier, name, isShort ? accented : "", wholeOnly));
    // German writes ue for ü where it must, Danish aa for å; folding makes u and a of them.
    String spelled =
        name.replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ø", "oe")
            .replace("å", "aa");
    if (!spelled.equals(name)) {
      addForm(joined(ColumnName.words(spelled)), new Keyword(identifier, name, "", wholeOnly));
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private void addForm(String form, Keyword keyword) {
    List<Keyword> list = keywords.computeIfAbsent(form, key -> new ArrayList<>(1));
    if (list.stream().noneMatch(other -> other.isAtLeast(keyword))) {
      list.add(keyword);
    }
  }

  /**
   * What the names of a path say, the strongest first.
   *
   * @param names from the record's top to the leaf
   */
  public List<NameMatch> match(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    int at = names.size() - 1;
    List<NameMatch> found = matchNameAt(names, at, 1);
    for (int outer = 1; found.isEmpty() && outer <= at && outer <= OUTER_NAMES; outer++) {
      if (!saysNothing(names.get(at - outer + 1))) {
        break;
      }
      found = matchNameAt(names, at - outer, OUTER);
    }
    found.sort(
        Comparator.comparingDouble(NameMatch::strength)
            .reversed()
            .thenComparing(match -> match.identifier().id()));
    return found;
  }

  /** Whether a word in the last name, or in the one around it, speaks against the identifier. */
  boolean speaksAgainst(DataIdentifier identifier, List<String> names) {
    Set<String> veto = valueVetoes.getOrDefault(identifier.id(), Set.of());
    Set<String> whole = wholeVetoes.getOrDefault(identifier.id(), Set.of());
    return (!whole.isEmpty() && !names.isEmpty() && whole.contains(bare(names)))
        || names.subList(Math.max(0, names.size() - 2), names.size()).stream()
            .anyMatch(name -> holdsAny(veto, ColumnName.words(name), 0, 0));
  }

  /** The last name's words but for numbers, joined. */
  private static String bare(List<String> names) {
    return ColumnName.words(names.get(names.size() - 1)).stream()
        .filter(word -> !word.chars().allMatch(Character::isDigit))
        .collect(Collectors.joining());
  }

  private static boolean saysNothing(String name) {
    return ColumnName.words(name).stream()
        .allMatch(
            word ->
                FillerWords.isEmpty(word)
                    || FillerWords.isAffix(word)
                    || word.chars().allMatch(Character::isDigit));
  }

  private List<NameMatch> matchNameAt(List<String> names, int at, double factor) {
    List<String> around = at == 0 ? List.of() : ColumnName.words(names.get(at - 1));
    List<NameMatch> found = matchWords(Words.of(names.get(at)), 0, factor);
    // card.exp, device.id, d.o.b: what outer names and the inner one say together.
    for (int from = at - 1; found.isEmpty() && from >= Math.max(0, at - OUTER_NAMES); from--) {
      String outer = String.join(" ", names.subList(from, at));
      Words all = Words.of(outer + " " + names.get(at));
      found = matchWords(all, ColumnName.words(outer).size(), factor * WITH_AFFIX);
    }
    found.removeIf(match -> holdsAny(vetoes.get(match.type()), around, 0, 0));
    return found;
  }

  /**
   * @param crossing 0, or before which word a keyword must begin and behind which it must end
   */
  private List<NameMatch> matchWords(Words name, int crossing, double factor) {
    List<String> words = name.folded;
    List<Place> places = longest(places(name));
    if (crossing > 0) {
      places = places.stream().filter(p -> p.from < crossing && crossing < p.to).toList();
    }
    Map<String, NameMatch> best = new HashMap<>();
    for (Place place : places) {
      DataIdentifier identifier = place.keyword.identifier;
      double strength = strength(words, place, places);
      if (isVetoed(identifier, words, place)
          || (place.keyword.wholeOnly && strength < WITH_AFFIX)) {
        continue;
      }
      NameMatch match = new NameMatch(identifier, factor * strength, place.keyword.token);
      best.merge(identifier.id(), match, (a, b) -> a.strength() >= b.strength() ? a : b);
    }
    return new ArrayList<>(best.values());
  }

  /** Every place where a keyword stands as one or more whole words, or as a part of one. */
  private List<Place> places(Words name) {
    List<String> words = name.folded;
    List<Place> places = new ArrayList<>();
    for (int from = 0; from < words.size(); from++) {
      StringBuilder phrase = new StringBuilder();
      StringBuilder accented = new StringBuilder();
      for (int to = from; to < Math.min(words.size(), from + LONGEST_PHRASE); to++) {
        phrase.append(words.get(to));
        accented.append(name.accented.get(to));
        addPlaces(places, phrase.toString(), accented.toString(), from, to + 1);
      }
    }
    for (int at = 0; at < words.size(); at++) {
      int word = at;
      if (places.stream().noneMatch(place -> place.from <= word && word < place.to)) {
        addParts(places, words.get(at), at);
      }
    }
    return places;
  }

  private void addPlaces(List<Place> places, String phrase, String accented, int from, int to) {
    for (Keyword keyword : keywords.getOrDefault(phrase, List.of())) {
      if (keyword.accented.isEmpty() || keyword.accented.equals(accented)) {
        places.add(new Place(from, to, keyword));
      }
    }
  }

  /**
   * Run-together names: {@code kundentelefonnummer}, {@code mobilephonenumber}, {@code 携帯電話番号}. The
   * word must be made of keywords and affixes from end to end; {@code cellar} holds no {@code
   * cell}.
   */
  private void addParts(List<Place> places, String word, int at) {
    if (word.length() > LONGEST_RUN_TOGETHER) {
      return;
    }
    // best[i]: how many letters keywords cover in the best way to divide the first i, or -1.
    int[] best = new int[word.length() + 1];
    int[] from = new int[word.length() + 1];
    Arrays.fill(best, 1, best.length, -1);
    for (int end = 1; end <= word.length(); end++) {
      for (int start = 0; start < end; start++) {
        String part = word.substring(start, end);
        int covered = isPart(part) ? part.length() * part.length() : 0;
        if (best[start] >= 0
            && (covered > 0 || isRest(part))
            && best[start] + covered > best[end]) {
          best[end] = best[start] + covered;
          from[end] = start;
        }
      }
    }
    if (best[word.length()] > 0) {
      for (int end = word.length(); end > 0; end = from[end]) {
        String part = word.substring(from[end], end);
        if (isPart(part)) {
          addPlaces(places, part, "", at, at + 1);
        }
      }
    }
  }

  private boolean isPart(String part) {
    boolean isLongEnough =
        part.length() >= SHORTEST_PART || (part.length() >= 2 && isUnspaced(part.charAt(0)));
    return isLongEnough && keywords.containsKey(part);
  }

  private boolean isRest(String rest) {
    return FillerWords.isAffix(rest)
        || (rest.length() >= SHORTEST_REST && keywords.containsKey(rest))
        || isUnspaced(rest.charAt(0))
        || rest.chars().allMatch(Character::isDigit);
  }

  /** Of a script that puts no spaces between words: Thai, Lao, and those of East Asia. */
  private static boolean isUnspaced(char c) {
    return c > LAST_ALPHABET || (c >= FIRST_THAI && c <= LAST_LAO);
  }

  private static List<Place> longest(List<Place> places) {
    return places.stream()
        .filter(
            place ->
                places.stream()
                    .noneMatch(
                        other ->
                            other.length() > place.length()
                                && other.from <= place.from
                                && place.to <= other.to))
        .toList();
  }

  private boolean isVetoed(DataIdentifier identifier, List<String> words, Place place) {
    return holdsAny(vetoes.get(identifier.type()), words, place.from, place.to);
  }

  /** Whether one of the phrases stands in the words, outside those from {@code from} on. */
  private static boolean holdsAny(Set<String> phrases, List<String> words, int from, int to) {
    for (int first = 0; first < words.size() && !phrases.isEmpty(); first++) {
      StringBuilder phrase = new StringBuilder();
      for (int last = first; last < Math.min(words.size(), first + LONGEST_PHRASE); last++) {
        phrase.append(words.get(last));
        boolean isOutside = last < from || first >= to;
        if (isOutside && phrases.contains(phrase.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static double strength(List<String> words, Place place, List<Place> all) {
    if (place.length() == words.size()) {
      return WHOLE;
    }
    for (int at = 0; at < words.size(); at++) {
      int word = at;
      boolean isExplained =
          (at >= place.from && at < place.to)
              || FillerWords.isAffix(words.get(at))
              || words.get(at).chars().allMatch(Character::isDigit)
              || all.stream()
                  .anyMatch(
                      other ->
                          other.from <= word
                              && word < other.to
                              && other.keyword.identifier.equals(place.keyword.identifier));
      if (!isExplained) {
        return WITH_OTHERS;
      }
    }
    return WITH_AFFIX;
  }

  private static String joined(List<String> words) {
    return String.join("", words);
  }
}
