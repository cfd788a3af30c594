// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ISO 3166-1 codes and, from the JDK's CLDR data, the names of countries in common languages. */
final class CountryCodes {
  private static final Set<String> ALPHA_2 = Set.of(Locale.getISOCountries());
  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu", "tr",
          "ru", "uk", "el", "ja", "ko", "zh");
  private static final Map<String, String> OTHERS = others();

  private CountryCodes() {}

  /** Alpha-2 for a code of either length or a country's name; null for anything else. */
  static String alpha2(String country) {
    // Most are a code as it should be.
    if (country.length() == 2 && ALPHA_2.contains(country)) {
      return country;
    }
    String upper = country.trim().toUpperCase(Locale.ROOT);
    return ALPHA_2.contains(upper) ? upper : OTHERS.get(upper);
  }

  private static Map<String, String> others() {
    Map<String, String> codes = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      Locale country = new Locale("", alpha2);
      for (String language : LANGUAGES) {
        String name = country.getDisplayCountry(Locale.forLanguageTag(language));
        codes.putIfAbsent(name.toUpperCase(Locale.ROOT), alpha2);
      }
    }
    for (String alpha2 : Locale.getISOCountries()) {
      codes.put(new Locale("", alpha2).getISO3Country(), alpha2);
    }
    // The ways of writing that no standard has, but tables do.
    codes.put("UK", "GB");
    codes.put("GREAT BRITAIN", "GB");
    codes.put("USA", "US");
    codes.put("U.S.", "US");
    codes.put("U.S.A.", "US");
    codes.put("UNITED STATES OF AMERICA", "US");
    codes.put("CZECH REPUBLIC", "CZ");
    codes.put("TURKEY", "TR");
    codes.put("HOLLAND", "NL");
    return Map.copyOf(codes);
  }
}
