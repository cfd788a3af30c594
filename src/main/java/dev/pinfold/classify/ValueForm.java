// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/**
 * The form that values of one template share: runs of capital letters, of small letters and of
 * digits each count as one, all other characters as what they are. {@code Winter-20%Off!} and
 * {@code Spring-5%Off!} are of one form; passwords that people choose are of many.
 */
final class ValueForm {
  private static final int CAPITAL = 'A';
  private static final int SMALL = 'a';
  private static final int DIGIT = '0';
  private static final int YEAR_DIGITS = 4;
  private static final long ODD = 0x9e3779b97f4a7c15L;

  private ValueForm() {}

  /** A bitmap with the one bit set that the form chooses by its hash. */
  static long bit(String text) {
    long hash = 0;
    int last = 0;
    for (int i = 0; i < text.length(); i++) {
      int kind = kind(text.charAt(i));
      if (kind != last) {
        hash = (hash ^ kind) * ODD;
        hash ^= hash >>> 32;
      }
      last = kind;
    }
    return IdentifierCount.bit(hash * ODD);
  }

  /** As {@link #bit}, by the decade of the year that a date holds. */
  static long decadeBit(String date) {
    int digits = 0;
    int number = 0;
    for (int i = 0; i < date.length(); i++) {
      char c = date.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      number = isDigit ? 10 * (digits == 0 ? 0 : number) + c - '0' : number;
      digits = isDigit ? digits + 1 : 0;
      if (digits == YEAR_DIGITS) {
        return 1L << number / 10;
      }
    }
    return 0;
  }

  private static int kind(char c) {
    if (c < 128) {
      if (c >= 'a' && c <= 'z') {
        return SMALL;
      }
      if (c >= 'A' && c <= 'Z') {
        return CAPITAL;
      }
      return c >= '0' && c <= '9' ? DIGIT : c;
    }
    if (Character.isDigit(c)) {
      return DIGIT;
    }
    if (Character.isLetter(c)) {
      return Character.isUpperCase(c) ? CAPITAL : SMALL;
    }
    return c;
  }
}
