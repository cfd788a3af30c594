// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the languages of ISO 639-1 in many languages, from the JDK's locale data (Unicode CLDR).
 */
final class LanguageNames {
  private static final int SHORTEST = 2;

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final Set<String> NAMES = names();
  }

  private LanguageNames() {}

  static boolean isOne(String value) {
    return Shipped.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (String in : CalendarWords.LANGUAGES) {
      Locale locale = Locale.forLanguageTag(in);
      for (String language : Locale.getISOLanguages()) {
        String name = Locale.forLanguageTag(language).getDisplayLanguage(locale);
        // Where no name is known, the code stands for it.
        if (name.length() >= SHORTEST && !name.equals(language)) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }
}
