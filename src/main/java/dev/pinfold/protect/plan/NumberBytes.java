// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

/**
 * Numbers read from the bytes of a text, without making the text. Only where that is quick: of
 * other spellings the text has to be looked at.
 */
final class NumberBytes {
  /** Up to so many digits a long holds. */
  private static final int MOST_OF_LONG = 18;

  /** A whole number with more of them is not written out; see {@link WholeNumbers#plain}. */
  private static final int MOST_OF_PLAIN = 40;

  /** A number with more zeros behind its point is written with an exponent. */
  private static final int MOST_ZEROS = 5;

  /** 2^53: every whole number below it is a double. */
  private static final long FIRST_INEXACT = 1L << 53;

  /** 10^n, all of them exact. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private NumberBytes() {}

  /**
   * As {@link Long#parseLong} for up to 18 digits with or without a minus.
   *
   * @return null for all else
   */
  static Long whole(byte[] text, int from, int to) {
    boolean isNegative = from < to && text[from] == '-';
    int first = isNegative ? from + 1 : from;
    if (first == to || to - first > MOST_OF_LONG) {
      return null;
    }
    long whole = 0;
    for (int at = first; at < to; at++) {
      if (!isDigit(text[at])) {
        return null;
      }
      whole = 10 * whole + (text[at] - '0');
    }
    return isNegative ? -whole : whole;
  }

  /**
   * As {@link Double#parseDouble} for digits with or without a point and a minus, as long as the
   * digits alone are a whole number that is a double. To divide two exact numbers rounds once, and
   * so gives the nearest double, as the parser does.
   *
   * @return null for all else
   */
  static Double decimal(byte[] text, int from, int to) {
    boolean isNegative = from < to && text[from] == '-';
    int first = isNegative ? from + 1 : from;
    // A point may stand among the digits.
    if (to - first > MOST_OF_LONG + 1) {
      return null;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = first; at < to; at++) {
      if (isDigit(text[at])) {
        digits = 10 * digits + (text[at] - '0');
        count++;
      } else if (text[at] == '.' && point < 0) {
        point = at;
      } else {
        return null;
      }
    }
    if (count == 0 || count > MOST_OF_LONG || digits >= FIRST_INEXACT) {
      return null;
    }
    double number = digits / POWERS[point < 0 ? 0 : to - point - 1];
    // Of a double, so that minus zero is one.
    return isNegative ? -number : number;
  }

  /**
   * Where the plain form of a number ends that begins it: all digits of a whole one, and those up
   * to the last behind the point that is no zero.
   *
   * @return -1 where the plain form is another text, or may be
   */
  static int plainEnd(byte[] number, int from, int to) {
    int first = from < to && number[from] == '-' ? from + 1 : from;
    int point = skipDigits(number, first, to);
    if (point == to) {
      return point > first ? to : -1;
    }
    boolean isDecimal = number[point] == '.' && skipDigits(number, point + 1, to) == to;
    if (!isDecimal || point == first || point + 1 == to || to - from > MOST_OF_PLAIN) {
      return -1;
    }
    int end = to;
    while (number[end - 1] == '0') {
      end--;
    }
    if (number[first] != '0') {
      return end == point + 1 ? point : end;
    }
    // Nothing before the point: zero has a form of its own, and so have the smallest.
    boolean isSmall = zeros(number, point + 1, to) > MOST_ZEROS;
    return point > first + 1 || end == point + 1 || isSmall ? -1 : end;
  }

  private static int skipDigits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private static int zeros(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] == '0') {
      at++;
    }
    return at - from;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
