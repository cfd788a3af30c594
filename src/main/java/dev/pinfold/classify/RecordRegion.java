// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The country that a record's bare phone numbers are read in: that of its {@code Location}, of an
 * SMS event's {@code iso_country_code}, or of a locale; the endpoint inside an event counts too.
 */
public final class RecordRegion {
  private static final Map<String, String> ALPHA_2_BY_ALPHA_3 = alpha3();
  private static final Set<String> ALPHA_2 = Set.of(Locale.getISOCountries());

  private RecordRegion() {}

  /** ISO 3166-1 alpha-2, or null where the record does not tell. */
  public static String of(JsonTape tape) {
    String country = null;
    String locale = null;
    for (int value = 1; value < tape.size(); value++) {
      String name = tape.name(value);
      if (name == null || tape.kind(value) != Kind.STRING) {
        continue;
      }
      switch (name) {
        case "Country", "iso_country_code", "country" ->
            country = country == null ? country(tape.text(value)) : country;
        case "Locale", "code" -> locale = locale == null ? ofLocale(tape.text(value)) : locale;
        default -> {
          // says nothing of a country
        }
      }
    }
    return country == null ? locale : country;
  }

  /** Alpha-2 for a code of either length; null for anything else. */
  public static String country(String code) {
    String upper = code.trim().toUpperCase(Locale.ROOT);
    return ALPHA_2.contains(upper) ? upper : ALPHA_2_BY_ALPHA_3.get(upper);
  }

  private static String ofLocale(String locale) {
    String[] parts = locale.split("[_-]", 4);
    return parts.length < 2 ? null : country(parts[parts.length == 2 ? 1 : parts.length - 1]);
  }

  private static Map<String, String> alpha3() {
    Map<String, String> codes = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      codes.put(new Locale("", alpha2).getISO3Country(), alpha2);
    }
    return Map.copyOf(codes);
  }
}
