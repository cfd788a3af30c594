// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Columns of a shop without personal data, in the languages and forms of the same locales as the
 * people: forms and words by the JDK's CLDR data and Datafaker.
 */
final class LocalNegatives {
  private static final String[] CURRENCIES = {
    "EUR", "USD", "GBP", "JPY", "CHF", "PLN", "SEK", "TRY", "BRL", "CAD", "INR", "AUD"
  };
  private static final String[] LANGUAGES = {
    "en", "de", "fr", "es", "it", "pl", "ja", "tr", "ru", "pt", "nl", "ar", "hi", "zh"
  };
  private static final String[] ZONES = {
    "Europe/Berlin", "Europe/London", "Asia/Tokyo", "America/New_York", "America/Sao_Paulo",
    "Australia/Sydney", "Asia/Kolkata", "Europe/Moscow", "America/Chicago", "UTC"
  };
  private static final String[] UNITS = {"g", "kg", "ml", "l", "cm", "m"};

  private final int values;
  private final List<LabelledColumn> columns;
  private final Map<String, Map<String, String>> names = names();

  private LocalNegatives(int values, List<LabelledColumn> columns) {
    this.values = values;
    this.columns = columns;
  }

  /** Adds all columns, the same for the same seed. */
  static void addTo(List<LabelledColumn> columns, long seed, int values) {
    LocalNegatives made = new LocalNegatives(values, columns);
    for (String tag : PositiveColumns.LOCALES) {
      made.shop(tag, new Random(seed ^ tag.hashCode()));
    }
  }

  /** Names by concept and language. */
  private static Map<String, Map<String, String>> names() {
    Map<String, Map<String, String>> names = new HashMap<>();
    for (String line : BenchLines.of("negatives.txt")) {
      String[] parts = line.split("\\|", -1);
      Map<String, String> byLanguage = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        byLanguage.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      }
      names.put(parts[0], byLanguage);
    }
    return names;
  }

  private void add(String concept, Locale locale, Supplier<String> value) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      list.add(value.get());
    }
    Map<String, String> byLanguage = names.get(concept);
    String name = byLanguage.getOrDefault(locale.getLanguage(), byLanguage.get("en"));
    columns.add(
        new LabelledColumn(
            name, type(concept), "local " + concept, locale.toLanguageTag(), list, false));
  }

  /** Languages of a film are told like those of a person: only what they belong to differs. */
  private static String type(String concept) {
    return concept.equals("audio_language") ? "LANGUAGE" : "NONE";
  }

  private void shop(String tag, Random random) {
    Locale locale = Locale.forLanguageTag(tag);
    Faker faker = new Faker(locale, random);
    NumberFormat money = NumberFormat.getCurrencyInstance(locale);
    NumberFormat decimal = NumberFormat.getNumberInstance(locale);
    decimal.setMinimumFractionDigits(2);
    decimal.setMaximumFractionDigits(2);
    NumberFormat whole = NumberFormat.getIntegerInstance(locale);
    NumberFormat percent = NumberFormat.getPercentInstance(locale);
    add("price", locale, () -> money.format(random.nextInt(90_000) / 100.0));
    add("amount", locale, () -> decimal.format(random.nextInt(900_000) / 100.0));
    DateTimeFormatter day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    DateTimeFormatter time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale);
    LocalDate first = LocalDate.of(2023, 1, 1);
    add("order_date", locale, () -> day.format(first.plusDays(random.nextInt(1200))));
    LocalDateTime start = first.atStartOfDay();
    add("changed_at", locale, () -> time.format(start.plusMinutes(random.nextInt(1_700_000))));
    add(
        "weekday",
        locale,
        () ->
            first
                .plusDays(random.nextInt(7))
                .getDayOfWeek()
                .getDisplayName(TextStyle.FULL_STANDALONE, locale));
    add(
        "period",
        locale,
        () ->
            Month.of(1 + random.nextInt(12)).getDisplayName(TextStyle.SHORT_STANDALONE, locale)
                + " "
                + (2022 + random.nextInt(5)));
    add(
        "currency_name",
        locale,
        () ->
            Currency.getInstance(PositiveColumns.pick(random, CURRENCIES)).getDisplayName(locale));
    add(
        "audio_language",
        locale,
        () ->
            Locale.forLanguageTag(PositiveColumns.pick(random, LANGUAGES))
                .getDisplayLanguage(locale));
    add("discount", locale, () -> percent.format(random.nextInt(70) / 100.0));
    add("colour", locale, () -> faker.color().name());
    add("product", locale, () -> faker.commerce().productName());
    add("section", locale, () -> faker.commerce().department());
    add(
        "zone_name",
        locale,
        () ->
            ZoneId.of(PositiveColumns.pick(random, ZONES)).getDisplayName(TextStyle.FULL, locale));
    add(
        "measure",
        locale,
        () -> whole.format(1 + random.nextInt(1500)) + " " + PositiveColumns.pick(random, UNITS));
    add("stock", locale, () -> whole.format(random.nextInt(20_000)));
    String letters = tag.substring(3);
    add(
        "receipt",
        locale,
        () -> letters + "-" + (2023 + random.nextInt(4)) + Templates.fill("-######", random));
  }
}
