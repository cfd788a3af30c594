// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * Names in words that are joined, as those of templates and files are: {@code
 * anna-schmidt-birthday}. Many words are names somewhere, so that such a pair proves nothing of a
 * column; in a text that is redacted it goes.
 */
final class JoinedNames {
  private static final int SHORTEST = 3;

  private JoinedNames() {}

  static void find(String text, DeviceOwners.Sink sink) {
    for (int at = 1; at < text.length() - 1; at++) {
      if (isJoint(text.charAt(at))
          && Letters.is(text.charAt(at - 1))
          && Letters.is(text.charAt(at + 1))) {
        int start = at;
        while (start > 0 && Letters.is(text.charAt(start - 1))) {
          start--;
        }
        int end = at + 1;
        while (end < text.length() && Letters.is(text.charAt(end))) {
          end++;
        }
        if (isPair(text.substring(start, at), text.substring(at + 1, end))) {
          sink.found(start, end);
          at = end - 1;
        }
      }
    }
  }

  /** Whether a span is of this kind. */
  static boolean is(String text, int start, int end) {
    for (int at = start + 1; at < end - 1; at++) {
      if (text.charAt(at) == ' ') {
        return false;
      }
      if (isJoint(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPair(String a, String b) {
    if (a.length() < SHORTEST || b.length() < SHORTEST) {
      return false;
    }
    PersonNames names = PersonNames.shipped();
    return (names.isGiven(a) && names.isFamily(b)) || (names.isFamily(a) && names.isGiven(b));
  }

  private static boolean isJoint(char c) {
    return c == '-' || c == '_' || c == '.';
  }
}
