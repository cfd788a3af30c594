// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.time.YearMonth;

/**
 * Check digits and dates as many national numbers have them. All take digits without separators.
 */
final class Checksums {
  private Checksums() {}

  /** Whether there are so many digits, and not all the same. */
  /**
   * Ten digits, the last an X for ten, whose sum weighted from ten down is a multiple of eleven.
   */
  static boolean isIsbn10(String value) {
    int sum = 0;
    for (int i = 0; i < value.length(); i++) {
      sum += (10 - i) * (value.charAt(i) == 'X' ? 10 : Digits.at(value, i));
    }
    return value.length() == 10 && sum % 11 == 0;
  }

  static boolean hasDigits(String digits, int length) {
    return digits.length() == length && !Digits.areAllSame(digits);
  }

  /** {@code 11 - sum mod 11}, with 11 read as 0; 10 is never issued. */
  static boolean mod11(String digits, int... weights) {
    int check = (11 - Digits.weighted(digits, weights) % 11) % 11;
    return check == Digits.at(digits, weights.length);
  }

  /** As {@link #mod11}, but with 10 read as 0 too. */
  static boolean mod11TenIsZero(String digits, int... weights) {
    int check = (11 - Digits.weighted(digits, weights) % 11) % 11 % 10;
    return check == Digits.at(digits, weights.length);
  }

  /** {@code sum mod 11}, with 10 read as 0. */
  static boolean plainMod11(String digits, int... weights) {
    return Digits.weighted(digits, weights) % 11 % 10 == Digits.at(digits, weights.length);
  }

  /** {@code 10 - sum mod 10}, with 10 read as 0. */
  static boolean mod10(String digits, int... weights) {
    int check = (10 - Digits.weighted(digits, weights) % 10) % 10;
    return check == Digits.at(digits, weights.length);
  }

  /** ISO 7064 mod 11,10; the last digit is the check digit. */
  static boolean iso7064Mod11And10(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (Digits.at(digits, i) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (11 - product) % 10 == Digits.at(digits, digits.length() - 1);
  }

  /** The number that at most nine digits are. */
  static int number(String digits, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + Digits.at(digits, i);
    }
    return number;
  }

  static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
  }

  /** Whether six digits are day, month and year of some century. */
  static boolean isDayMonthYear(String digits, int from) {
    return isDate(
        2000 + number(digits, from + 4, from + 6),
        number(digits, from + 2, from + 4),
        number(digits, from, from + 2));
  }

  /** Whether six digits are year of some century, month and day. */
  static boolean isYearMonthDay(String digits, int from) {
    return isDate(
        2000 + number(digits, from, from + 2),
        number(digits, from + 2, from + 4),
        number(digits, from + 4, from + 6));
  }
}
