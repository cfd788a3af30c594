// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static dev.pinfold.classify.identify.Checksums.hasDigits;
import static dev.pinfold.classify.identify.Checksums.isDate;
import static dev.pinfold.classify.identify.Checksums.number;

/**
 * National, tax and health numbers of Asia and the Pacific beyond {@link NationalNumbers}. Those
 * that ask for {@code digits} take them without what stands between them, the others a {@code
 * value} as written; the YAML file names the source of each rule.
 */
final class AsianNumbers {
  // Times in milliseconds have as many digits, and are in every event: no array is made for each.
  private static final int[] JP_CORPORATE = {0, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
  private static final int[] TH_NATIONAL_ID = {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2};

  private AsianNumbers() {}

  static boolean auMedicare(String digits) {
    return (digits.length() == 10 || digits.length() == 11)
        && digits.charAt(0) >= '2'
        && digits.charAt(0) <= '6'
        && Digits.weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == Digits.at(digits, 8);
  }

  /** The first digit less one, then mod 89. */
  static boolean auAbn(String digits) {
    return hasDigits(digits, 11)
        && digits.charAt(0) != '0'
        && (Digits.weighted(digits, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
  }

  /** One or two letters, six digits, and a check digit or A. */
  static boolean hkId(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[A-Z]{1,2}\\d{6}[0-9A]")) {
      return false;
    }
    String padded = id.length() == 8 ? " " + id : id;
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      char c = padded.charAt(i);
      int number = c == ' ' ? 36 : Character.digit(c, 36);
      sum += number * (9 - i);
    }
    int check = (11 - sum % 11) % 11;
    return "0123456789A".charAt(check) == padded.charAt(8);
  }

  /** Province from 11 on, birth date with 40 added to a woman's day. */
  static boolean idNik(String digits) {
    return hasDigits(digits, 16)
        && number(digits, 0, 2) >= 11
        && number(digits, 0, 2) <= 96
        && isDate(2000 + number(digits, 10, 12), number(digits, 8, 10), number(digits, 6, 8) % 40)
        && number(digits, 12, 16) > 0;
  }

  /** State, PAN, entity, Z, and a check character mod 36. */
  static boolean inGstin(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[0-3]\\d[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = Character.digit(id.charAt(i), 36) * (1 + i % 2);
      sum += product / 36 + product % 36;
    }
    return Character.digit(id.charAt(14), 36) == (36 - sum % 36) % 36;
  }

  /** The check digit stands first: 9 less the weighted sum mod 9. */
  static boolean jpCorporate(String digits) {
    if (!hasDigits(digits, 13) || digits.charAt(0) == '0') {
      return false;
    }
    int sum = Digits.weighted(digits, JP_CORPORATE);
    return 9 - sum % 9 == Digits.at(digits, 0);
  }

  /** Birth date, sex and century, serial; mod 11 with a second round. */
  static boolean kzIin(String digits) {
    if (!hasDigits(digits, 12) || !Checksums.isYearMonthDay(digits, 0) || digits.charAt(6) > '6') {
      return false;
    }
    int check = Digits.weighted(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
    if (check == 10) {
      check = Digits.weighted(digits, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
    }
    return check == Digits.at(digits, 11);
  }

  /** Birth date and place of birth. */
  static boolean myMyKad(String digits) {
    if (!hasDigits(digits, 12) || !Checksums.isYearMonthDay(digits, 0)) {
      return false;
    }
    int place = number(digits, 6, 8);
    return (place >= 1 && place <= 16) || (place >= 21 && place <= 59) || place >= 60;
  }

  static boolean nzIrd(String digits) {
    if (digits.length() != 8 && digits.length() != 9) {
      return false;
    }
    String nine = digits.length() == 8 ? "0" + digits : digits;
    int body = number(nine, 0, 9);
    if (body < 10_000_000 || body > 150_000_000) {
      return false;
    }
    int check = (11 - Digits.weighted(nine, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
    if (check == 10) {
      check = (11 - Digits.weighted(nine, 7, 4, 3, 2, 5, 2, 7, 6) % 11) % 11;
    }
    return check == Digits.at(nine, 8);
  }

  /** Three letters without I and O, four digits, mod 11; or the new form, mod 24. */
  static boolean nzNhi(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[A-HJ-NP-Z]{3}(?:\\d{4}|\\d{2}[A-HJ-NP-Z]{2})")) {
      return false;
    }
    String letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      char c = id.charAt(i);
      sum += (c <= '9' ? c - '0' : letters.indexOf(c) + 1) * (7 - i);
    }
    if (Character.isLetter(id.charAt(6))) {
      return letters.charAt(23 - sum % 24) == id.charAt(6);
    }
    return sum % 11 != 0 && (11 - sum % 11) % 10 == id.charAt(6) - '0';
  }

  /** Letter of the century or of foreigners, seven digits, check letter. */
  static boolean sgNric(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[STFGM]\\d{7}[A-Z]")) {
      return false;
    }
    char first = id.charAt(0);
    int sum = Digits.weighted(id.substring(1), 2, 7, 6, 5, 4, 3, 2);
    sum += first == 'T' || first == 'G' ? 4 : first == 'M' ? 3 : 0;
    int rest = sum % 11;
    String table =
        first == 'S' || first == 'T' ? "JZIHGFEDCBA" : first == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
    return table.charAt(rest) == id.charAt(8);
  }

  static boolean thNationalId(String digits) {
    return hasDigits(digits, 13)
        && digits.charAt(0) != '0'
        && Checksums.mod11TenIsZero(digits, TH_NATIONAL_ID);
  }

  /** The letter of the county is two digits; weights 1, 9, 8 to 1, 1. */
  static boolean twNationalId(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[A-Z][1289]\\d{8}")) {
      return false;
    }
    int county = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(id.charAt(0)) + 10;
    int sum = county / 10 + county % 10 * 9;
    return (sum + Digits.weighted(id.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0;
  }

  /** Province, sex and century, year. */
  static boolean vnCccd(String digits) {
    return hasDigits(digits, 12)
        && number(digits, 0, 3) >= 1
        && number(digits, 0, 3) <= 96
        && digits.charAt(3) <= '3';
  }
}
