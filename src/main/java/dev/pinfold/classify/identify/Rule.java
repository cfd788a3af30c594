// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.classify.DataIdentifier;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * One identifier, compiled.
 *
 * @param whole null where it has no pattern
 * @param span finds it inside a text, or null where it is not looked for there
 * @param validator null where it has none
 */
record Rule(Gate gate, Pattern whole, Pattern span, BiPredicate<String, String> validator) {
  // Neither inside a word nor inside a decimal number.
  private static final String LEFT = "(?<![\\p{L}\\p{N}_])(?<![0-9][.,])(?:";
  private static final String RIGHT = ")(?![\\p{L}\\p{N}_])(?![.,][0-9])";

  static Rule of(DataIdentifier identifier) {
    String pattern = identifier.pattern();
    return new Rule(
        Gate.parse(identifier.gate()),
        pattern.isEmpty() ? null : Pattern.compile(pattern),
        pattern.isEmpty() || !identifier.span() ? null : Pattern.compile(LEFT + pattern + RIGHT),
        Validators.find(identifier.validator()).orElse(null));
  }

  /** Whether it looks at values at all, or speaks by its word list and names alone. */
  boolean runs() {
    return whole != null || validator != null;
  }
}
