// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static dev.pinfold.classify.identify.Checksums.hasDigits;
import static dev.pinfold.classify.identify.Checksums.isDate;
import static dev.pinfold.classify.identify.Checksums.isDayMonthYear;
import static dev.pinfold.classify.identify.Checksums.number;

/**
 * National, tax and health numbers of Europe beyond {@link NationalNumbers}. Those that ask for
 * {@code digits} take them without what stands between them, the others a {@code value} as written;
 * the YAML file names the source of each rule.
 */
final class EuropeanNumbers {
  private EuropeanNumbers() {}

  /** Fourth digit: mod 11 over the others; then the birth date. */
  static boolean atSocialInsurance(String digits) {
    return hasDigits(digits, 10)
        && digits.charAt(0) != '0'
        && Digits.weighted(digits, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == Digits.at(digits, 3);
  }

  /** {@code 97 - n mod 97}; for those born from 2000 on, n has a 2 before it. */
  static boolean beNationalNumber(String digits) {
    if (!hasDigits(digits, 11) || number(digits, 2, 4) % 20 > 12 || number(digits, 4, 6) > 31) {
      return false;
    }
    long body = Long.parseLong(digits.substring(0, 9));
    int check = number(digits, 9, 11);
    return 97 - body % 97 == check || 97 - (body + 2_000_000_000L) % 97 == check;
  }

  /** The month is 20 higher before 1900 and 40 higher from 2000 on. */
  static boolean bgEgn(String digits) {
    if (!hasDigits(digits, 10)) {
      return false;
    }
    int month = number(digits, 2, 4);
    int century = month > 40 ? 2000 : month > 20 ? 1800 : 1900;
    return isDate(century + number(digits, 0, 2), month % 20, number(digits, 4, 6))
        && Checksums.plainMod11(digits, 2, 4, 8, 5, 10, 9, 7, 3, 6);
  }

  /** 756 and the check digit of EAN-13. */
  static boolean chAhv(String digits) {
    return hasDigits(digits, 13)
        && digits.startsWith("756")
        && Checksums.mod10(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
  }

  /** A woman's month is 50 higher; 20 more where numbers ran out; nine digits until 1953. */
  static boolean czRodneCislo(String digits) {
    if (digits.length() != 9 && digits.length() != 10) {
      return false;
    }
    int month = number(digits, 2, 4) % 50;
    month = month > 20 ? month - 20 : month;
    int year = number(digits, 0, 2);
    boolean isOld = digits.length() == 9;
    if ((isOld && year >= 54) || !isDate(1900 + year, month, number(digits, 4, 6))) {
      return false;
    }
    return isOld
        || Long.parseLong(digits) % 11 == 0
        || (Long.parseLong(digits.substring(0, 9)) % 11 == 10 && digits.endsWith("0"));
  }

  /** The old identity card's or the new one's document number with its 7-3-1 check digit. */
  static boolean deIdCard(String value) {
    String id = Digits.alphanumerics(value);
    return id.length() == 10
        && id.substring(0, 9).chars().anyMatch(Character::isLetter)
        && MachineReadable.checkDigit(id.substring(0, 9)) == id.charAt(9);
  }

  /** Area, birth date, letter, serial; weights 2-1-2-5-7-1-2-1-2-1-2-1 over cross sums. */
  static boolean deSocialInsurance(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "\\d{8}[A-Z]\\d{3}") || !isDayMonthYear(id, 2)) {
      return false;
    }
    int letter = id.charAt(8) - 'A' + 1;
    String d = id.substring(0, 8) + (letter < 10 ? "0" : "") + letter + id.substring(9, 11);
    int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int product = weights[i] * Digits.at(d, i);
      sum += product / 10 + product % 10;
    }
    return sum % 10 == id.charAt(11) - '0';
  }

  /** The date is right; the mod 11 of numbers before 2007 is not asked, new ones have none. */
  static boolean dkCpr(String digits) {
    return hasDigits(digits, 10) && isDayMonthYear(digits, 0);
  }

  static boolean dkCprWithCheck(String digits) {
    return dkCpr(digits) && Digits.weighted(digits, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /** Estonia and Lithuania: sex and century, birth date, mod 11 with a second round. */
  static boolean balticPersonalCode(String digits) {
    if (!hasDigits(digits, 11) || digits.charAt(0) < '1' || digits.charAt(0) > '8') {
      return false;
    }
    int century = 1800 + (Digits.at(digits, 0) - 1) / 2 * 100;
    if (!isDate(century + number(digits, 1, 3), number(digits, 3, 5), number(digits, 5, 7))) {
      return false;
    }
    int check = Digits.weighted(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (check == 10) {
      check = Digits.weighted(digits, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    }
    return check == Digits.at(digits, 10);
  }

  /** With a birth date and check digit, or, from 2017 on, beginning with 32 and without. */
  static boolean lvPersonalCode(String digits) {
    if (!hasDigits(digits, 11)) {
      return false;
    }
    if (digits.startsWith("32")) {
      return true;
    }
    int sum = Digits.weighted(digits, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9);
    return isDayMonthYear(digits, 0) && (1 + sum) % 11 % 10 == Digits.at(digits, 10);
  }

  /** Province and serial, mod 97; a serial below ten millions counts without its zeros. */
  static boolean esNuss(String digits) {
    if (!hasDigits(digits, 12) || number(digits, 0, 2) == 0 || number(digits, 0, 2) > 66) {
      return false;
    }
    long serial = Long.parseLong(digits.substring(2, 10));
    long body =
        serial < 10_000_000
            ? serial + number(digits, 0, 2) * 10_000_000L
            : Long.parseLong(digits.substring(0, 10));
    return body % 97 == number(digits, 10, 12);
  }

  /** A company's: letter, seven digits, and a check digit or letter. */
  static boolean esCif(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[ABCDEFGHJNPQRSUVW]\\d{7}[0-9A-J]")) {
      return false;
    }
    int sum = 0;
    for (int i = 1; i <= 7; i++) {
      int digit = id.charAt(i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 1 ? doubled / 10 + doubled % 10 : digit;
    }
    int check = (10 - sum % 10) % 10;
    return id.charAt(8) == '0' + check || id.charAt(8) == "JABCDEFGHI".charAt(check);
  }

  /** Birth date, century sign, serial, and the letter of mod 31. */
  static boolean fiHetu(String value) {
    String id = value.strip();
    if (!WholeMatch.is(id, "\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]") || !isDayMonthYear(id, 0)) {
      return false;
    }
    int rest = Integer.parseInt(id.substring(0, 6) + id.substring(7, 10)) % 31;
    return "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest) == id.charAt(10);
  }

  /** The tax reference: 0 to 3, and the first ten digits mod 511 at the end. */
  static boolean frSpi(String digits) {
    return hasDigits(digits, 13)
        && digits.charAt(0) <= '3'
        && (number(digits, 0, 1) * 1_000_000_000L + number(digits, 1, 10)) % 511
            == number(digits, 10, 13);
  }

  /** The first digit is the check digit of the nine behind it (HMRC). */
  static boolean gbUtr(String digits) {
    return hasDigits(digits, 10)
        && "21987654321"
                .charAt(Digits.weighted(digits.substring(1), 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11)
            == digits.charAt(0);
  }

  static boolean grAmka(String digits) {
    return hasDigits(digits, 11) && isDayMonthYear(digits, 0) && Luhn.isValid(digits);
  }

  static boolean grAfm(String digits) {
    return hasDigits(digits, 9) && Checksums.plainMod11(digits, 256, 128, 64, 32, 16, 8, 4, 2);
  }

  static boolean hrOib(String digits) {
    return hasDigits(digits, 11) && Checksums.iso7064Mod11And10(digits);
  }

  /** Tax number of a person: 8, days since 1867, serial; mod 11 by place. */
  static boolean huTaxId(String digits) {
    return hasDigits(digits, 10)
        && digits.charAt(0) == '8'
        && Digits.weighted(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == Digits.at(digits, 9);
  }

  /** Personal number: sex and century, birth date, serial; the weights turned round in 1997. */
  static boolean huPersonalNumber(String digits) {
    if (!hasDigits(digits, 11) || digits.charAt(0) < '1' || digits.charAt(0) > '8') {
      return false;
    }
    boolean isDate = Checksums.isYearMonthDay(digits, 1);
    int old = Digits.weighted(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) % 11;
    int present = Digits.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11;
    return isDate && (old == Digits.at(digits, 10) || present == Digits.at(digits, 10));
  }

  /** Social security: weights 3 and 7 by turns, mod 10. */
  static boolean huTaj(String digits) {
    return hasDigits(digits, 9)
        && Digits.weighted(digits, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == Digits.at(digits, 8);
  }

  /** Seven digits and the letter of mod 23, a second letter counting nine times. */
  static boolean iePps(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "\\d{7}[A-W][A-IW]?")) {
      return false;
    }
    int second = id.length() == 9 && id.charAt(8) != 'W' ? id.charAt(8) - 'A' + 1 : 0;
    int rest = (Digits.weighted(id, 8, 7, 6, 5, 4, 3, 2) + 9 * second) % 23;
    return "WABCDEFGHIJKLMNOPQRSTUV".charAt(rest) == id.charAt(7);
  }

  static boolean itPartitaIva(String digits) {
    if (!hasDigits(digits, 11) || number(digits, 0, 7) == 0 || !Luhn.isValid(digits)) {
      return false;
    }
    int office = number(digits, 7, 10);
    return (office >= 1 && office <= 121) || office == 888 || office == 999;
  }

  /** Two check digits, each mod 11; a D-number's day is 40 higher. */
  static boolean noFodselsnummer(String digits) {
    return hasDigits(digits, 11)
        && isDate(2000, number(digits, 2, 4) % 40, number(digits, 0, 2) % 40)
        && Checksums.mod11(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2)
        && Checksums.mod11(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
  }

  static boolean plNip(String digits) {
    return hasDigits(digits, 10)
        && Digits.weighted(digits, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digits.at(digits, 9);
  }

  static boolean plRegon(String digits) {
    if (digits.length() == 14) {
      return Checksums.plainMod11(digits, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
          && plRegon(digits.substring(0, 9));
    }
    return hasDigits(digits, 9) && Checksums.plainMod11(digits, 8, 9, 2, 3, 4, 5, 6, 7);
  }

  static boolean ptNif(String digits) {
    return hasDigits(digits, 9)
        && "1235689".indexOf(digits.charAt(0)) >= 0
        && Checksums.mod11TenIsZero(digits, 9, 8, 7, 6, 5, 4, 3, 2);
  }

  /** Sex and century, birth date, county, serial; a rest of 10 is 1. */
  static boolean roCnp(String digits) {
    if (!hasDigits(digits, 13) || digits.charAt(0) == '0' || !Checksums.isYearMonthDay(digits, 1)) {
      return false;
    }
    int rest = Digits.weighted(digits, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    return (rest == 10 ? 1 : rest) == Digits.at(digits, 12);
  }

  static boolean ruInn(String digits) {
    if (digits.length() == 10) {
      return hasDigits(digits, 10) && Checksums.plainMod11(digits, 2, 4, 10, 3, 5, 9, 4, 6, 8);
    }
    return hasDigits(digits, 12)
        && Checksums.plainMod11(digits, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
        && Checksums.plainMod11(digits, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
  }

  static boolean ruSnils(String digits) {
    return hasDigits(digits, 11)
        && Digits.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == number(digits, 9, 11);
  }

  /** The unique master citizen number of Slovenia and the other successors of Yugoslavia. */
  static boolean siEmso(String digits) {
    return hasDigits(digits, 13)
        && isDate(2000, number(digits, 2, 4), number(digits, 0, 2))
        && Checksums.mod11(digits, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
  }

  static boolean trKimlik(String digits) {
    if (!hasDigits(digits, 11) || digits.charAt(0) == '0') {
      return false;
    }
    int odd = Digits.weighted(digits, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = Digits.weighted(digits, 0, 1, 0, 1, 0, 1, 0, 1);
    int tenth = Math.floorMod(7 * odd - even, 10);
    return tenth == Digits.at(digits, 9) && (odd + even + tenth) % 10 == Digits.at(digits, 10);
  }

  /** Days since 1899 and serial; weights from -1. */
  static boolean uaRnokpp(String digits) {
    return hasDigits(digits, 10)
        && Math.floorMod(Digits.weighted(digits, -1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10
            == Digits.at(digits, 9);
  }
}
