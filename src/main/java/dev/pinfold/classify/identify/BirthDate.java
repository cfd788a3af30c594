// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.text.DateFormatSymbols;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calendar dates that a living person can be born on: from 1900 to five years ago. */
final class BirthDate {
  private static final int FIRST_YEAR = 1900;
  private static final int YOUNGEST = 5;
  private static final int OLDEST_ADULT = 1920;
  private static final int ADULT = 16;

  private static final int BUDDHIST_YEARS = 543;
  private static final int CENTURY = 100;
  private static final int LAST_MONTH = 12;

  private static final Pattern SEPARATORS = Pattern.compile("[-/. ]");

  /** Midnight, which stands behind a date that a database made a point in time of. */
  private static final Pattern MIDNIGHT =
      Pattern.compile("[T ]00:00(?::00(?:\\.0{1,9})?)?(?:Z| ?[+-]00:?00| UTC)?$");

  private static final Pattern PARTS = Pattern.compile("\\d+|\\p{L}[\\p{L}\\p{M}.]*");

  /** Words between a date's parts, and what stands behind its numbers. */
  private static final Set<String> BETWEEN =
      Set.of(
          "de", "del", "do", "of", "the", "a", "di", "st", "nd", "rd", "th", "er", "года", "г",
          "г.", "року", "р", "р.", "г.р.", "年", "月", "日", "년", "월", "일", "ngay", "thang", "nam",
          "พ.ศ.");

  /** Month numbers by their names, folded; loads on first use, once a JVM. */
  private static final class Months {
    private static final Map<String, Integer> BY_NAME = months();
  }

  private BirthDate() {}

  static boolean isPlausible(String value) {
    return isBetween(value, FIRST_YEAR, yearsAgo(YOUNGEST));
  }

  /** Born long enough ago that few other dates in a table of customers are. */
  static boolean isOfAdult(String value) {
    return isBetween(value, OLDEST_ADULT, yearsAgo(ADULT));
  }

  private static LocalDate yearsAgo(int years) {
    return LocalDate.now(ZoneOffset.UTC).minusYears(years);
  }

  /** Most values with digits are numbers and IDs; no part of a date is longer than a year. */
  private static boolean hasLongNumber(String value) {
    int digits = 0;
    for (int i = 0; i < value.length() && digits <= 4; i++) {
      digits = Character.isDigit(value.charAt(i)) ? digits + 1 : 0;
    }
    return digits > 4;
  }

  /** Without a month's name, a date has three numbers at least; versions and decimals have two. */
  private static boolean couldHoldDate(String value) {
    int numbers = 0;
    boolean inNumber = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isLetter(c)) {
        return true;
      }
      boolean isDigit = Character.isDigit(c);
      numbers += isDigit && !inNumber ? 1 : 0;
      inNumber = isDigit;
    }
    return numbers >= 3;
  }

  /**
   * A date of birth with the month's name in one of many languages, with years of two digits or of
   * the Buddhist era, with the signs of East Asia, or with midnight behind it: 06-May-1973, January
   * 15, 1979, 15 de enero de 1979, 1965年6月10日, 1965/06/10.
   */
  static boolean isInWords(String value) {
    // Of the times of a day a birth has midnight alone; most times are told by their colon.
    if (hasLongNumber(value)
        || (value.indexOf(':') >= 0 && !value.contains("00:00"))
        || !couldHoldDate(value)) {
      return false;
    }
    if (isWithoutWords(value)) {
      int[] numbers = numbers(value);
      return numbers != null && isBirth(numbers);
    }
    List<Integer> numbers = new ArrayList<>();
    int month = 0;
    int monthAt = 0;
    Matcher parts = PARTS.matcher(MIDNIGHT.matcher(value).replaceFirst(""));
    while (parts.find()) {
      String part = parts.group();
      if (Character.isDigit(part.charAt(0))) {
        if (part.length() > 4 || numbers.size() == 3) {
          return false;
        }
        numbers.add(Integer.parseInt(part));
      } else {
        String word = Folded.of(part);
        Integer known = month(word);
        if (known != null && month == 0) {
          month = known;
          monthAt = numbers.size();
        } else if (!BETWEEN.contains(word)) {
          return false;
        }
      }
    }
    if (month > 0 && numbers.size() == 2) {
      LocalDate last = yearsAgo(YOUNGEST);
      int a = numbers.get(0);
      int b = numbers.get(1);
      return isBirth(b, month, a, last) || (monthAt > 0 && isBirth(a, month, b, last));
    }
    return month == 0
        && numbers.size() == 3
        && isBirth(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Whether numbers and what parts them are all there is, and no time of a day. */
  private static boolean isWithoutWords(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 128 || c == ':' || Character.isLetter(c)) {
        return false;
      }
    }
    return true;
  }

  /** The three numbers of four digits at most that a text in ASCII has; null for others. */
  private static int[] numbers(String value) {
    int[] numbers = new int[3];
    int count = 0;
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        digits = 0;
        continue;
      }
      count += digits == 0 ? 1 : 0;
      if (++digits > 4 || count > 3) {
        return null;
      }
      numbers[count - 1] = numbers[count - 1] * 10 + c - '0';
    }
    return count == 3 ? numbers : null;
  }

  /** Whether three numbers are a day of birth in one of the orders in use. */
  private static boolean isBirth(int[] numbers) {
    LocalDate last = yearsAgo(YOUNGEST);
    return isBirth(numbers[0], numbers[1], numbers[2], last)
        || isBirth(numbers[2], numbers[1], numbers[0], last)
        || isBirth(numbers[2], numbers[0], numbers[1], last);
  }

  private static boolean isBirth(int year, int month, int day, LocalDate last) {
    int full = year;
    if (year < CENTURY) {
      full = year + (year > last.getYear() % CENTURY ? FIRST_YEAR : FIRST_YEAR + CENTURY);
    } else if (year > last.getYear() + CENTURY) {
      full = year - BUDDHIST_YEARS;
    }
    return isBetween(full, month, day, FIRST_YEAR, last);
  }

  private static Integer month(String word) {
    Integer known = Months.BY_NAME.get(word);
    return known != null || !word.endsWith(".")
        ? known
        : Months.BY_NAME.get(word.substring(0, word.length() - 1));
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (String language :
        ("en de fr es it pt nl pl cs sk hu ro bg hr sr sl el tr ru uk sv no nb da fi et lv lt th vi id"
                + " ms hi ar he fa ca")
            .split(" ")) {
      DateFormatSymbols symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
      add(months, symbols.getMonths());
      add(months, symbols.getShortMonths());
      for (int month = 1; month <= LAST_MONTH; month++) {
        for (TextStyle style :
            List.of(TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE, TextStyle.SHORT)) {
          put(
              months,
              Month.of(month).getDisplayName(style, Locale.forLanguageTag(language)),
              month);
        }
      }
    }
    return months;
  }

  private static void add(Map<String, Integer> months, String[] names) {
    for (int i = 0; i < Math.min(LAST_MONTH, names.length); i++) {
      put(months, names[i], i + 1);
    }
  }

  private static void put(Map<String, Integer> months, String name, int month) {
    String folded = Folded.of(name.strip());
    String bare = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    if (bare.length() > 1 && !Character.isDigit(bare.charAt(0))) {
      months.putIfAbsent(bare, month);
    }
  }

  private static boolean isBetween(String value, int first, LocalDate last) {
    if (isInThreeParts(value)) {
      int[] numbers = numbers(value);
      return numbers != null
          && (hasYearFirst(value)
              ? isBetween(numbers[0], numbers[1], numbers[2], first, last)
              : isBetween(numbers[2], numbers[1], numbers[0], first, last)
                  || isBetween(numbers[2], numbers[0], numbers[1], first, last));
    }
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

  private static boolean hasYearFirst(String value) {
    int at = 0;
    while (Character.isDigit(value.charAt(at))) {
      at++;
    }
    return at == 4;
  }

  /**
   * Whether a text is as most dates are: three numbers in ASCII, a separator after the first two.
   */
  private static boolean isInThreeParts(String value) {
    int length = value.length();
    int parts = 0;
    boolean inNumber = false;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      if (!isDigit && (!inNumber || (c != '-' && c != '/' && c != '.' && c != ' '))) {
        return false;
      }
      parts += isDigit && !inNumber ? 1 : 0;
      inNumber = isDigit;
    }
    return parts == 3 && inNumber && length > 3;
  }

  private static boolean isBetween(int year, int month, int day, int first, LocalDate last) {
    return year >= first
        && Checksums.isDate(year, month, day)
        && LocalDate.of(year, month, day).isBefore(last);
  }
}
