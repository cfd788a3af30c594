// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Regular expressions of validators, each compiled once and not for each value. */
final class WholeMatch {
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private WholeMatch() {}

  /**
   * Whether a text is of a pattern from end to end.
   *
   * @param pattern one of few
   */
  static boolean is(String text, String pattern) {
    Pattern known = COMPILED.get(pattern); // without a lock
    return (known == null ? COMPILED.computeIfAbsent(pattern, Pattern::compile) : known)
        .matcher(text)
        .matches();
  }
}
