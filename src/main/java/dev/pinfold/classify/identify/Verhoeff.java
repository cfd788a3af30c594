// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** The check digit of J. Verhoeff, Error Detecting Decimal Codes (1969), as Aadhaar uses it. */
final class Verhoeff {
  private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private Verhoeff() {}

  static boolean isValid(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Digits.at(digits, digits.length() - 1 - i);
      for (int j = 0; j < i % 8; j++) {
        digit = PERMUTATION[digit];
      }
      check = multiply(check, digit);
    }
    return check == 0;
  }

  /** Multiplication in the dihedral group D5. */
  private static int multiply(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
    }
    return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
  }
}
