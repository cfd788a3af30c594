// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** The check digit of ISO/IEC 7812-1 annex B. */
final class Luhn {
  private Luhn() {}

  /** Whether a text of digits alone ends with its check digit. */
  static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }
}
