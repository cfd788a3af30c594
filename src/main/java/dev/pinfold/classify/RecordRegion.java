// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.classify.RegionNames.Clue;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.function.Predicate;

/**
 * The country that a record's bare phone numbers are read in: that of its {@code Location}, else of
 * an SMS event's {@code iso_country_code}, else of a device or of any field called so, else of a
 * locale; the endpoint inside an event counts too. One instance takes one record. Not thread-safe.
 */
public final class RecordRegion {
  private static final String CODE = "code";

  /** Of a locale; what stands behind the third separator is one part. */
  private static final int MOST_PARTS = 4;

  /** The names of all fields that may tell something: a reader asks once for each place. */
  private static final Predicate<String> TELLING =
      name -> name.equals(CODE) || RegionNames.clue(name) != null;

  private String region;

  /** Which clue told it; a later one is asked only where it weighs more. */
  private int told = Integer.MAX_VALUE;

  /** ISO 3166-1 alpha-2, or null where the record does not tell. */
  public static String of(JsonTape tape) {
    RecordRegion record = new RecordRegion();
    if (tape.watch(TELLING)) {
      record.seeWatched(tape);
    } else {
      record.seeAll(tape);
    }
    return record.region();
  }

  private void seeWatched(JsonTape tape) {
    int localeEnd = 0;
    for (int i = 0; i < tape.watchedCount(); i++) {
      localeEnd = see(tape, tape.watched(i), localeEnd);
    }
  }

  private void seeAll(JsonTape tape) {
    int localeEnd = 0;
    for (int value = 1; value < tape.size(); value++) {
      if (tape.name(value) != null) {
        localeEnd = see(tape, value, localeEnd);
      }
    }
  }

  /** Takes a value in; gives the one behind the locale that it is in, or the last before it. */
  private int see(JsonTape tape, int value, int localeEnd) {
    String name = tape.name(value);
    Kind kind = tape.kind(value);
    if (kind == Kind.STRING) {
      Clue clue = clue(name, value < localeEnd);
      if (isWanted(clue)) {
        see(clue, tape.text(value));
      }
    }
    return kind == Kind.OBJECT && isLocale(name) ? tape.next(value) : localeEnd;
  }

  /** Whether an object of this name is a locale, whose {@code code} is one. */
  public static boolean isLocale(String name) {
    return RegionNames.clue(name) == Clue.LOCALE;
  }

  /**
   * Takes a text of the record in.
   *
   * @param isInLocale whether the object that holds it is a locale
   */
  public void see(String name, String text, boolean isInLocale) {
    Clue clue = clue(name, isInLocale);
    if (isWanted(clue)) {
      see(clue, text);
    }
  }

  /** What a field tells of the country, or null. */
  private static Clue clue(String name, boolean isInLocale) {
    Clue clue = RegionNames.clue(name);
    return clue == null && isInLocale && name.equals(CODE) ? Clue.LOCALE : clue;
  }

  private void see(Clue clue, String text) {
    String found = clue == Clue.LOCALE ? ofLocale(text) : country(text);
    if (found != null) {
      region = found;
      told = clue.ordinal();
    }
  }

  private boolean isWanted(Clue clue) {
    return clue != null && clue.ordinal() < told;
  }

  /** ISO 3166-1 alpha-2 by what was seen, or null where nothing told. */
  public String region() {
    return region;
  }

  /** Alpha-2 for a code of either length or a country's name; null for anything else. */
  public static String country(String country) {
    return CountryCodes.alpha2(country);
  }

  private static String ofLocale(String locale) {
    // Language first, then perhaps a script of four letters, then the country.
    int from = separator(locale, 0) + 1;
    for (int part = 1; from > 0 && part < MOST_PARTS; part++) {
      int end = part == MOST_PARTS - 1 ? -1 : separator(locale, from);
      int to = end < 0 ? locale.length() : end;
      if (to - from == 2) {
        return country(locale.substring(from, to));
      }
      from = end + 1;
    }
    return null;
  }

  /** Where the next part ends, or -1. */
  private static int separator(String locale, int from) {
    for (int i = from; i < locale.length(); i++) {
      if (locale.charAt(i) == '_' || locale.charAt(i) == '-') {
        return i;
      }
    }
    return -1;
  }
}
