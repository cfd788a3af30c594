// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;

/** Numbers of driving licences that hold their owner's birth date. */
final class DrivingLicences {
  /** Added to the month of a woman's birth. */
  private static final int WOMAN = 50;

  /** In these years before the present, and some after, nobody was born who drives. */
  private static final int TOO_YOUNG = 14;

  private static final int AHEAD = 3;

  private static final int CENTURY = 100;

  private DrivingLicences() {}

  /** Ontario: a letter, eight digits, then year, month (women's plus 50) and day of birth. */
  static boolean isOntarian(String value) {
    String code = Digits.alphanumerics(value);
    return isYear(number(code, 9, 11)) && isDay(number(code, 11, 13), number(code, 13, 15), WOMAN);
  }

  /** Quebec: a letter, four digits, day, month and year of birth, two digits. */
  static boolean isQuebecker(String value) {
    String code = Digits.alphanumerics(value);
    return isYear(number(code, 9, 11)) && isDay(number(code, 7, 9), number(code, 5, 7), 0);
  }

  private static int number(String code, int from, int to) {
    return Integer.parseInt(code.substring(from, to));
  }

  /** Codes of lots and orders have dates too, of late years. */
  private static boolean isYear(int year) {
    return isYear(year, Year.now(ZoneOffset.UTC).getValue());
  }

  static boolean isYear(int year, int now) {
    return Math.floorMod(now + AHEAD - year, CENTURY) > TOO_YOUNG + AHEAD;
  }

  private static boolean isDay(int month, int day, int added) {
    int told = month > added ? month - added : month;
    return told >= 1 && told <= 12 && day >= 1 && day <= Month.of(told).maxLength();
  }
}
