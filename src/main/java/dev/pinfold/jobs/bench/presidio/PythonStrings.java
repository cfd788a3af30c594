// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the literals of strings stand for. Rule: The Python Language Reference, 2.4.1, "String and
 * Bytes literals"; an escape that it does not know keeps its backslash. {@code \N{...}} is left as
 * it is, which a regular expression reads alike.
 */
final class PythonStrings {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(?<octal>[0-7]{1,3})|x(?<hex>[0-9a-fA-F]{2})|u(?<four>[0-9a-fA-F]{4})"
              + "|U(?<eight>00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|(?<other>\r\n|.))",
          Pattern.DOTALL);

  private PythonStrings() {}

  /** The text between the quotes of a literal that is not raw, without its escapes. */
  static String unescape(String body) {
    return ESCAPE.matcher(body).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
  }

  private static String meaning(MatchResult match) {
    if (match.group(1) != null) {
      return Character.toString(Integer.parseInt(match.group(1), 8));
    }
    for (int group = 2; group <= 4; group++) {
      if (match.group(group) != null) {
        return Character.toString(Integer.parseInt(match.group(group), 16));
      }
    }
    return switch (match.group(5)) {
      case "\n", "\r\n" -> "";
      case "\\" -> "\\";
      case "'" -> "'";
      case "\"" -> "\"";
      case "a" -> "\u0007";
      case "b" -> "\b";
      case "f" -> "\f";
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      case "v" -> "\u000B";
      default -> match.group();
    };
  }
}
