// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.UserException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of Firehose deliveries, both ends included. A file's hour is the one in its path: Firehose
 * puts what it delivers under {@code YYYY/MM/DD/HH/}, in UTC, or where it is told to under {@code
 * year=YYYY/month=MM/day=DD/hour=HH/}.
 */
record HourRange(LocalDateTime from, LocalDateTime to) {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:^|.*/)(?:year=)?([0-9]{4})/(?:month=)?([0-9]{2})/(?:day=)?([0-9]{2})"
              + "/(?:hour=)?([0-9]{2})/.*");
  private static final Pattern HOUR = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})");
  private static final int LAST_HOUR = 23;

  HourRange {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }

  /**
   * What two options say; one that is missing is an open end.
   *
   * @param from a day or an hour, {@code YYYY-MM-DD} or {@code YYYY-MM-DDTHH}, or null
   * @param to likewise; a day is meant to its end
   * @throws UserException of kind {@code USAGE}
   */
  static Optional<HourRange> of(String from, String to) {
    if (from == null && to == null) {
      return Optional.empty();
    }
    LocalDateTime first = from == null ? LocalDateTime.MIN : hour("--from", from, 0);
    LocalDateTime last = to == null ? LocalDateTime.MAX : hour("--to", to, LAST_HOUR);
    if (last.isBefore(first)) {
      throw usage("--to: '" + to + "' is before --from '" + from + "'; give the later one as --to");
    }
    return Optional.of(new HourRange(first, last));
  }

  private static LocalDateTime hour(String option, String text, int hourOfDay) {
    Matcher hour = HOUR.matcher(text);
    try {
      return hour.matches()
          ? LocalDate.parse(hour.group(1)).atTime(Integer.parseInt(hour.group(2)), 0)
          : LocalDate.parse(text).atTime(hourOfDay, 0);
    } catch (DateTimeException e) {
      throw usage(option + ": '" + text + "' is no hour; give YYYY-MM-DD or YYYY-MM-DDTHH, in UTC");
    }
  }

  private static UserException usage(String message) {
    return new UserException(UserException.Kind.USAGE, message);
  }

  /** Whether a file's path names an hour, and one of these. */
  boolean holds(String path) {
    return hourOf(path).filter(hour -> !hour.isBefore(from) && !hour.isAfter(to)).isPresent();
  }

  /** The hour that a file's path names; empty where it names none. */
  static Optional<LocalDateTime> hourOf(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4), 0));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
