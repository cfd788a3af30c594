// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Locale;
import java.util.Set;

/** What people and systems write where they have no value: {@code NULL}, {@code n/a}, {@code ?}. */
final class MissingValue {
  private static final int LONGEST = 14;
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "(null)",
          "<null>",
          "nil",
          "none",
          "(none)",
          "n/a",
          "#n/a",
          "n.a.",
          "n/d",
          "nan",
          "\\n",
          "undefined",
          "unknown",
          "not set",
          "(not set)",
          "(blank)",
          "(empty)",
          "missing",
          "tbd",
          "tba",
          "-",
          "--",
          "---",
          "\u2013",
          "\u2014",
          "?",
          "??",
          "???",
          ".",
          "..",
          "xx",
          "xxx",
          "not available",
          "not provided",
          "unbekannt",
          "inconnu",
          "desconocido",
          "sconosciuto",
          "desconhecido",
          "onbekend",
          "nieznany",
          "\u4e0d\u660e",
          "\u672a\u77e5");

  private MissingValue() {}

  /**
   * @param text without white space around it
   */
  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    char first = text.charAt(0);
    boolean isDigit = first >= '0' && first <= '9';
    return !isDigit && WORDS.contains(text.toLowerCase(Locale.ROOT));
  }
}
