// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * Names that people give themselves when they sign up, made of their own: {@code maria.garcia},
 * {@code jsmith}, {@code anna_k}, {@code thomas82}. The shorter lists of names are asked, since
 * most words are somebody's name.
 */
final class Handles {
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_FAMILY = 4;
  private static final int SHORTEST_JOINED = 8;
  private static final int LONGEST_JOINED = 18;
  private static final int MOST_DIGITS = 4;

  private Handles() {}

  /**
   * Whether a given and a family name are joined, {@code maria.garcia}, as hardly anything else is.
   *
   * @param value small letters with one joint, digits behind them
   */
  static boolean isOfFullName(String value) {
    int end = value.length();
    while (end > 0 && Character.isDigit(value.charAt(end - 1))) {
      end--;
    }
    int joint = joint(value, 0, end);
    String first = value.substring(0, joint);
    String second = value.substring(joint + 1, end);
    return (isGiven(first) && isFamily(second)) || (isFamily(first) && isGiven(second));
  }

  /**
   * @param value small letters and digits, with dots, hyphens or underscores
   */
  static boolean isOfName(String value) {
    int end = value.length();
    while (end > 0 && Character.isDigit(value.charAt(end - 1))) {
      end--;
    }
    int digits = value.length() - end;
    if (digits > MOST_DIGITS) {
      return false;
    }
    if (end > 0 && isJoint(value.charAt(end - 1))) {
      end--;
    }
    int joint = joint(value, 0, end);
    if (joint < 0) {
      return isOfOneWord(value.substring(0, end), digits > 0);
    }
    return joint(value, joint + 1, end) < 0
        && isPair(value.substring(0, joint), value.substring(joint + 1, end));
  }

  /** Where the first sign stands that joins words, or -1; a digit between letters joins none. */
  private static int joint(String value, int from, int end) {
    for (int i = from; i < end; i++) {
      if (isJoint(value.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJoint(char c) {
    return c == '.' || c == '_' || c == '-';
  }

  private static boolean isPair(String first, String second) {
    return (isGiven(first) && (second.length() == 1 || isFamily(second)))
        || (isFamily(first) && (second.length() == 1 || isGiven(second)))
        || (first.length() == 1 && isFamily(second));
  }

  /** thomas82, jsmith, annaschmidt; a name without anything beside it is a name, or a word. */
  private static boolean isOfOneWord(String word, boolean hasDigits) {
    int length = word.length();
    if (hasDigits && (isGiven(word) || isFamily(word))) {
      return true;
    }
    if (length > SHORTEST_FAMILY && isFamily(word.substring(1))) {
      return true;
    }
    if (length >= SHORTEST_JOINED && length <= LONGEST_JOINED) {
      for (int cut = SHORTEST_NAME; cut <= length - SHORTEST_FAMILY; cut++) {
        if (isGiven(word.substring(0, cut)) && isFamily(word.substring(cut))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isGiven(String word) {
    return word.length() >= SHORTEST_NAME && PersonNames.shipped().isKnownGiven(word);
  }

  private static boolean isFamily(String word) {
    return word.length() >= SHORTEST_FAMILY && PersonNames.shipped().isKnownFamily(word);
  }
}
