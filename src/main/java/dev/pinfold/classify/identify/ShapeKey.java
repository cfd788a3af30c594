// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.classify.ValueShape;

/**
 * What of a value's shape picks the rules that could take it, packed into a number: its length,
 * digits, letters and spaces up to a limit, whether it has lower-case and non-ASCII letters, and
 * which of the characters that rules ask for most. Values of one form share few keys.
 */
final class ShapeKey {
  static final int LENGTHS = 63;
  static final int DIGITS = 31;
  static final int LETTERS = 15;
  static final int SPACES = 3;

  /** All below 64 in ASCII but the at sign and the underscore. */
  private static final String TOLD = "@_.:/-+=#,&(";

  private static final int DIGITS_AT = 6;
  private static final int LETTERS_AT = 11;
  private static final int SPACES_AT = 15;
  private static final int LOWER_AT = 17;
  private static final int UNICODE_AT = 18;
  private static final int TOLD_AT = 19;

  /** Those of them that are below 64, and the bit of each. */
  private static final long TOLD_LOW = toldLow();

  private static final int[] BITS_LOW = bitsLow();

  private ShapeKey() {}

  static int of(ValueShape shape) {
    int key =
        Math.min(shape.length(), LENGTHS)
            | Math.min(shape.digits(), DIGITS) << DIGITS_AT
            | Math.min(shape.letters(), LETTERS) << LETTERS_AT
            | Math.min(shape.spaces(), SPACES) << SPACES_AT
            | (shape.lower() > 0 ? 1 : 0) << LOWER_AT
            | (shape.hasUnicode() ? 1 : 0) << UNICODE_AT;
    key |= shape.has(TOLD.charAt(0)) ? 1 << TOLD_AT : 0;
    key |= shape.has(TOLD.charAt(1)) ? 1 << TOLD_AT + 1 : 0;
    // Most values have none or one of the others.
    for (long left = shape.low() & TOLD_LOW; left != 0; left &= left - 1) {
      key |= BITS_LOW[Long.numberOfTrailingZeros(left)];
    }
    return key;
  }

  private static long toldLow() {
    long told = 0;
    for (int i = 2; i < TOLD.length(); i++) {
      told |= 1L << TOLD.charAt(i);
    }
    return told;
  }

  private static int[] bitsLow() {
    int[] bits = new int[Long.SIZE];
    for (int i = 2; i < TOLD.length(); i++) {
      bits[TOLD.charAt(i)] = 1 << TOLD_AT + i;
    }
    return bits;
  }

  /** At the limit it stands for all greater lengths too; so do the other counts. */
  static int length(int key) {
    return key & LENGTHS;
  }

  static int digits(int key) {
    return key >>> DIGITS_AT & DIGITS;
  }

  static int letters(int key) {
    return key >>> LETTERS_AT & LETTERS;
  }

  static int spaces(int key) {
    return key >>> SPACES_AT & SPACES;
  }

  static boolean hasLower(int key) {
    return (key >>> LOWER_AT & 1) != 0;
  }

  static boolean hasUnicode(int key) {
    return (key >>> UNICODE_AT & 1) != 0;
  }

  /** Of the characters that a key tells, those that are there, or are not. */
  static String characters(int key, boolean areThere) {
    StringBuilder characters = new StringBuilder();
    for (int i = 0; i < TOLD.length(); i++) {
      if ((key >>> (TOLD_AT + i) & 1) != 0 == areThere) {
        characters.append(TOLD.charAt(i));
      }
    }
    return characters.toString();
  }
}
