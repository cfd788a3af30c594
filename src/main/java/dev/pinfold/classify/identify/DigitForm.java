// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of so many digits, the first of them of a range, such as {@code [1-9]\d{12}}: told
 * without a regular expression, since most numbers meet a dozen of these.
 *
 * @param first the lowest first digit
 * @param last the highest first digit
 * @param length how many digits there are
 */
record DigitForm(char first, char last, int length) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(\\d)-(\\d)\\])?\\\\d\\{(\\d{1,2})\\}");

  /** The form that a pattern says, or null where it says more. */
  static DigitForm of(String pattern) {
    Matcher form = FORM.matcher(pattern);
    if (!form.matches()) {
      return null;
    }
    int digits = Integer.parseInt(form.group(3));
    return form.group(1) == null
        ? new DigitForm('0', '9', digits)
        : new DigitForm(form.group(1).charAt(0), form.group(2).charAt(0), digits + 1);
  }

  boolean matches(String text) {
    if (text.length() != length || text.charAt(0) < first || text.charAt(0) > last) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
