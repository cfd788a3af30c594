// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what {@link Matcher#find} does of a {@link Rule#span()}, one after the other, but asks the
 * pattern only where it could begin: not behind a letter, digit or underscore of ASCII, which it
 * would look back at first thing, nor between the halves of a surrogate pair, nor where an
 * automaton tells that it could not.
 */
final class SpanSearch {
  private final String text;
  private final Matcher matcher;
  private final IntPredicate couldBegin;
  private int from;

  /**
   * @param couldBegin whether the pattern could match from a place on; the pattern is asked only
   *     where this says so, which it has to wherever the pattern matches
   */
  SpanSearch(Pattern span, String text, IntPredicate couldBegin) {
    this.text = text;
    this.couldBegin = couldBegin;
    this.matcher = span.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
  }

  /** Whether there is another one. */
  boolean find() {
    for (int at = from; at <= text.length(); at++) {
      if (couldBeginAt(at)
          && couldBegin.test(at)
          && matcher.region(at, text.length()).lookingAt()) {
        from = Math.max(at + 1, matcher.end());
        return true;
      }
    }
    from = text.length() + 1;
    return false;
  }

  private boolean couldBeginAt(int at) {
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    return !isOfAsciiWord(before)
        && !(Character.isHighSurrogate(before)
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at)));
  }

  private static boolean isOfAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /** Of the one that was found last. */
  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  String group() {
    return matcher.group();
  }
}
