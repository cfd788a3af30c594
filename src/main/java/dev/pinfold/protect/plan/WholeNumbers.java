// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.math.BigDecimal;

/**
 * Whole numbers as people write them. Pinpoint's metrics are doubles, so that the phone number
 * {@code 4915112340001} may stand there as {@code 4915112340001.0} or {@code 4.915112340001E12},
 * and would get another token than its digits in a text.
 */
final class WholeNumbers {
  /** Longer ones are nobody's number; writing out {@code 1e999999999} would fill the memory. */
  private static final int MOST_DIGITS = 40;

  /** Up to so many digits a long holds. */
  private static final int MOST_OF_LONG = 18;

  /** Up to so many digits Java's parser of doubles takes its short way. */
  private static final int MOST_OF_SHORT_WAY = 15;

  private WholeNumbers() {}

  /**
   * As {@link Double#parseDouble}, which calculates with numbers of any size where there are more
   * than 15 digits. A long becomes the nearest double, ties to even, as a text does (Java Language
   * Specification, 5.1.2).
   *
   * @throws NumberFormatException where the text is no number
   */
  static double parseDouble(String text) {
    int length = text.length();
    if (length <= MOST_OF_SHORT_WAY || length > MOST_OF_LONG) {
      return Double.parseDouble(text);
    }
    long whole = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Double.parseDouble(text);
      }
      whole = 10 * whole + digit;
    }
    return whole;
  }

  /** The digits of a JSON number that is whole; any other as it is. */
  static String plain(String number) {
    boolean isPlain = number.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    if (isPlain) {
      return number;
    }
    try {
      BigDecimal value = new BigDecimal(number);
      if (value.signum() == 0) {
        return "0";
      }
      value = value.stripTrailingZeros();
      boolean isWhole = value.scale() <= 0 && value.precision() - value.scale() <= MOST_DIGITS;
      return isWhole ? value.toPlainString() : number;
    } catch (NumberFormatException e) {
      return number;
    }
  }
}
