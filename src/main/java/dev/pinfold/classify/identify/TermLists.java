// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Lists of words from Datafaker's files on the class path and from the JDK's own tables, in lower
 * case. Each is loaded when it is first asked for, once a JVM.
 */
final class TermLists {
  private static final List<String> PLACE_LOCALES =
      List.of(
          "en/address",
          "en-AU",
          "en-CA",
          "en-GB",
          "en-IN",
          "en-NG",
          "en-NZ",
          "en-ZA",
          "ar",
          "bg",
          "by",
          "ca",
          "cs-CZ",
          "da-DK",
          "de",
          "de-AT",
          "de-CH",
          "el-GR",
          "es",
          "es-MX",
          "fa",
          "fi-FI",
          "fr",
          "fr-CA",
          "he",
          "hu",
          "hy",
          "id",
          "it",
          "ja",
          "ko",
          "lv",
          "nb-NO",
          "nl",
          "pl",
          "pt",
          "pt-BR",
          "ru",
          "sk",
          "sv",
          "th",
          "tr",
          "uk",
          "vi",
          "zh-CN",
          "zh-TW");

  private TermLists() {}

  private static final class Cities {
    private static final Set<String> NAMES = cities();
  }

  private static final class Regions {
    private static final Set<String> NAMES =
        ofLocales(PLACE_LOCALES, Set.of("state", "states", "province", "provinces", "regions"));
  }

  private static final class Countries {
    private static final Set<String> NAMES = countries();
  }

  private static final class Diseases {
    private static final Set<String> NAMES = allTexts("en/disease");
  }

  private static final class Medications {
    private static final Set<String> NAMES = medications();
  }

  private static final class Demonyms {
    private static final Set<String> NAMES =
        ofLocales(List.of("en/demographic", "en/nation"), Set.of("demonym", "nationality"));
  }

  private static final class Jobs {
    private static final Set<String> WORDS =
        ofLocales(
            List.of(
                "en/job", "en/name", "de", "es", "fr", "it", "nl", "pl", "pt", "pt-BR", "sv", "ru",
                "uk", "bg", "ja", "tr", "hu"),
            Set.of("position", "job"));
  }

  private static final class StreetWords {
    private static final Set<String> WORDS =
        ofLocales(PLACE_LOCALES, Set.of("street_suffix", "street_prefix"));
  }

  /** A word that streets are called by: Street, Shoals, Calle. */
  static boolean isStreetWord(String lowerCased) {
    return StreetWords.WORDS.contains(lowerCased);
  }

  static boolean isCity(String value) {
    return Cities.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  static boolean isRegion(String value) {
    return Regions.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** A country's name in one of the languages that Pinfold speaks. */
  static boolean isCountry(String value) {
    return Countries.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  static boolean isDisease(String value) {
    return Diseases.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  static boolean isMedication(String value) {
    return Medications.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  static boolean isNationality(String value) {
    return Demonyms.NAMES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** A title that ends, or begins, with a position: Senior Data Engineer, Head of Sales. */
  static boolean isJobTitle(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    int first = lower.indexOf(' ');
    if (first < 0) {
      return Jobs.WORDS.contains(lower);
    }
    return Jobs.WORDS.contains(lower.substring(lower.lastIndexOf(' ') + 1))
        || Jobs.WORDS.contains(lower.substring(0, first))
        || Jobs.WORDS.contains(lower);
  }

  private static Set<String> cities() {
    Set<String> names =
        ofLocales(
            PLACE_LOCALES, Set.of("city", "cities", "city_name", "city_names", "city_with_state"));
    names.addAll(ofLocales(List.of("en/nation"), Set.of("capital_city")));
    for (String zone : ZoneId.getAvailableZoneIds()) {
      if (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")) {
        String city = zone.substring(zone.lastIndexOf('/') + 1);
        names.add(city.replace('_', ' ').toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static Set<String> countries() {
    Set<String> names = new HashSet<>();
    for (String language :
        "en de fr es it pt nl pl ja hi zh ru ar ko tr sv da fi nb cs hu ro el uk".split(" ")) {
      Locale speaker = Locale.forLanguageTag(language);
      for (String code : Locale.getISOCountries()) {
        names.add(new Locale("", code).getDisplayCountry(speaker).toLowerCase(speaker));
      }
    }
    names.addAll(List.of("usa", "u.s.a.", "uk", "great britain", "england", "scotland", "wales"));
    return names;
  }

  private static Set<String> medications() {
    Set<String> names = allTexts("en/medication");
    names.addAll(ofLocales(List.of("en/medical"), Set.of("medicine_name")));
    return names;
  }

  private static Set<String> ofLocales(List<String> files, Set<String> keys) {
    Set<String> texts = new HashSet<>();
    files.forEach(file -> collect(read("/" + file + ".yml"), "", keys, texts));
    return texts;
  }

  static Set<String> allTexts(String file) {
    Set<String> texts = new HashSet<>();
    collect(read("/" + file + ".yml"), "", null, texts);
    return texts;
  }

  /** The YAML document, or null where this version of the library has none of that name. */
  static Object read(String resource) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(16 << 20);
    try (InputStream stream = TermLists.class.getResourceAsStream(resource)) {
      return stream == null ? null : new Yaml(new SafeConstructor(options)).load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped list " + resource, e);
    }
  }

  /**
   * @param keys which lists to take; null for all
   */
  private static void collect(Object node, String key, Set<String> keys, Set<String> texts) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) -> collect(child, String.valueOf(name), keys, texts));
    } else if (node instanceof List<?> list) {
      if (keys == null || keys.contains(key)) {
        List<Object> items = new ArrayList<>();
        flatten(list, items);
        items.stream()
            .map(String::valueOf)
            .filter(text -> !text.contains("#") && !text.contains("["))
            .forEach(text -> texts.add(text.strip().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static void flatten(List<?> list, List<Object> items) {
    for (Object item : list) {
      if (item instanceof List<?> inner) {
        flatten(inner, items);
      } else {
        items.add(item);
      }
    }
  }
}
