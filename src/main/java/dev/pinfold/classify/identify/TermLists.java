// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Lists of words from Datafaker's files on the class path and from the JDK's own tables, in lower
 * case. Each is loaded when it is first asked for, once a JVM.
 */
final class TermLists {
  private static final int LONGEST_CODE = 3;
  private static final int LONGEST_EAST_ASIAN = 12;

  /** Behind it come the signs of East Asia. */
  private static final char LAST_ALPHABET = '\u2e7f';

  private static final String CITY_SIGNS = "市区區町村县縣郡시군구읍";
  private static final String REGION_SIGNS = "省県縣州府都道도";

  /** What regions are: County, län, область. */
  private static final WordSet KINDS =
      WordSet.of(
          """
              county co state province region district department canton prefecture territory
              governorate oblast krai kray republic voivodeship emirate municipality city
              provincia provincia de del la región departamento departamento estado comunidad
              autónoma département région canton bundesland kanton land landkreis kreis freistaat
              provincie regio województwo powiat kraj okres megye vármegye județ județul okrug
              županija regija län län fylke region maakunta maakond novads apskritis rajono il ili
              область області обл край республика автономный округ район місто місто град округ
              περιφέρεια περιφερειακή ενότητα νομός منطقة محافظة امارة إمارة استان ولاية מחוז
              จังหวัด tỉnh provinsi negeri राज्य जिला प्रदेश जिल्हा kab kabupaten prov dep
              """);

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
    private static final WordSet NAMES = cities();
  }

  private static final class Regions {
    private static final WordSet NAMES = regions();
  }

  private static final class Countries {
    private static final WordSet NAMES = countries();
  }

  private static final class Diseases {
    private static final WordSet NAMES = words(allTexts("en/disease"), "own-diseases.txt");
  }

  private static final class Medications {
    private static final WordSet NAMES = words(medications(), "own-medications.txt");
  }

  private static final class Demonyms {
    private static final WordSet NAMES =
        words(
            ofLocales(List.of("en/demographic", "en/nation"), Set.of("demonym", "nationality")),
            "own-nationalities.txt");
  }

  private static final class Jobs {
    private static final WordSet WORDS =
        words(
            ofLocales(
                List.of(
                    "en/job", "en/name", "de", "es", "fr", "it", "nl", "pl", "pt", "pt-BR", "sv",
                    "ru", "uk", "bg", "ja", "tr", "hu"),
                Set.of("position", "job")),
            "own-jobs.txt");
  }

  private static final class StreetWords {
    private static final WordSet WORDS =
        words(ofLocales(PLACE_LOCALES, Set.of("street_suffix", "street_prefix")), null);
  }

  /** A word that streets are called by: Street, Shoals, Calle. */
  static boolean isStreetWord(String word) {
    return StreetWords.WORDS.has(Folded.of(word));
  }

  /** A city's name, alone or with its region or country behind it: Paris, France. */
  static boolean isCity(String value) {
    if (isEastAsianPlace(value, CITY_SIGNS)) {
      return true;
    }
    String key = Folded.of(value);
    if (Cities.NAMES.has(key)) {
      return true;
    }
    int comma = key.indexOf(", ");
    if (comma < 2 || !Cities.NAMES.has(key.substring(0, comma))) {
      return false;
    }
    String rest = key.substring(key.lastIndexOf(", ") + 2);
    return rest.length() <= LONGEST_CODE
        || isRegion(rest)
        || Countries.NAMES.has(rest)
        || Cities.NAMES.has(rest);
  }

  /** A region's name, with or without the word for its kind: Skåne, Skåne län, Co. Cork. */
  static boolean isRegion(String value) {
    if (isEastAsianPlace(value, REGION_SIGNS)) {
      return true;
    }
    String key = Folded.of(value);
    return !isKindAlone(key) && (Regions.NAMES.has(key) || Regions.NAMES.has(withoutKind(key)));
  }

  /** What regions are, as a value by itself: a heading, or no answer. Codes are shorter. */
  private static boolean isKindAlone(String key) {
    return key.length() > LONGEST_CODE && KINDS.has(key);
  }

  /** What is a city's, town's, district's by its last sign: 新宿区, 福岡市博多区, 수원시. */
  private static boolean isEastAsianPlace(String value, String signs) {
    int length = value.length();
    if (length < 3 || length > LONGEST_EAST_ASIAN || signs.indexOf(value.charAt(length - 1)) < 0) {
      return false;
    }
    return value.charAt(0) > LAST_ALPHABET
        && value.chars().allMatch(c -> c > LAST_ALPHABET && Character.isLetter(c));
  }

  /** A country's name in one of the languages that Pinfold speaks. */
  static boolean isCountry(String value) {
    return Countries.NAMES.has(Folded.of(value));
  }

  static boolean isDisease(String value) {
    return Diseases.NAMES.has(Folded.of(value));
  }

  static boolean isMedication(String value) {
    return Medications.NAMES.has(Folded.of(value));
  }

  static boolean isNationality(String value) {
    return Demonyms.NAMES.has(Folded.of(value));
  }

  /** A title that ends, or begins, with a position: Senior Data Engineer, Head of Sales. */
  static boolean isJobTitle(String value) {
    String key = Folded.of(value);
    int first = key.indexOf(' ');
    if (first < 0) {
      return Jobs.WORDS.has(key);
    }
    return Jobs.WORDS.has(key.substring(key.lastIndexOf(' ') + 1))
        || Jobs.WORDS.has(key.substring(0, first))
        || Jobs.WORDS.has(key);
  }

  private static WordSet words(Collection<String> texts, String file) {
    WordSet words = new WordSet();
    words.addAll(texts);
    if (file != null) {
      WordSet.read(file, words::add);
    }
    return words;
  }

  private static WordSet cities() {
    WordSet names =
        words(
            ofLocales(
                PLACE_LOCALES,
                Set.of("city", "cities", "city_name", "city_names", "city_with_state")),
            "cities.txt");
    names.addAll(ofLocales(List.of("en/nation"), Set.of("capital_city")));
    for (String zone : ZoneId.getAvailableZoneIds()) {
      if (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")) {
        names.add(zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' '));
      }
    }
    return names;
  }

  private static WordSet regions() {
    WordSet names = new WordSet();
    Consumer<String> add =
        name -> {
          names.add(name);
          String bare = withoutKind(Folded.of(name));
          if (bare.length() > LONGEST_CODE) {
            names.add(bare);
          }
        };
    ofLocales(PLACE_LOCALES, Set.of("state", "states", "province", "provinces", "regions"))
        .forEach(add);
    WordSet.read("regions.txt", add);
    WordSet.read("own-regions.txt", add);
    return names;
  }

  /** A folded name without the words for counties, provinces and the like at its ends. */
  private static String withoutKind(String name) {
    String bare = name;
    int space;
    while ((space = bare.indexOf(' ')) > 0 && isKind(bare.substring(0, space))) {
      bare = bare.substring(space + 1);
    }
    while ((space = bare.lastIndexOf(' ')) > 0 && isKind(bare.substring(space + 1))) {
      bare = bare.substring(0, space);
    }
    return bare;
  }

  private static boolean isKind(String word) {
    return KINDS.has(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
  }

  private static WordSet countries() {
    WordSet names = new WordSet();
    for (String language :
        ("en de fr es it pt nl pl ja hi zh ru ar ko tr sv da fi nb cs hu ro el uk bg hr sr sk sl lt"
                + " lv et th vi id ms he fa ca")
            .split(" ")) {
      Locale speaker = Locale.forLanguageTag(language);
      for (String code : Locale.getISOCountries()) {
        names.add(new Locale("", code).getDisplayCountry(speaker));
      }
    }
    WordSet.read("own-countries.txt", names::add);
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
