// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Calendar dates that a living person can be born on: from 1900 to five years ago. */
final class BirthDate {
  private static final int FIRST_YEAR = 1900;
  private static final int YOUNGEST = 5;

  private BirthDate() {}

  static boolean isPlausible(String value) {
    String[] p = value.split("[-/. ]");
    try {
      if (p.length == 1) {
        return isPlausible(
            Integer.parseInt(value.substring(0, 4)),
            Integer.parseInt(value.substring(4, 6)),
            Integer.parseInt(value.substring(6)));
      }
      int a = Integer.parseInt(p[0]);
      int b = Integer.parseInt(p[1]);
      int c = Integer.parseInt(p[2]);
      return p[0].length() == 4
          ? isPlausible(a, b, c)
          : isPlausible(c, b, a) || isPlausible(c, a, b);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isPlausible(int year, int month, int day) {
    try {
      LocalDate date = LocalDate.of(year, month, day);
      return year >= FIRST_YEAR
          && date.isBefore(LocalDate.now(ZoneOffset.UTC).minusYears(YOUNGEST));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
