// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** The digits of a number that is written with separators, and sums over them. */
final class Digits {
  private Digits() {}

  static String of(String value) {
    StringBuilder digits = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  /** The letters and digits, in upper case. */
  static String alphanumerics(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        kept.append(Character.toUpperCase(c));
      }
    }
    return kept.toString();
  }

  /** The sum of the first digits, each times its weight. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (digits.charAt(i) - '0');
    }
    return sum;
  }

  static int at(String digits, int index) {
    return digits.charAt(index) - '0';
  }

  /** Whether all digits are the same, which real numbers are not but test entries are. */
  static boolean areAllSame(String digits) {
    return digits.chars().distinct().count() == 1;
  }
}
