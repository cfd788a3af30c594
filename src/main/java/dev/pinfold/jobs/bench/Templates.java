// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Fills templates: {@code #} a digit, {@code ?} an upper-case letter, {@code *} a letter or digit,
 * {@code ~} a lower-case letter, {@code ^} a hexadecimal digit, {@code @} base 64; {@code
 * <yyMMdd>}, {@code <ddMMyy>} {@code <yyyyMMdd>} and the like a birth date; what follows a
 * backslash and all else stands for itself.
 */
final class Templates {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String BASE64 = UPPER + UPPER.toLowerCase(Locale.ROOT) + "0123456789";

  private Templates() {}

  static String fill(String template, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '<') {
        int end = template.indexOf('>', i);
        text.append(date(template.substring(i + 1, end), random));
        i = end;
      } else if (c == '\\') {
        text.append(template.charAt(++i));
      } else {
        text.append(character(c, random));
      }
    }
    return text.toString();
  }

  private static char character(char c, Random random) {
    return switch (c) {
      case '#' -> (char) ('0' + random.nextInt(10));
      case '?' -> UPPER.charAt(random.nextInt(26));
      case '~' -> Character.toLowerCase(UPPER.charAt(random.nextInt(26)));
      case '*' -> (UPPER + "0123456789").charAt(random.nextInt(36));
      case '^' -> "0123456789abcdef".charAt(random.nextInt(16));
      case '@' -> BASE64.charAt(random.nextInt(62));
      default -> c;
    };
  }

  static LocalDate birthDate(Random random) {
    return LocalDate.of(1940, 1, 1).plusDays(random.nextInt(23_000));
  }

  private static String date(String form, Random random) {
    LocalDate date = birthDate(random);
    String yy = String.format(Locale.ROOT, "%02d", date.getYear() % 100);
    String mm = String.format(Locale.ROOT, "%02d", date.getMonthValue());
    String dd = String.format(Locale.ROOT, "%02d", date.getDayOfMonth());
    return switch (form) {
      case "yyMMdd" -> yy + mm + dd;
      case "ddMMyy" -> dd + mm + yy;
      case "ddMMyyyy" -> dd + mm + date.getYear();
      case "ddMMyyy" -> dd + mm + String.format(Locale.ROOT, "%03d", date.getYear() % 1000);
      case "yyyyMMdd" -> date.getYear() + mm + dd;
      default -> throw new IllegalArgumentException("no date form " + form);
    };
  }
}
