// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.text.DateFormatSymbols;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of months and weekdays in many languages, from the JDK's locale data (Unicode CLDR). */
final class CalendarWords {
  static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu",
          "ro", "bg", "hr", "sr", "sl", "el", "ru", "uk", "tr", "ja", "ko", "zh", "hi", "ar", "he",
          "fa", "th", "vi", "id", "ms", "et", "lv", "lt", "is", "ca", "eu", "gl", "ga", "bn", "ta");

  private static final int SHORTEST = 2;

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final Set<String> WORDS = words();
  }

  private CalendarWords() {}

  static boolean isOne(String value) {
    return Shipped.WORDS.contains(withoutDot(value.toLowerCase(Locale.ROOT)));
  }

  private static Set<String> words() {
    Set<String> words = new HashSet<>();
    for (String language : LANGUAGES) {
      Locale locale = Locale.forLanguageTag(language);
      DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
      for (String[] names :
          List.of(
              symbols.getMonths(),
              symbols.getShortMonths(),
              symbols.getWeekdays(),
              symbols.getShortWeekdays())) {
        for (String name : names) {
          if (name.length() >= SHORTEST) {
            words.add(withoutDot(name.toLowerCase(Locale.ROOT)));
          }
        }
      }
    }
    // Languages that decline their months name them alone in another case.
    for (String language :
        List.of("cs", "sk", "pl", "hr", "ru", "uk", "el", "fi", "lt", "ca", "bg")) {
      for (Month month : Month.values()) {
        words.add(
            month
                .getDisplayName(TextStyle.FULL_STANDALONE, Locale.forLanguageTag(language))
                .toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static String withoutDot(String word) {
    return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
  }
}
