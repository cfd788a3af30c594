// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static dev.pinfold.classify.identify.Checksums.hasDigits;
import static dev.pinfold.classify.identify.Checksums.number;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * National, tax, health and bank numbers of the Americas beyond {@link NationalNumbers}. Those that
 * ask for {@code digits} take them without what stands between them, the others a {@code value} as
 * written; the YAML file names the source of each rule.
 */
final class AmericanNumbers {
  /** Two-digit prefixes that the IRS has assigned to a campus. */
  private static final String NO_EIN_PREFIXES =
      "00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97";

  private static final Pattern SEPARATOR = Pattern.compile("[ -]");

  private AmericanNumbers() {}

  /**
   * A number of the Argentine register of persons: some tens of millions, and above ninety-two for
   * foreigners; what was counted in groups of three has no such gap.
   */
  static boolean arDni(String value) {
    int millions = Integer.parseInt(value.substring(0, 2));
    return (millions >= 3 && millions <= 60) || (millions >= 92 && millions <= 96);
  }

  static boolean arCuit(String digits) {
    return hasDigits(digits, 11)
        && "20 23 24 25 26 27 30 33 34".contains(digits.substring(0, 2))
        && Checksums.mod11(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
  }

  static boolean brCnpj(String digits) {
    return hasDigits(digits, 14)
        && Checksums.mod11TenIsZero(digits, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
        && Checksums.mod11TenIsZero(digits, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2);
  }

  /** Weights 2 to 7 from the right; 10 is K. */
  static boolean clRut(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "\\d{7,8}[0-9K]") || Digits.areAllSame(id)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < id.length() - 1; i++) {
      sum += (id.charAt(id.length() - 2 - i) - '0') * (2 + i % 6);
    }
    return "0123456789K0".charAt(11 - sum % 11) == id.charAt(id.length() - 1);
  }

  /** Primes from the right, mod 11; a rest below two stands for itself. */
  static boolean coNit(String digits) {
    int[] primes = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
    if (digits.length() < 9 || digits.length() > 11 || Digits.areAllSame(digits)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length() - 1; i++) {
      sum += Digits.at(digits, digits.length() - 2 - i) * primes[i];
    }
    int rest = sum % 11;
    return (rest < 2 ? rest : 11 - rest) == Digits.at(digits, digits.length() - 1);
  }

  /** Luhn over eleven digits. */
  static boolean doCedula(String digits) {
    return hasDigits(digits, 11) && Luhn.isValid(digits);
  }

  /** Province 01 to 24 (or 30), third digit below 6, Luhn. */
  static boolean ecCedula(String digits) {
    if (!hasDigits(digits, 10)) {
      return false;
    }
    int province = number(digits, 0, 2);
    return ((province >= 1 && province <= 24) || province == 30)
        && digits.charAt(2) < '6'
        && Luhn.isValid(digits);
  }

  /** Four letters, date, and a check digit over ñ, &amp; and blanks too (SAT). */
  static boolean mxRfc(String value) {
    String id = SEPARATOR.matcher(value.strip()).replaceAll("").toUpperCase(Locale.ROOT);
    if (!WholeMatch.is(id, "[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{2}[0-9A]")) {
      return false;
    }
    String padded = id.length() == 12 ? " " + id : id;
    if (!Checksums.isYearMonthDay(padded, 4)) {
      return false;
    }
    String alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += alphabet.indexOf(padded.charAt(i)) * (13 - i);
    }
    return "0123456789A0".charAt(11 - sum % 11) == padded.charAt(12);
  }

  static boolean usEin(String digits) {
    return hasDigits(digits, 9) && !NO_EIN_PREFIXES.contains(digits.substring(0, 2));
  }

  /** Medicare beneficiary: eleven places, letters without S, L, O, I, B, Z. */
  static boolean usMbi(String value) {
    String letter = "[AC-HJKMNP-RT-Y]";
    String either = "[0-9AC-HJKMNP-RT-Y]";
    return Digits.alphanumerics(value)
        .matches(
            "[1-9]" + letter + either + "\\d" + letter + either + "\\d" + letter + "{2}\\d{2}");
  }

  /** National provider: Luhn with 80840 before it. */
  static boolean usNpi(String digits) {
    return hasDigits(digits, 10)
        && (digits.charAt(0) == '1' || digits.charAt(0) == '2')
        && Luhn.isValid("80840" + digits);
  }

  /** Two letters, and a check digit over six. */
  static boolean usDea(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[ABCDEFGHJKLMPRSTUX][A-Z9]\\d{7}")) {
      return false;
    }
    String d = id.substring(2);
    return Digits.weighted(d, 1, 2, 1, 2, 1, 2) % 10 == Digits.at(d, 6);
  }

  /** The routing transit number's 3-7-1 checksum, and a Federal Reserve prefix. */
  static boolean usRouting(String digits) {
    if (!hasDigits(digits, 9)) {
      return false;
    }
    int prefix = number(digits, 0, 2);
    boolean isIssued =
        (prefix >= 1 && prefix <= 12)
            || (prefix >= 21 && prefix <= 32)
            || (prefix >= 61 && prefix <= 72)
            || prefix == 80;
    return isIssued && Digits.weighted(digits, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
  }

  static boolean uyCedula(String value) {
    String d = Digits.of(value);
    d = d.length() == 7 ? "0" + d : d;
    return hasDigits(d, 8) && Checksums.mod10(d, 2, 9, 8, 7, 6, 3, 4);
  }

  /** North American vehicles have the check digit in the ninth place (49 CFR 565.15). */
  static boolean vin(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[A-HJ-NPR-Z0-9]{17}") || Digits.areAllSame(id)) {
      return false;
    }
    String letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    String numbers = "12345678123457923456789";
    int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      char c = id.charAt(i);
      int number = c <= '9' ? c - '0' : numbers.charAt(letters.indexOf(c)) - '0';
      sum += number * weights[i];
    }
    boolean isNorthAmerican = id.charAt(0) >= '1' && id.charAt(0) <= '5';
    return "0123456789X".charAt(sum % 11) == id.charAt(8)
        || (!isNorthAmerican && id.substring(12).chars().filter(Character::isDigit).count() >= 3);
  }

  /** Brazil: the identity card of the state of Sao Paulo, mod 11 with weights 2 to 9. */
  static boolean brRg(String value) {
    String d = Digits.alphanumerics(value);
    if (d.length() != 9 || Digits.areAllSame(d)) {
      return false;
    }
    int check = (11 - Digits.weighted(d, 2, 3, 4, 5, 6, 7, 8, 9) % 11) % 11;
    char last = Character.toUpperCase(d.charAt(8));
    return check == 10 ? last == 'X' : last == '0' + check;
  }
}
