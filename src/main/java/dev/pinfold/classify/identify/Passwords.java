// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * Whether a token is mixed as the rules for passwords ask: small and capital letters, digits and a
 * sign that codes, addresses and versions are not divided by. Product codes, tokens in base 64,
 * URLs, e-mail addresses, versions and hashtags are none.
 */
final class Passwords {
  /** What people and generators add to satisfy the rule. */
  private static final String SIGNS = "!@#$%^&*?";

  /** What stands in paths, markup, assignments and lists, and hardly in passwords. */
  private static final String STRUCTURE = "/\\:;<>=\"'`|,(){}[].";

  private static final int PROPOSED_LENGTH = 20;
  private static final int PROPOSED_SMALL = 16;

  private Passwords() {}

  /**
   * @param value one word of ASCII characters
   */
  static boolean isMixed(String value) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    boolean sign = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 'a' && c <= 'z') {
        lower = true;
      } else if (c >= 'A' && c <= 'Z') {
        upper = true;
      } else if (c >= '0' && c <= '9') {
        digit = true;
      } else if (STRUCTURE.indexOf(c) >= 0) {
        return false;
      } else {
        sign |= SIGNS.indexOf(c) >= 0 && !isOfText(value, i);
      }
    }
    return upper && lower && digit && (sign || isProposed(value));
  }

  /**
   * As Apple's browsers propose: groups of six, all small letters but one capital and one digit.
   */
  private static boolean isProposed(String value) {
    if (value.length() != PROPOSED_LENGTH || value.charAt(6) != '-' || value.charAt(13) != '-') {
      return false;
    }
    int small = 0;
    int capital = 0;
    for (int i = 0; i < value.length(); i++) {
      small += value.charAt(i) >= 'a' && value.charAt(i) <= 'z' ? 1 : 0;
      capital += value.charAt(i) >= 'A' && value.charAt(i) <= 'Z' ? 1 : 0;
    }
    return small == PROPOSED_SMALL && capital == 1;
  }

  /** A sign that means something there: a hashtag, a handle, a scale, a class, a percentage. */
  private static boolean isOfText(String value, int at) {
    return switch (value.charAt(at)) {
      case '#' -> at == 0 || isDigitAfter(value, at);
      case '@' -> at == 0 || value.endsWith("x");
      case '%' -> at > 0 && Character.isDigit(value.charAt(at - 1));
      case '$' -> isDigitAfter(value, at) || isBetweenLetters(value, at);
      case '?', '&' -> value.indexOf('=', at) > 0;
      default -> false;
    };
  }

  /** As in the name of a class inside another. */
  private static boolean isBetweenLetters(String value, int at) {
    return at > 0
        && at + 1 < value.length()
        && Character.isLetter(value.charAt(at - 1))
        && Character.isUpperCase(value.charAt(at + 1));
  }

  private static boolean isDigitAfter(String value, int at) {
    return at + 1 < value.length() && Character.isDigit(value.charAt(at + 1));
  }
}
