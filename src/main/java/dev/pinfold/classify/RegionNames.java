// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What fields that tell a record's country are called, in Pinpoint and elsewhere. Every spelling
 * stands in one map, since it is asked for each value of each record.
 */
final class RegionNames {
  /** What a field tells of the record's country; the earlier one counts more. */
  enum Clue {
    PERSON,
    MESSAGE,
    COUNTRY,
    LOCALE
  }

  /** Words of the names, apart by spaces; written together in any of the usual ways. */
  private static final List<String> COUNTRIES =
      List.of(
          "country",
          "country code",
          "country iso",
          "country iso code",
          "country iso2",
          "country iso3",
          "country alpha2",
          "country alpha3",
          "country name",
          "iso country",
          "iso country code",
          "country of residence",
          "residence country",
          "home country",
          "user country",
          "customer country",
          "contact country",
          "person country",
          "billing country",
          "billing country code",
          "shipping country",
          "shipping country code",
          "delivery country",
          "mailing country",
          "address country",
          "address country code",
          "location country",
          "phone country",
          "phone country code",
          "default country",
          "nation",
          "land",
          "land code",
          "landcode",
          "land kod",
          "länder code",
          "laender code",
          "länderkennzeichen",
          "laenderkennzeichen",
          "pays",
          "code pays",
          "pais",
          "país",
          "codigo pais",
          "código país",
          "paese",
          "codice paese",
          "kraj",
          "kod kraju",
          "ülke",
          "ulke",
          "ülke kodu",
          "maa",
          "země",
          "zeme",
          "ország",
          "orszag",
          "țară",
          "tara",
          "страна",
          "країна",
          "χώρα",
          "国",
          "国名",
          "国家",
          "国コード",
          "국가");

  private static final List<String> LOCALES =
      List.of(
          "locale",
          "locale code",
          "user locale",
          "device locale",
          "ui locale",
          "preferred locale",
          "lang",
          "language",
          "language code",
          "language tag",
          "lang code",
          "lang tag",
          "user language",
          "preferred language",
          "sprache",
          "langue",
          "idioma",
          "lingua",
          "taal");

  private static final Map<String, Clue> CLUES = clues();

  /** The looks of the names, so that most need no look-up. */
  private static final BitSet LOOKS = new BitSet();

  static {
    CLUES.keySet().forEach(name -> LOOKS.set(look(name)));
  }

  private RegionNames() {}

  /** Null for a name that says nothing of a country. */
  static Clue clue(String name) {
    return !name.isEmpty() && LOOKS.get(look(name)) ? CLUES.get(name) : null;
  }

  private static int look(String name) {
    return name.length() << Byte.SIZE | (name.charAt(0) & 0xff);
  }

  private static Map<String, Clue> clues() {
    Map<String, Clue> clues = new HashMap<>();
    LOCALES.forEach(name -> spellings(name).forEach(form -> clues.put(form, Clue.LOCALE)));
    COUNTRIES.forEach(name -> spellings(name).forEach(form -> clues.put(form, Clue.COUNTRY)));
    // Pinpoint's own: of the endpoint, of an SMS event. Its device's country is in small letters.
    clues.put("Country", Clue.PERSON);
    clues.put("iso_country_code", Clue.MESSAGE);
    return clues;
  }

  private static List<String> spellings(String name) {
    String[] words = name.split(" ", -1);
    List<String> capital = new ArrayList<>();
    for (String word : words) {
      capital.add(capital(word));
    }
    List<String> forms = new ArrayList<>();
    for (String between : new String[] {"", "_", "-", " ", "."}) {
      String small = String.join(between, words);
      String title = String.join(between, capital);
      forms.add(small);
      forms.add(small.toUpperCase(Locale.ROOT));
      forms.add(title);
      forms.add(words[0] + title.substring(words[0].length()));
      forms.add(capital(small));
    }
    return forms;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
