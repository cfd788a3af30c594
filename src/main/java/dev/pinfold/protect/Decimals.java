// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

/**
 * Reads numbers as {@link Double#parseDouble} does, and most of them without its arithmetic of many
 * digits: a number of few digits is one division of two doubles that are both exact, which rounds
 * correctly (Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990).
 */
public final class Decimals {
  /** Whole numbers of so many digits are doubles, and so are powers of ten of so many zeros. */
  private static final int MOST_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = new double[MOST_DIGITS + 1];

  static {
    double power = 1;
    for (int zeros = 0; zeros <= MOST_DIGITS; zeros++) {
      POWERS_OF_TEN[zeros] = power;
      power *= 10;
    }
  }

  private Decimals() {}

  /**
   * The nearest double.
   *
   * @throws NumberFormatException where the text is no number
   */
  public static double parse(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int length = text.length();
    if (length == from || length - from > MOST_DIGITS + 1) {
      return Double.parseDouble(text);
    }
    long digits = 0;
    int point = -1;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0 && i > from) {
        point = i;
      } else {
        return Double.parseDouble(text);
      }
    }
    if (point < 0 && length - from > MOST_DIGITS) {
      return Double.parseDouble(text);
    }
    double value = point < 0 ? digits : digits / POWERS_OF_TEN[length - 1 - point];
    return from == 0 ? value : -value;
  }
}
