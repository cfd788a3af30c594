// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.text.Normalizer;

/**
 * Texts as lists compare them: without case and without accents of Latin, Greek and Cyrillic, the
 * letters of Arabic in their plain forms. {@code Île-de-France} is {@code ile-de-france}, {@code
 * أحمد} is {@code احمد}. Signs of other scripts stay as they are.
 */
final class Folded {
  /** Folded by table below it; above are the signs of East Asia and what is rare. */
  private static final int TABLE_SIZE = 0x2000;

  private static final char DROPPED = '\uffff';
  private static final char[] TABLE = table();

  /** The last text that a thread folded: several lists look at each value. */
  private static final ThreadLocal<Folded> LAST = ThreadLocal.withInitial(Folded::new);

  private String text = "";
  private String folded = "";

  private Folded() {}

  static String of(String text) {
    Folded last = LAST.get();
    if (!last.text.equals(text)) {
      last.folded = fold(text);
      last.text = text;
    }
    return last.folded;
  }

  private static String fold(String text) {
    int length = text.length();
    StringBuilder folded = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char plain = c < TABLE_SIZE ? TABLE[c] : c == '\u2019' ? '\'' : c;
      if (plain != DROPPED) {
        folded.append(plain);
      }
    }
    return folded.toString();
  }

  private static char[] table() {
    char[] table = new char[TABLE_SIZE];
    for (int c = 0; c < TABLE_SIZE; c++) {
      table[c] = plain((char) c);
    }
    return table;
  }

  private static char plain(char c) {
    boolean isAccent = c >= 0x300 && c <= 0x36f;
    boolean isVowelSign =
        (c >= 0x64b && c <= 0x65f) || c == 0x670 || c == 0x640 || (c >= 0x591 && c <= 0x5c7);
    if (isAccent || isVowelSign) {
      return DROPPED;
    }
    char lower = Character.toLowerCase(c);
    char known =
        switch (lower) {
          case 'ø' -> 'o';
          case 'ł' -> 'l';
          case 'đ', 'ð' -> 'd';
          case 'ı' -> 'i';
          case 'ς' -> 'σ';
          case 'ى', 'ی' -> 'ي';
          case 'ک' -> 'ك';
          case 'ة' -> 'ه';
          case 'ٱ' -> 'ا';
          case '\u02bb', '\u02bc', '\u2018' -> '\'';
          case '\u00a0' -> ' ';
          default -> 0;
        };
    if (known != 0) {
      return known;
    }
    String parts = Normalizer.normalize(String.valueOf(lower), Normalizer.Form.NFD);
    boolean isAccented =
        parts.length() > 1
            && parts
                .substring(1)
                .chars()
                .allMatch(
                    part -> (part >= 0x300 && part <= 0x36f) || part >= 0x653 && part <= 0x655);
    return isAccented ? parts.charAt(0) : lower;
  }
}
