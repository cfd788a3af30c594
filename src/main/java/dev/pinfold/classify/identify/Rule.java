// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.IdentifierOptions;
import dev.pinfold.classify.ValueShape;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One identifier, compiled.
 *
 * @param whole null where it has no pattern
 * @param span finds it inside a text, or null where it is not looked for there
 * @param validator null where it has none
 * @param ofDigits the validator of a value that is digits alone, so that nothing has to be taken
 *     out of it; null where it looks at more
 * @param allowed whole values that are no match
 * @param isSpaceless whether a match has no white space in it
 * @param isTested whether those of the form that don't match tell whether those that do are there
 *     by chance
 * @param hasAllowed whether there are values that are no match at all
 */
record Rule(
    Gate gate,
    Pattern whole,
    Pattern span,
    BiPredicate<String, String> validator,
    Predicate<String> ofDigits,
    IdentifierOptions options,
    List<Pattern> allowed,
    boolean isSpaceless,
    boolean isTested,
    boolean hasAllowed) {
  /**
   * What words consist of, where spaces part them: in Chinese, Japanese and Thai a number stands
   * between letters. ASCII comes first, since to tell a character's script takes a search.
   */
  static final String OF_WORDS =
      "[0-9A-Za-z_[[^\\x00-\\x7F]&&[\\p{L}\\p{N}]"
          + "&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]]]";

  // Neither inside a word nor inside a decimal number or one written in groups.
  private static final String LEFT = "(?<!" + OF_WORDS + ")(?<![0-9][.,-])(?:";
  private static final String RIGHT = ")(?!" + OF_WORDS + ")(?![.,-][0-9])";

  /** All characters but some, the at sign not among these. */
  private static final Pattern NEGATED_CLASS = Pattern.compile("\\[\\^[^\\]@]*\\]");

  static Rule of(DataIdentifier identifier) {
    String pattern = identifier.pattern();
    IdentifierOptions options = identifier.options();
    BiPredicate<String, String> validator = Validators.find(identifier.validator()).orElse(null);
    return new Rule(
        Gate.parse(identifier.gate()),
        pattern.isEmpty() ? null : Pattern.compile(pattern),
        pattern.isEmpty() || !identifier.span() ? null : Pattern.compile(LEFT + pattern + RIGHT),
        validator,
        Validators.findForDigits(identifier.validator()).orElse(null),
        options,
        options.allowPatterns().stream().map(Pattern::compile).toList(),
        isSpaceless(pattern),
        !pattern.isEmpty() && validator != null && options.chance() < 1,
        !(options.allow().isEmpty()
            && options.ignore().isEmpty()
            && options.allowPatterns().isEmpty()));
  }

  /** Whether nothing in a pattern can match white space. */
  private static boolean isSpaceless(String pattern) {
    String known = pattern.replaceAll("\\\\[.dwbS]|\\[[^^\\]]*\\]", "");
    return !pattern.contains(" ")
        && !pattern.contains("\\s")
        && !pattern.contains("\\W")
        && !pattern.contains("\\D")
        && !pattern.contains("[^")
        && !known.contains(".");
  }

  /** Whether something in the pattern takes any text, so that an e-mail address could be in it. */
  boolean couldHoldAddress() {
    return whole != null && NEGATED_CLASS.matcher(whole.pattern()).find();
  }

  /** Whether a text of the form is a match. */
  boolean accepts(String text, String region) {
    return (validator == null || validator.test(text, region)) && !isAllowed(text);
  }

  /** As {@link #accepts(String, String)}, of a text that was looked at already. */
  boolean accepts(ValueShape shape, String region) {
    String text = shape.text();
    return ofDigits != null && shape.digits() == shape.length()
        ? ofDigits.test(text) && !isAllowed(text)
        : accepts(text, region);
  }

  /** Whether a match is one that the user said is none. */
  boolean isAllowed(String value) {
    return hasAllowed && isAmongAllowed(value);
  }

  private boolean isAmongAllowed(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (String ignored : options.ignore()) {
      if (lower.contains(ignored)) {
        return true;
      }
    }
    for (Pattern pattern : allowed) {
      if (pattern.matcher(value).matches()) {
        return true;
      }
    }
    return options.allow().contains(lower);
  }

  /** Whether it looks at values at all, or speaks by its word list and names alone. */
  boolean runs() {
    return whole != null || validator != null;
  }
}
