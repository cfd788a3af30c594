// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * Payment card numbers: 12 to 19 digits of ISO/IEC 7812-1 whose issuer identification number lies
 * in a published range of a card network and whose Luhn digit is right.
 */
final class PaymentCard {
  private PaymentCard() {}

  /**
   * @param digits of a value, without what stands between them
   */
  static boolean isValid(String digits) {
    int length = digits.length();
    return length >= 12
        && length <= 19
        && isIssued(Checksums.number(digits, 0, 6), length)
        && !Digits.areAllSame(digits)
        && Luhn.isValid(digits);
  }

  private static boolean isIssued(int iin, int length) {
    int two = iin / 10000;
    int four = iin / 100;
    if (two / 10 == 4) {
      return length == 13 || length == 16 || length == 19;
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return length == 16;
    }
    if (two == 34 || two == 37) {
      return length == 15;
    }
    if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) {
      return length >= 14;
    }
    if ((four >= 3528 && four <= 3589) || four == 6011 || two == 64 || two == 65 || two == 62) {
      return length >= 16;
    }
    return two == 50 || (two >= 56 && two <= 59) || two == 63 || two == 67;
  }
}
