// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static dev.pinfold.classify.identify.Checksums.hasDigits;
import static dev.pinfold.classify.identify.Checksums.isDate;
import static dev.pinfold.classify.identify.Checksums.number;

/**
 * National numbers of Africa and the Middle East. Each takes the digits of a value alone, or the
 * value as written where it has more than digits; the YAML file names the source of each rule.
 */
final class AfricanNumbers {
  private AfricanNumbers() {}

  /** 784, year of birth, serial, Luhn. */
  static boolean aeEmiratesId(String d) {
    return hasDigits(d, 15)
        && d.startsWith("784")
        && number(d, 3, 7) >= 1900
        && number(d, 3, 7) <= 2100
        && Luhn.isValid(d);
  }

  /** Century, birth date, governorate. */
  static boolean egNationalId(String d) {
    if (!hasDigits(d, 14) || (d.charAt(0) != '2' && d.charAt(0) != '3')) {
      return false;
    }
    int year = (d.charAt(0) == '2' ? 1900 : 2000) + number(d, 1, 3);
    int governorate = number(d, 7, 9);
    return isDate(year, number(d, 3, 5), number(d, 5, 7))
        && ((governorate >= 1 && governorate <= 35) || governorate == 88);
  }

  /** Luhn over nine digits, zeros in front. */
  static boolean ilTeudatZehut(String d) {
    return hasDigits(d, 9) && number(d, 0, 9) > 0 && Luhn.isValid(d);
  }

  /** 1 for citizens, 2 for residents, Luhn. */
  static boolean saNationalId(String d) {
    return hasDigits(d, 10) && (d.charAt(0) == '1' || d.charAt(0) == '2') && Luhn.isValid(d);
  }

  /** Birth date, sex, citizenship 0 to 2, Luhn. */
  static boolean zaId(String d) {
    return hasDigits(d, 13)
        && Checksums.isYearMonthDay(d, 0)
        && d.charAt(10) <= '2'
        && Luhn.isValid(d);
  }
}
