// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.identify.NamedValidator;
import java.text.Normalizer;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Columns of personal data that no single value tells, and the spread of the values over the column
 * may: positions, passwords, user names, postal codes, the ends of cards. What one generator makes
 * stays together in the split, whatever it is called.
 */
final class SpreadColumns {
  /** Cities that users live around, by country: latitude and longitude by turns. */
  private static final double[][] AROUND = {
    {52.52, 13.40, 48.14, 11.58, 53.55, 9.99, 50.11, 8.68, 51.23, 6.78, 51.05, 13.74},
    {51.51, -0.13, 53.48, -2.24, 52.49, -1.89, 55.86, -4.25, 51.45, -2.59, 54.60, -5.93},
    {48.86, 2.35, 45.76, 4.84, 43.30, 5.37, 43.60, 1.44, 47.22, -1.55, 50.63, 3.06},
    {40.71, -74.01, 34.05, -118.24, 41.88, -87.63, 29.76, -95.37, 33.45, -112.07, 47.61, -122.33},
    {-23.55, -46.63, -22.91, -43.17, -15.79, -47.88, -12.97, -38.50, -3.73, -38.53, -30.03, -51.23},
    {35.68, 139.69, 34.69, 135.50, 35.18, 136.91, 43.06, 141.35, 33.59, 130.40, 38.27, 140.87},
    {19.08, 72.88, 28.61, 77.21, 12.97, 77.59, 13.08, 80.27, 22.57, 88.36, 17.39, 78.49},
    {
      -33.87, 151.21, -37.81, 144.96, -27.47, 153.03, -31.95, 115.86, -34.93, 138.60, -42.88, 147.33
    },
    {4.71, -74.07, 6.24, -75.58, 3.45, -76.53, 10.96, -74.80, 10.39, -75.51, 7.12, -73.12},
    {6.52, 3.38, 9.06, 7.40, 12.00, 8.52, 7.38, 3.95, 6.34, 5.63, 4.82, 7.05}
  };

  private static final double SPREAD = 0.15;

  private static final String[] WORDS = {
    "sommer", "dragon", "football", "sunshine", "welcome", "monkey", "shadow", "master", "amigo",
    "princess", "azerty", "soleil", "hallo", "passwort", "summer", "winter", "liverpool", "juventus"
  };

  private static final String[] NICKS = {
    "darkwolf",
    "pixelqueen",
    "nightowl",
    "xx_gamer_xx",
    "coffeelover",
    "bluebird",
    "ninja",
    "luckystar"
  };

  private static final String ANY_SIGN = "!@#$%^&*?-_+=.";
  private static final String ALPHANUMERIC =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final int values;
  private final List<LabelledColumn> columns;
  private final Random random;

  private SpreadColumns(List<LabelledColumn> columns, long seed, int values) {
    this.columns = columns;
    this.values = values;
    this.random = new Random(seed + 17);
  }

  /** Adds all columns, the same for the same seed, but for months, which count from the present. */
  static void addTo(List<LabelledColumn> columns, long seed, int values) {
    SpreadColumns made = new SpreadColumns(columns, seed, values);
    for (int i = 0; i < AROUND.length; i++) {
      made.positions(AROUND[i], "around " + i, 5 + i % 3);
    }
    made.passwords();
    made.userNames();
    made.postalCodes();
    made.cards();
  }

  private void add(String type, String generator, Supplier<String> value, String... names) {
    for (String name : names) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        list.add(value.get());
      }
      columns.add(new LabelledColumn(name, type, generator, "", list, false));
    }
  }

  private void positions(double[] cities, String generator, int decimals) {
    List<String> latitudes = new ArrayList<>();
    List<String> longitudes = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      int city = 2 * random.nextInt(cities.length / 2);
      latitudes.add(degrees(cities[city], decimals));
      longitudes.add(degrees(cities[city + 1], decimals));
    }
    columns.add(
        new LabelledColumn("home_lat", "LATITUDE", generator, "", latitudes, false, longitudes));
    columns.add(
        new LabelledColumn("home_lng", "LONGITUDE", generator, "", longitudes, false, latitudes));
  }

  private String degrees(double city, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", city + SPREAD * random.nextGaussian());
  }

  private char any(String of) {
    return of.charAt(random.nextInt(of.length()));
  }

  private void passwords() {
    add("PASSWORD", "password-by-policy", this::byPolicy, "password", "login_password");
    add("PASSWORD", "password-generated", () -> generated(16), "pwd", "initial_password");
    add("PASSWORD", "password-by-browser", this::byBrowser, "user_pass_word", "passwd");
    add(
        "PASSWORD",
        "password-of-people",
        () -> random.nextInt(4) > 0 ? byPolicy() : pick(WORDS) + random.nextInt(100),
        "kennwort",
        "senha");
    add(
        "PASSWORD",
        "password-without-rules",
        () -> pick(WORDS) + (random.nextInt(3) > 0 ? "" + random.nextInt(1000) : ""),
        "contrasena",
        "wachtwoord");
  }

  /** A word as the rules ask for: Sommer2024!, Dr@gon77. */
  private String byPolicy() {
    String word = pick(WORDS);
    String capital = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    String digits = Templates.fill(pick("##", "19##", "20##", "###"), random);
    return switch (random.nextInt(4)) {
      case 0 -> capital.replace('a', '@') + digits + any("!?*");
      case 1 -> capital + any(ANY_SIGN) + digits;
      case 2 -> any("!$*") + capital + digits;
      default -> capital + digits + any("!#$&*");
    };
  }

  private String generated(int most) {
    StringBuilder text = new StringBuilder();
    int length = 10 + random.nextInt(most - 9);
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(5) == 0 ? any(ANY_SIGN) : any(ALPHANUMERIC));
    }
    return text.toString();
  }

  /**
   * As browsers propose them: three groups of six, hyphens between, one capital and one digit
   * anywhere.
   */
  private String byBrowser() {
    StringBuilder letters = new StringBuilder(Templates.fill("~".repeat(18), random));
    int capital = random.nextInt(letters.length());
    int digit = (capital + 1 + random.nextInt(letters.length() - 1)) % letters.length();
    letters.setCharAt(capital, Character.toUpperCase(letters.charAt(capital)));
    letters.setCharAt(digit, (char) ('0' + random.nextInt(10)));
    return letters.insert(12, '-').insert(6, '-').toString();
  }

  private void userNames() {
    userNames("en-US", "login", "screen_name");
    userNames("de-DE", "benutzername", "user_login");
    userNames("es-ES", "usuario", "username");
    userNames("pl-PL", "nazwa_uzytkownika", "user_name");
    add(
        "USERNAME",
        "user-name-fancy",
        () -> pick(NICKS) + random.nextInt(1000),
        "nickname",
        "pseudo");
  }

  private void userNames(String tag, String... names) {
    Faker faker = new Faker(Locale.forLanguageTag(tag), random);
    add("USERNAME", "user-name " + tag, () -> userName(faker), names);
  }

  private String userName(Faker faker) {
    String given = plain(faker.name().firstName());
    String family = plain(faker.name().lastName());
    return switch (random.nextInt(8)) {
      case 0 -> given + "." + family;
      case 1 -> given.charAt(0) + family;
      case 2 -> given + random.nextInt(100);
      case 3 -> given + "_" + family.charAt(0);
      case 4 -> given + family + random.nextInt(10);
      case 5 -> family + (1950 + random.nextInt(60));
      case 6 -> given + "_" + family;
      default -> pick(NICKS) + random.nextInt(100);
    };
  }

  private static String plain(String name) {
    String bare =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("[^A-Za-z]", "")
            .toLowerCase(Locale.ROOT);
    return bare.isEmpty() ? "user" : bare;
  }

  private void postalCodes() {
    Predicate<String> british = NamedValidator.of("gb-postcode");
    Supplier<String> gb =
        () ->
            valid(
                () -> Templates.fill(pick("?# #??", "?## #??", "??# #??", "??## #??"), random),
                british);
    Predicate<String> canadian = NamedValidator.of("ca-postal-code");
    Supplier<String> ca = () -> valid(() -> Templates.fill("?#? #?#", random), canadian);
    Supplier<String> nl = () -> (1 + random.nextInt(9)) + Templates.fill("### ??", random);
    add("POSTAL_CODE", "post-gb", gb, "postcode", "delivery_postcode");
    add("POSTAL_CODE", "post-ca", ca, "postal_code", "code_postal");
    add("POSTAL_CODE", "post-nl", nl, "postcode", "zip_code");
    add("POSTAL_CODE", "post-us", () -> Templates.fill("#####-####", random), "zip", "zip_code");
    add(
        "POSTAL_CODE",
        "post-mixed",
        () ->
            switch (random.nextInt(4)) {
              case 0 -> Templates.fill("#####", random);
              case 1 -> ca.get();
              case 2 -> nl.get();
              default -> gb.get();
            },
        "postal",
        "shipping_postcode");
  }

  private static String valid(Supplier<String> made, Predicate<String> isValid) {
    String value = made.get();
    while (!isValid.test(value)) {
      value = made.get();
    }
    return value;
  }

  /** Two of the three in a table that has the cards' numbers too, as tables of payments do. */
  private void cards() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    addBesideCards(
        "card-end-long",
        () -> end(now.plusMonths(random.nextInt(62) - 4), "%1$02d/%2$d"),
        "card_expiry_date",
        "cc_exp");
    add(
        "CREDIT_CARD_EXPIRATION_DATE",
        "card-end-short",
        () -> end(now.plusMonths(random.nextInt(50) - 2), "%1$02d/%3$02d"),
        "valid_thru",
        "expiry");
    addBesideCards(
        "card-end-year-first",
        () -> end(now.plusMonths(random.nextInt(60)), "%2$d-%1$02d"),
        "expiration_date",
        "card_exp");
  }

  private void addBesideCards(String generator, Supplier<String> end, String... names) {
    Predicate<String> isCard = NamedValidator.of("payment-card");
    for (String name : names) {
      List<String> ends = new ArrayList<>();
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        ends.add(end.get());
        numbers.add(valid(() -> Templates.fill("4###############", random), isCard));
      }
      columns.add(
          new LabelledColumn(
              name, "CREDIT_CARD_EXPIRATION_DATE", generator, "", ends, false, numbers));
    }
  }

  private static String end(YearMonth month, String form) {
    return String.format(
        Locale.ROOT, form, month.getMonthValue(), month.getYear(), month.getYear() % 100);
  }

  private String pick(String... words) {
    return PositiveColumns.pick(random, words);
  }
}
