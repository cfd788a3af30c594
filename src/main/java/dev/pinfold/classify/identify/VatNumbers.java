// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * VAT identification numbers with their country's prefix, each by the check that the European
 * Commission's VIES documents; Cyprus, Latvia and Spain's other forms by their shape.
 */
final class VatNumbers {
  private static final Map<String, Predicate<String>> CHECKS = new HashMap<>();

  static {
    CHECKS.put("AT", VatNumbers::austria);
    CHECKS.put(
        "BE",
        id -> WholeMatch.is(id, "[01]\\d{9}") && 97 - number(id, 0, 8) % 97 == number(id, 8, 10));
    CHECKS.put("BG", id -> WholeMatch.is(id, "\\d{9,10}"));
    CHECKS.put("CH", id -> swiss(Digits.of(id)));
    CHECKS.put("CY", id -> WholeMatch.is(id, "\\d{8}[A-Z]"));
    CHECKS.put("CZ", id -> WholeMatch.is(id, "\\d{8,10}"));
    CHECKS.put("DE", id -> WholeMatch.is(id, "[1-9]\\d{8}") && Checksums.iso7064Mod11And10(id));
    CHECKS.put(
        "DK",
        id ->
            WholeMatch.is(id, "[1-9]\\d{7}")
                && Digits.weighted(id, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
    CHECKS.put(
        "EE", id -> WholeMatch.is(id, "10\\d{7}") && Checksums.mod10(id, 3, 7, 1, 3, 7, 1, 3, 7));
    CHECKS.put("EL", id -> EuropeanNumbers.grAfm(Digits.of(id)));
    CHECKS.put("GR", id -> EuropeanNumbers.grAfm(Digits.of(id)));
    CHECKS.put(
        "ES",
        id ->
            EuropeanNumbers.esCif(id)
                || (WholeMatch.is(id, "\\d{8}[A-Z]") && NationalNumbers.esDni(id))
                || (WholeMatch.is(id, "[XYZ]\\d{7}[A-Z]") && NationalNumbers.esNie(id)));
    CHECKS.put(
        "FI", id -> WholeMatch.is(id, "\\d{8}") && Checksums.mod11(id, 7, 9, 10, 5, 8, 4, 2));
    CHECKS.put("FR", VatNumbers::france);
    CHECKS.put("GB", VatNumbers::britain);
    CHECKS.put("XI", VatNumbers::britain);
    CHECKS.put("HR", id -> EuropeanNumbers.hrOib(Digits.of(id)));
    CHECKS.put("HU", id -> WholeMatch.is(id, "\\d{8}") && Checksums.mod10(id, 9, 7, 3, 1, 9, 7, 3));
    CHECKS.put("IE", id -> EuropeanNumbers.iePps(id) || WholeMatch.is(id, "\\d[A-Z+*]\\d{5}[A-W]"));
    CHECKS.put("IT", id -> EuropeanNumbers.itPartitaIva(Digits.of(id)));
    CHECKS.put("LT", id -> WholeMatch.is(id, "\\d{9}|\\d{12}"));
    CHECKS.put(
        "LU", id -> WholeMatch.is(id, "\\d{8}") && number(id, 0, 6) % 89 == number(id, 6, 8));
    CHECKS.put(
        "LV",
        id -> WholeMatch.is(id, "[49]\\d{10}") || EuropeanNumbers.lvPersonalCode(Digits.of(id)));
    CHECKS.put(
        "MT",
        id ->
            WholeMatch.is(id, "\\d{8}")
                && 37 - Digits.weighted(id, 3, 4, 6, 7, 8, 9) % 37 == number(id, 6, 8));
    CHECKS.put("NL", id -> WholeMatch.is(id, "\\d{9}B\\d{2}"));
    CHECKS.put("PL", id -> EuropeanNumbers.plNip(Digits.of(id)));
    CHECKS.put("PT", id -> EuropeanNumbers.ptNif(Digits.of(id)));
    CHECKS.put("RO", id -> WholeMatch.is(id, "[1-9]\\d{1,9}"));
    CHECKS.put("SE", id -> WholeMatch.is(id, "\\d{10}01") && Luhn.isValid(id.substring(0, 10)));
    CHECKS.put(
        "SI",
        id ->
            WholeMatch.is(id, "[1-9]\\d{7}") && Checksums.mod11TenIsZero(id, 8, 7, 6, 5, 4, 3, 2));
    CHECKS.put("SK", id -> WholeMatch.is(id, "[1-9]\\d{9}") && Long.parseLong(id) % 11 == 0);
  }

  private VatNumbers() {}

  static boolean isValid(String value) {
    String id = Digits.alphanumerics(value);
    if (id.length() < 4) {
      return false;
    }
    Predicate<String> check = CHECKS.get(id.substring(0, 2));
    return check != null && check.test(id.substring(2));
  }

  private static int number(String digits, int from, int to) {
    return Checksums.number(digits, from, to);
  }

  private static boolean austria(String id) {
    if (!WholeMatch.is(id, "U\\d{8}")) {
      return false;
    }
    int sum = 4;
    for (int i = 1; i <= 7; i++) {
      int product = (id.charAt(i) - '0') * (i % 2 == 1 ? 1 : 2);
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10 == id.charAt(8) - '0';
  }

  private static boolean swiss(String digits) {
    return digits.length() == 9 && Checksums.mod11(digits, 5, 4, 3, 2, 7, 6, 5, 4);
  }

  private static boolean france(String id) {
    if (!WholeMatch.is(id, "[0-9A-Z]{2}\\d{9}")) {
      return false;
    }
    boolean isNumbered = WholeMatch.is(id, "\\d{11}");
    long siren = Long.parseLong(id.substring(2));
    return !isNumbered || (12 + 3 * (siren % 97)) % 97 == number(id, 0, 2);
  }

  private static boolean britain(String id) {
    if (!WholeMatch.is(id, "\\d{9}|\\d{12}")) {
      return false;
    }
    int sum = Digits.weighted(id, 8, 7, 6, 5, 4, 3, 2) + number(id, 7, 9);
    return sum % 97 == 0 || (sum + 55) % 97 == 0;
  }
}
