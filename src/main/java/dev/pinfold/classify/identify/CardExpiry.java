// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.time.YearMonth;
import java.time.ZoneOffset;

/** The month in which a payment card ends, on its face as MM/YY (ISO/IEC 7813). */
final class CardExpiry {
  /** Cards are issued for three to five years, few for ten. */
  private static final int LONGEST_YEARS = 10;

  /** Where the hyphen stands behind a year of four digits. */
  private static final int YEAR_END = 4;

  private static final int CENTURY = 2000;

  private CardExpiry() {}

  /**
   * Whether a card that ends then could be used now: from this month on, not beyond what cards are
   * issued for. Months that were billed or reported lie behind.
   *
   * @param value MM/YY or MM/YYYY, with a slash or a hyphen, or YYYY-MM
   */
  static boolean isAhead(String value) {
    return isAhead(value, YearMonth.now(ZoneOffset.UTC));
  }

  static boolean isAhead(String value, YearMonth now) {
    boolean isYearFirst = value.length() > YEAR_END && value.charAt(YEAR_END) == '-';
    String digits = Digits.of(value);
    int year = Integer.parseInt(isYearFirst ? digits.substring(0, YEAR_END) : digits.substring(2));
    int month = Integer.parseInt(isYearFirst ? digits.substring(YEAR_END) : digits.substring(0, 2));
    YearMonth end = YearMonth.of(year < CENTURY ? CENTURY + year : year, month);
    return !end.isBefore(now) && !end.isAfter(now.plusYears(LONGEST_YEARS));
  }
}
