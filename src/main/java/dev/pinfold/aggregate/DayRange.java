// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days since a person's first active day, which is day 0.
 *
 * @param first inclusive, from 0
 * @param last inclusive
 */
public record DayRange(int first, int last) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})(-(\\d{0,5}))?");

  public DayRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a range of days must run upwards from 0 or later, got " + first + " to " + last);
    }
  }

  /** Reads {@code 7}, {@code 1-6} or {@code 1-}; empty where it is none of these. */
  public static Optional<DayRange> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(form.group(1));
    int last =
        form.group(2) == null
            ? first
            : form.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(form.group(3));
    return last < first ? Optional.empty() : Optional.of(new DayRange(first, last));
  }

  /** Whether it is one day alone. */
  boolean isOneDay() {
    return first == last;
  }

  /** Whether it is the first active day alone. */
  boolean isFirstDay() {
    return last == 0;
  }

  /** Whether it is every day but the first active one. */
  boolean isEveryLaterDay() {
    return first == 1 && last == Integer.MAX_VALUE;
  }

  boolean contains(int day) {
    return day >= first && day <= last;
  }
}
