// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The clauses of a gate, each asked of all characters: slow and obvious. */
final class PlainGate {
  private static final Map<String, String> SETS =
      Map.of(
          "digits",
          "0123456789",
          "letters",
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
          "hex",
          "0123456789abcdefABCDEF",
          "space",
          " ",
          "comma",
          ",",
          "unicode",
          "");

  private PlainGate() {}

  static boolean accepts(String gate, String value) {
    return Stream.of(gate.split(",")).map(String::strip).allMatch(one -> clause(one, value));
  }

  private static boolean clause(String clause, String value) {
    String[] words = clause.split("\\s+");
    String characters =
        Stream.of(words).skip(1).map(one -> SETS.getOrDefault(one, one)).reduce("", String::concat);
    return switch (words[0]) {
      case "" -> true;
      case "length" -> range(words[1], value.length());
      case "digits" -> range(words[1], count(value, c -> c >= '0' && c <= '9'));
      case "letters" ->
          range(
              words[1],
              count(value, c -> c < 128 ? Character.isLetter(c) : Character.isLetter((char) c)));
      case "spaces" -> range(words[1], count(value, c -> c <= ' '));
      case "lower" -> range(words[1], count(value, c -> c >= 'a' && c <= 'z'));
      case "has" -> characters.chars().allMatch(c -> value.indexOf(c) >= 0);
      case "only" ->
          value
              .chars()
              .allMatch(
                  c ->
                      c < 128
                          ? characters.indexOf(c) >= 0
                          : Stream.of(words).anyMatch("unicode"::equals));
      default -> throw new AssertionError("unknown clause " + clause);
    };
  }

  private static int count(String value, IntPredicate counted) {
    return (int) value.chars().filter(counted).count();
  }

  private static boolean range(String range, int count) {
    String[] ends = range.split("-", -1);
    int least = Integer.parseInt(ends[0]);
    if (ends.length == 1) {
      return count == least;
    }
    return count >= least && (ends[1].isEmpty() || count <= Integer.parseInt(ends[1]));
  }
}
