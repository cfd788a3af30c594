// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** The digits of a number that is written with separators, and sums over them. */
final class Digits {
  private Digits() {}

  static String of(String value) {
    if (areAll(value)) {
      return value;
    }
    StringBuilder digits = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  /** Whether there is nothing but ASCII digits. */
  static boolean areAll(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
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
    for (int i = 1; i < digits.length(); i++) {
      if (digits.charAt(i) != digits.charAt(0)) {
        return false;
      }
    }
    return !digits.isEmpty();
  }
}
