// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The country that a record's bare phone numbers are read in: that of its {@code Location}, else of
 * an SMS event's {@code iso_country_code}, else of the device, else of a locale; the endpoint
 * inside an event counts too.
 */
public final class RecordRegion {
  private static final Map<String, String> ALPHA_2_BY_ALPHA_3 = alpha3();
  private static final Set<String> ALPHA_2 = Set.of(Locale.getISOCountries());

  private RecordRegion() {}

  /** ISO 3166-1 alpha-2, or null where the record does not tell. */
  public static String of(JsonTape tape) {
    String ofPerson = null;
    String ofMessage = null;
    String ofDevice = null;
    String locale = null;
    for (int value = 1; value < tape.size(); value++) {
      String name = tape.name(value);
      if (name == null || tape.kind(value) != Kind.STRING) {
        continue;
      }
      switch (name) {
        case "Country" -> ofPerson = ofPerson == null ? country(tape.text(value)) : ofPerson;
        case "iso_country_code" ->
            ofMessage = ofMessage == null ? country(tape.text(value)) : ofMessage;
        case "country" -> ofDevice = ofDevice == null ? country(tape.text(value)) : ofDevice;
        case "Locale", "code" -> locale = locale == null ? ofLocale(tape.text(value)) : locale;
        default -> {
          // says nothing of a country
        }
      }
    }
    if (ofPerson != null) {
      return ofPerson;
    }
    if (ofMessage != null) {
      return ofMessage;
    }
    return ofDevice == null ? locale : ofDevice;
  }

  /** Alpha-2 for a code of either length; null for anything else. */
  public static String country(String code) {
    String upper = code.trim().toUpperCase(Locale.ROOT);
    return ALPHA_2.contains(upper) ? upper : ALPHA_2_BY_ALPHA_3.get(upper);
  }

  private static String ofLocale(String locale) {
    String[] parts = locale.split("[_-]", 4);
    // Language first, then perhaps a script of four letters, then the country.
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].length() == 2) {
        return country(parts[i]);
      }
    }
    return null;
  }

  private static Map<String, String> alpha3() {
    Map<String, String> codes = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      codes.put(new Locale("", alpha2).getISO3Country(), alpha2);
    }
    return Map.copyOf(codes);
  }
}
