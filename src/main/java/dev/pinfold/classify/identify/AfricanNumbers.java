// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static dev.pinfold.classify.identify.Checksums.hasDigits;
import static dev.pinfold.classify.identify.Checksums.isDate;
import static dev.pinfold.classify.identify.Checksums.number;

/**
 * National numbers of Africa and the Middle East. Those that ask for {@code digits} take them
 * without what stands between them, the others a {@code value} as written; the YAML file names the
 * source of each rule.
 */
final class AfricanNumbers {
  private AfricanNumbers() {}

  /** 784, year of birth, serial, Luhn. */
  static boolean aeEmiratesId(String digits) {
    return hasDigits(digits, 15)
        && digits.startsWith("784")
        && number(digits, 3, 7) >= 1900
        && number(digits, 3, 7) <= 2100
        && Luhn.isValid(digits);
  }

  /** Century, birth date, governorate. */
  static boolean egNationalId(String digits) {
    if (!hasDigits(digits, 14) || (digits.charAt(0) != '2' && digits.charAt(0) != '3')) {
      return false;
    }
    int year = (digits.charAt(0) == '2' ? 1900 : 2000) + number(digits, 1, 3);
    int governorate = number(digits, 7, 9);
    return isDate(year, number(digits, 3, 5), number(digits, 5, 7))
        && ((governorate >= 1 && governorate <= 35) || governorate == 88);
  }

  /** Luhn over nine digits, zeros in front. */
  static boolean ilTeudatZehut(String digits) {
    return hasDigits(digits, 9) && number(digits, 0, 9) > 0 && Luhn.isValid(digits);
  }

  /** 1 for citizens, 2 for residents, Luhn. */
  static boolean saNationalId(String digits) {
    return hasDigits(digits, 10)
        && (digits.charAt(0) == '1' || digits.charAt(0) == '2')
        && Luhn.isValid(digits);
  }

  /** Birth date, sex, citizenship 0 to 2, Luhn. */
  static boolean zaId(String digits) {
    return hasDigits(digits, 13)
        && Checksums.isYearMonthDay(digits, 0)
        && digits.charAt(10) <= '2'
        && Luhn.isValid(digits);
  }
}
