// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * The rules of national identity and tax numbers, each as its authority publishes it; the YAML file
 * names the source of each. Those that ask for {@code digits} take them without what stands between
 * them, the others a {@code value} as written.
 */
final class NationalNumbers {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private NationalNumbers() {}

  /** Area not 000, 666 or 900-999, group not 00, serial not 0000 (SSA, randomization of 2011). */
  static boolean usSsn(String digits) {
    if (digits.length() != 9 || Digits.areAllSame(digits)) {
      return false;
    }
    int area = Integer.parseInt(digits.substring(0, 3));
    return area != 0
        && area != 666
        && area < 900
        && !digits.startsWith("00", 3)
        && !digits.startsWith("0000", 5)
        && !digits.equals("078051120")
        && !digits.equals("123456789");
  }

  /** 9xx, then a group of 50-65, 70-88, 90-92 or 94-99 (IRS, ITIN). */
  static boolean usItin(String digits) {
    if (digits.length() != 9 || digits.charAt(0) != '9') {
      return false;
    }
    int group = Integer.parseInt(digits.substring(3, 5));
    return (group >= 50 && group <= 65)
        || (group >= 70 && group <= 88)
        || (group >= 90 && group <= 92)
        || group >= 94;
  }

  static boolean brCpf(String digits) {
    if (digits.length() != 11 || Digits.areAllSame(digits)) {
      return false;
    }
    int first = Digits.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    int second = Digits.weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return first == Digits.at(digits, 9) && second == Digits.at(digits, 10);
  }

  static boolean gbNhs(String digits) {
    if (digits.length() != 10 || Digits.areAllSame(digits)) {
      return false;
    }
    int check = 11 - Digits.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return check % 11 == Digits.at(digits, 9) && check != 10;
  }

  static boolean esDni(String value) {
    String id = Digits.alphanumerics(value);
    return id.length() == 9
        && id.charAt(8) == DNI_LETTERS.charAt(Integer.parseInt(id.substring(0, 8)) % 23);
  }

  static boolean esNie(String value) {
    String id = Digits.alphanumerics(value);
    return id.length() == 9 && esDni("XYZ".indexOf(id.charAt(0)) + id.substring(1));
  }

  /** Check letter by the odd and even tables of the decree of 23 December 1976. */
  static boolean itCodiceFiscale(String value) {
    String id = Digits.alphanumerics(value);
    int[] odd = {
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    if (id.length() != 16) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = id.charAt(i);
      int index = c <= '9' ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? odd[index] : index;
    }
    return id.charAt(15) == 'A' + sum % 26;
  }

  /** Key 97 - n mod 97, with 2A read as 19 and 2B as 18 (INSEE). */
  static boolean frNir(String value) {
    String id = Digits.alphanumerics(value).replace("2A", "19").replace("2B", "18");
    if (!WholeMatch.is(id, "[1-478]\\d{14}")) {
      return false;
    }
    return 97 - Long.parseLong(id.substring(0, 13)) % 97 == Long.parseLong(id.substring(13));
  }

  /** ISO 7064 mod 11,10; of the first ten digits one stands two or three times. */
  static boolean deTaxId(String digits) {
    if (digits.length() != 11 || digits.charAt(0) == '0') {
      return false;
    }
    int distinct = (int) digits.substring(0, 10).chars().distinct().count();
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (Digits.at(digits, i) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (distinct == 8 || distinct == 9) && (11 - product) % 10 == Digits.at(digits, 10);
  }

  static boolean nlBsn(String digits) {
    return digits.length() == 9
        && !Digits.areAllSame(digits)
        && Digits.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
  }

  static boolean plPesel(String digits) {
    if (digits.length() != 11) {
      return false;
    }
    int month = Integer.parseInt(digits.substring(2, 4));
    int[] centuries = {1900, 2000, 2100, 2200, 1800};
    return Checksums.isDate(
            centuries[month / 20] + Integer.parseInt(digits.substring(0, 2)),
            month % 20,
            day(digits, 4))
        && (10 - Digits.weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10
            == Digits.at(digits, 10);
  }

  /** A coordination number's day is 60 higher (Skatteverket). */
  static boolean sePersonnummer(String value) {
    String d = Digits.of(value);
    d = d.length() == 12 ? d.substring(2) : d;
    return d.length() == 10
        && Checksums.isDate(2000, Integer.parseInt(d.substring(2, 4)), day(d, 4) % 60)
        && Luhn.isValid(d);
  }

  static boolean inAadhaar(String digits) {
    return digits.length() == 12
        && digits.charAt(0) >= '2'
        && !Digits.areAllSame(digits)
        && Verhoeff.isValid(digits);
  }

  static boolean caSin(String digits) {
    return digits.length() == 9
        && digits.charAt(0) != '0'
        && digits.charAt(0) != '8'
        && Luhn.isValid(digits);
  }

  static boolean auTfn(String digits) {
    return digits.length() == 9
        && !Digits.areAllSame(digits)
        && Digits.weighted(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
  }

  /** GB 11643-1999: birth date and ISO 7064 mod 11-2. */
  static boolean cnResidentId(String value) {
    String id = Digits.alphanumerics(value);
    if (!WholeMatch.is(id, "[1-9]\\d{5}(?:19|20)\\d{9}[0-9X]")
        || !Checksums.isDate(
            Integer.parseInt(id.substring(6, 10)),
            Integer.parseInt(id.substring(10, 12)),
            day(id, 12))) {
      return false;
    }
    int sum = Digits.weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return "10X98765432".charAt(sum % 11) == id.charAt(17);
  }

  static boolean krRrn(String digits) {
    return digits.length() == 13
        && Checksums.isDate(2000, Integer.parseInt(digits.substring(2, 4)), day(digits, 4))
        && (11 - Digits.weighted(digits, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10
            == Digits.at(digits, 12);
  }

  /** Check digit by Ordinance 85 of 2014 of the Ministry of Internal Affairs. */
  static boolean jpMyNumber(String digits) {
    if (digits.length() != 12 || Digits.areAllSame(digits)) {
      return false;
    }
    int rest = Digits.weighted(digits, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return (rest <= 1 ? 0 : 11 - rest) == Digits.at(digits, 11);
  }

  static boolean mxCurp(String value) {
    String alphabet = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
    if (value.length() != 18) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += alphabet.indexOf(value.charAt(i)) * (18 - i);
    }
    return (10 - sum % 10) % 10 == value.charAt(17) - '0';
  }

  private static int day(String digits, int from) {
    return Integer.parseInt(digits.substring(from, from + 2));
  }
}
