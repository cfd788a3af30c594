// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pattern of digits, the first of them of a range, takes of texts of digits alone: {@code
 * [1-9]\d{12}}, or with separators that may be missing {@code \d{6} ?\d{4} ?\d{3}}. Told without a
 * regular expression, since most numbers meet a dozen of these.
 *
 * @param first the lowest first digit
 * @param last the highest first digit
 * @param length how many digits there are
 */
record DigitForm(char first, char last, int length) {
  private static final Pattern SEPARATOR = Pattern.compile("(?: |-|\\\\\\.|\\[ -\\])\\?");
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(\\d)-(\\d)\\])?((?:\\\\d(?:\\{\\d{1,2}\\})?)+)");
  private static final Pattern PART = Pattern.compile("\\\\d(?:\\{(\\d{1,2})\\})?");

  /** The form that a pattern says, or null where it says more. */
  static DigitForm of(String pattern) {
    Matcher form = FORM.matcher(SEPARATOR.matcher(pattern).replaceAll(""));
    if (!form.matches()) {
      return null;
    }
    int digits = 0;
    for (Matcher part = PART.matcher(form.group(3)); part.find(); ) {
      digits += part.group(1) == null ? 1 : Integer.parseInt(part.group(1));
    }
    return form.group(1) == null
        ? new DigitForm('0', '9', digits)
        : new DigitForm(form.group(1).charAt(0), form.group(2).charAt(0), digits + 1);
  }

  /**
   * Whether the pattern takes a text.
   *
   * @param text of ASCII digits alone
   */
  boolean matches(String text) {
    return text.length() == length && text.charAt(0) >= first && text.charAt(0) <= last;
  }
}
