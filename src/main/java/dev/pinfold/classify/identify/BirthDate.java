// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Calendar dates that a living person can be born on: from 1900 to five years ago. */
final class BirthDate {
  private static final int FIRST_YEAR = 1900;
  private static final int YOUNGEST = 5;
  private static final int OLDEST_ADULT = 1920;
  private static final int ADULT = 16;

  private static final Pattern SEPARATORS = Pattern.compile("[-/. ]");

  private BirthDate() {}

  static boolean isPlausible(String value) {
    return isBetween(value, FIRST_YEAR, LocalDate.now(ZoneOffset.UTC).minusYears(YOUNGEST));
  }

  /** Born long enough ago that few other dates in a table of customers are. */
  static boolean isOfAdult(String value) {
    return isBetween(value, OLDEST_ADULT, LocalDate.now(ZoneOffset.UTC).minusYears(ADULT));
  }

  private static boolean isBetween(String value, int first, LocalDate last) {
    String[] p = SEPARATORS.split(value);
    try {
      if (p.length == 1) {
        return isBetween(
            Integer.parseInt(value.substring(0, 4)),
            Integer.parseInt(value.substring(4, 6)),
            Integer.parseInt(value.substring(6)),
            first,
            last);
      }
      int a = Integer.parseInt(p[0]);
      int b = Integer.parseInt(p[1]);
      int c = Integer.parseInt(p[2]);
      return p[0].length() == 4
          ? isBetween(a, b, c, first, last)
          : isBetween(c, b, a, first, last) || isBetween(c, a, b, first, last);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isBetween(int year, int month, int day, int first, LocalDate last) {
    return year >= first
        && Checksums.isDate(year, month, day)
        && LocalDate.of(year, month, day).isBefore(last);
  }
}
