// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.BitSet;
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

  /** The first characters of the words by their lengths, so that most texts need no look-up. */
  private static final BitSet FIRST = new BitSet();

  static {
    WORDS.forEach(word -> FIRST.set(look(word)));
  }

  private MissingValue() {}

  /** The same for a text in capitals. */
  private static int look(String text) {
    return Character.toLowerCase(text.charAt(0)) << 4 | text.length();
  }

  /**
   * @param text without white space around it
   */
  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    return FIRST.get(look(text)) && WORDS.contains(text.toLowerCase(Locale.ROOT));
  }
}
