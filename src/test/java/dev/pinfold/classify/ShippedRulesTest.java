// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.PinpointFormat;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped identifiers, the format and the decision together, where names mislead. */
class ShippedRulesTest {
  private static final List<DataIdentifier> DECLARED = IdentifierFiles.loadBuiltIn();
  private static final ValueIdentifiers COMPILED = CompiledIdentifiers.of(DECLARED);
  private static final Classifier CLASSIFIER =
      new Classifier(DECLARED, PinpointFormat.shipped(), path -> Optional.empty());

  private static RecordProfiler profiler() {
    return new RecordProfiler(COMPILED, new PersonalKeys(DECLARED, COMPILED));
  }

  private static Classification classify(
      ColumnPath path, Kind kind, int count, IntFunction<String> values) {
    RecordProfiler profiler = profiler();
    for (int i = 0; i < count; i++) {
      profiler.addRow(path.root());
      profiler.addValue(path, kind, values.apply(i), "t", i);
    }
    return CLASSIFIER.classify(path, profiler.snapshot().get(path));
  }

  private static IntFunction<String> formatted(String pattern) {
    return i -> String.format(Locale.ROOT, pattern, i % 250);
  }

  private static IntFunction<String> of(String... words) {
    return i -> words[i % words.length];
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of("color", Kind.STRING, formatted("u%d@example.com"), "EMAIL_ADDRESS"),
        Arguments.of("phone_model", Kind.STRING, formatted("Galaxy S%d"), "NONE"),
        Arguments.of("app_version", Kind.STRING, formatted("10.2.3.%d"), "NONE"),
        Arguments.of("build", Kind.STRING, formatted("10.2.3.%d"), "NONE"),
        Arguments.of("client_ip", Kind.STRING, formatted("203.0.113.%d"), "IP_ADDRESS"),
        Arguments.of("order_number", Kind.STRING, formatted("4%015d7"), "NONE"),
        Arguments.of("order_number", Kind.NUMBER, formatted("40000000000%05d"), "NONE"),
        Arguments.of("created", Kind.NUMBER, formatted("1700000000%03d"), "NONE"),
        Arguments.of("created", Kind.STRING, formatted("1700000000%03d"), "NONE"),
        Arguments.of("trace", Kind.STRING, formatted("%08x-0000-4000-8000-000000000000"), "NONE"),
        Arguments.of("c17", Kind.STRING, formatted("+1212555%04d"), "PHONE_NUMBER"),
        // Addresses are told from versions of four parts, even where the name is wrong.
        Arguments.of("version", Kind.STRING, formatted("203.180.137.%d"), "IP_ADDRESS"),
        Arguments.of("xff", Kind.STRING, formatted("81.204.180.%d, 10.0.0.28"), "IP_ADDRESS"),
        Arguments.of("dotver", Kind.STRING, formatted("6.5.6.%d"), "NONE"),
        Arguments.of("engine", Kind.STRING, formatted("116.0.5%03d.101"), "NONE"),
        // The head of a compound is what it is.
        Arguments.of("surname_hash", Kind.STRING, formatted("%08x"), "NONE"),
        Arguments.of(
            "first_name", Kind.STRING, formatted("%08x-0000-4000-8000-000000000000"), "NONE"),
        Arguments.of("account_age_days", Kind.STRING, formatted("%d"), "NONE"),
        Arguments.of("shop_latitude", Kind.STRING, formatted("48.123%03d"), "NONE"),
        // Cities that products are called by; a time of somebody's login is nobody's.
        Arguments.of(
            "sofa_collection",
            Kind.STRING,
            of("Florence", "Austin", "Milan", "Sydney", "Paris", "Chelsea", "Oslo", "Lima"),
            "NONE"),
        Arguments.of("login_form_seen", Kind.STRING, formatted("2026-11-24T10:%02d:00Z"), "NONE"),
        // Labels that come again are no free text, and words of a calendar no names.
        Arguments.of(
            "course", Kind.STRING, of("Fire Safety Refresher", "Sales Training II"), "NONE"),
        Arguments.of("c1", Kind.STRING, of("April", "May", "June", "August", "Juli"), "NONE"),
        Arguments.of("c1", Kind.STRING, of("ja", "nein"), "NONE"),
        Arguments.of("collection", Kind.STRING, of("Diana", "Oscar", "Hugo", "Sofia"), "NONE"),
        // Neither dates with an hour nor numbers in groups are phones.
        Arguments.of("posted", Kind.STRING, formatted("10/19/2022 03:%02d"), "NONE"),
        Arguments.of("isbn10", Kind.STRING, formatted("2-5120-3%03d-4"), "NONE"),
        // A name that asks for a secret makes hexadecimal digits one.
        Arguments.of(
            "tw.auth_token",
            Kind.STRING,
            (IntFunction<String>)
                i -> "%016x%016x".formatted(i * 0x9e3779b97f4a7c15L, i * 0xbf58476d1ce4e5b9L + 7),
            "GENERIC_API_KEY"),
        Arguments.of(
            "geburtsdatum",
            Kind.STRING,
            (IntFunction<String>) i -> "19" + (50 + i % 50) + "-04-12",
            "DATE_OF_BIRTH"));
  }

  @ParameterizedTest(name = "{0} {1} is {3}")
  @MethodSource
  void columns(String name, Kind kind, IntFunction<String> values, String type) {
    Classification found = classify(ColumnPath.of("table", name), kind, 1000, values);
    assertThat(found.type().name()).isEqualTo(type);
    if (type.equals("NONE")) {
      assertThat(found.otherTypes()).isEmpty();
    }
  }

  @Test
  void classify_fewNationalNumbersAmongOtherTexts_areFound_butNotThoseOfChance() {
    // Published test numbers of the NHS (999 is never issued), each with a right check digit.
    String[] valid = {
      "999 000 0018", "999 000 0026", "999 000 0034", "999 000 0042", "999 000 0050",
      "999 000 0069", "999 000 0077", "999 000 0085", "999 000 0093", "999 000 0107"
    };
    Classification few =
        classify(
            ColumnPath.of("table", "c1"),
            Kind.STRING,
            100,
            i -> i % 10 == 0 ? valid[i / 10] : "REQ-" + (i * 7919));
    assertThat(few.type().name()).isEqualTo("GB_NHS_NUMBER");
    Classification random =
        classify(ColumnPath.of("table", "c1"), Kind.STRING, 1000, i -> "" + (4_000_000_019L + i));
    assertThat(random.type().name()).isEqualTo("NONE");
    assertThat(random.otherTypes()).isEmpty();
  }

  @Test
  void classify_checksumThatAllPass_beatsPhonesThatSomeAre() {
    Classification found =
        classify(ColumnPath.of("table", "nhs_no"), Kind.STRING, 200, ShippedRulesTest::nhsNumber);
    assertThat(found.type().name()).isEqualTo("GB_NHS_NUMBER");
  }

  /** In the range for tests, 999, in the groups in which phone numbers stand too. */
  private static String nhsNumber(int i) {
    for (int serial = 200_0000 + i * 37_411; ; serial++) {
      String nine = "999" + serial / 10;
      int sum = 0;
      for (int at = 0; at < 9; at++) {
        sum += (nine.charAt(at) - '0') * (10 - at);
      }
      int check = (11 - sum % 11) % 11;
      if (check < 10) {
        String number = nine + check;
        return number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6);
      }
    }
  }

  @Test
  void classify_endpointAddress_takesTheCommonerAndListsTheOther() {
    Classification found =
        classify(
            ColumnPath.parse("endpoints.Address"),
            Kind.STRING,
            900,
            i -> i % 3 == 0 ? "+1212555" + (1000 + i) : "u" + i + "@example.com");
    assertThat(found.type().name()).isEqualTo("EMAIL_ADDRESS");
    assertThat(found.otherTypes()).extracting(Object::toString).containsExactly("PHONE_NUMBER");
  }

  private static Classification ofRecords(String path, int count, IntFunction<String> records) {
    RecordProfiler profiler = profiler();
    ColumnPath column = ColumnPath.parse(path);
    for (int i = 0; i < count; i++) {
      profiler.add(column.root(), Tapes.of(records.apply(i)), "t", i);
    }
    return CLASSIFIER.classify(column, profiler.snapshot().get(column));
  }

  @Test
  void classify_address_followsTheChannelBesideIt() {
    IntFunction<String> numbers =
        i -> i % 2 == 0 ? "0151 1234 0%03d".formatted(i) : "004915112340%03d".formatted(i);
    String record = "{'ChannelType':'%s','Address':'%s','Location':{'Country':'DE'}}";
    Classification sms =
        ofRecords("imports.Address", 24, i -> record.formatted("SMS", numbers.apply(i)));
    assertThat(sms.type().name()).isEqualTo("PHONE_NUMBER");
    Classification baidu =
        ofRecords(
            "endpoints.Address", 24, i -> record.formatted("BAIDU", "10%016d".formatted(i * 7919)));
    assertThat(baidu.type().name()).isEqualTo("BAIDU_TOKEN");
    Classification untold =
        ofRecords("endpoints.Address", 24, i -> record.formatted("?", numbers.apply(i)));
    assertThat(untold.type().name()).isEqualTo("PHONE_NUMBER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna's iPhone", "iPhone von Zelda", "Anna-iPhone"})
  void classify_nameOfADevice_holdsItsOwner(String model) {
    Classification found =
        classify(
            ColumnPath.parse("endpoints.Demographic.Model"),
            Kind.STRING,
            24,
            i -> i % 6 == 0 ? model : "iPhone 15");
    assertThat(found.otherTypes()).extracting(Object::toString).containsExactly("PERSON_NAME");
  }

  @ParameterizedTest
  @CsvSource({
    "configuration.campaigns.Name, journey for Zelda Quuxington, FREE_TEXT",
    "configuration.journeys.Name, anna-schmidt, FREE_TEXT",
    "configuration.templates.TemplateName, anna-schmidt-birthday, FREE_TEXT",
    "configuration.apps.tags.owner, Zelda Quuxington, FREE_TEXT",
    "configuration.apps.tags.owner, zelda@example.com, EMAIL_ADDRESS",
    "configuration.templates.TextPart, call +49 170 7654321, FREE_TEXT",
    "configuration.templates.HtmlPart, <p>ask zelda.html@example.org</p>, FREE_TEXT",
    "configuration.settings.CampaignHook.WebUrl, https://hooks.example.com/T000/B000/XXXXsecretpath?key=supersecretquerykey1234567890, URL_WITH_CREDENTIALS",
    "configuration.settings.CampaignHook.WebUrl, https://hooks.example.com/welcome, URL",
    "endpoints.User.UserAttributes.Nachname, Quuxington, FAMILY_NAME",
    "imports.User.UserAttributes.FullName, 'Quuxington, Zelda', PERSON_NAME",
    "imports.Attributes.Note, 'said \"hi\" to +49 170 1234567', FREE_TEXT",
  })
  void classify_oneValueOverAndOver_isWhatItIs(String path, String value, String type) {
    for (int count : new int[] {1, 40, 244}) {
      Classification found = classify(ColumnPath.parse(path), Kind.STRING, count, i -> value);
      assertThat(found.type().name()).as("%d times", count).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "configuration.channels.Identity",
        "configuration.channels.RoleArn",
        "configuration.event_stream.DestinationStreamArn"
      })
  void classify_arnThatHoldsAnAddress_isReported(String path) {
    Classification found =
        classify(
            ColumnPath.parse(path),
            Kind.STRING,
            1,
            i -> "arn:aws:ses:eu-central-1:123456789012:identity/anna.schmidt@example.com");
    assertThat(found.otherTypes()).extracting(Object::toString).containsExactly("EMAIL_ADDRESS");
    assertThat(found.findings()).anyMatch(finding -> finding.identifier().equals("email"));
  }

  @Test
  void add_endpoint_keepsNoPersonalKeyInAPath() {
    RecordProfiler profiler = profiler();
    profiler.add(
        "endpoints",
        Tapes.of("{'Attributes':{'ana@example.com':['1'],'+12125550123':['2'],'plan':['3']}}"),
        "f",
        0);
    assertThat(profiler.snapshot().keySet())
        .extracting(ColumnPath::leaf)
        .containsExactlyInAnyOrder(
            "endpoints", "Attributes", "{EMAIL_ADDRESS}", "{PHONE_NUMBER}", "plan");
  }

  private static IntFunction<String> months(int from) {
    return i -> String.format(Locale.ROOT, "%02d/%02d", 1 + i % 12, from % 100 + i / 12 % 5);
  }

  /** An ISBN; without an X, also right as a British patient's number. */
  private static String isbn(int i) {
    int body = 100_000_007 + i * 7_919;
    int sum = 0;
    for (int at = 0; at < 9; at++) {
      sum += (10 - at) * ("" + body).charAt(at);
    }
    int check = (11 - (sum - '0' * 54) % 11) % 11;
    return check == 10 ? body + "X" : "" + body + check;
  }

  private static String patient(int i) {
    String number = isbn(i);
    return number.endsWith("X") ? patient(i + 1_000) : number;
  }

  static Stream<Arguments> byNameAndForm() {
    return Stream.of(
        Arguments.of("telefono", formatted("600%06d"), "PHONE_NUMBER"),
        Arguments.of("telefono", formatted("600 12 %02d 11"), "PHONE_NUMBER"),
        Arguments.of("téléphone", formatted("06%08d"), "PHONE_NUMBER"),
        Arguments.of("phone", formatted("(11) 9%04d-1234"), "PHONE_NUMBER"),
        Arguments.of("phone", formatted("212-555-%04dx12"), "PHONE_NUMBER"),
        Arguments.of("phone_id", formatted("%05d"), "NONE"),
        Arguments.of("c1", formatted("600%06d"), "NONE"),
        Arguments.of("isbn", (IntFunction<String>) ShippedRulesTest::isbn, "NONE"),
        Arguments.of("c1", (IntFunction<String>) ShippedRulesTest::isbn, "NONE"),
        Arguments.of("c1", (IntFunction<String>) i -> patient(i), "GB_NHS_NUMBER"),
        Arguments.of("isbn", (IntFunction<String>) i -> patient(i), "NONE"),
        Arguments.of("file", formatted("icon-%d@2x.png"), "NONE"),
        Arguments.of("tienda_latitud", formatted("40.5%04d1"), "NONE"),
        Arguments.of("founded", (IntFunction<String>) i -> 1950 + i % 50 + "-03-12", "NONE"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("byNameAndForm")
  void classify_nameAndForm_tellTogether(String name, IntFunction<String> values, String type) {
    Classification found = classify(ColumnPath.of("table", name), Kind.STRING, 250, values);
    assertThat(found.type().name()).isEqualTo(type);
  }

  /** As people choose them where a policy asks for all kinds of characters. */
  private static String password(int i) {
    String[] forms = {
      "Sommer%d!x", "Dr@gon%d", "$unshine%dQ", "Hallo-Welt%d!", "%dMonkeys!a", "qW%d#erTy",
          "L1v3r%d&pool",
      "Passw0rt%d?", "!Azerty%d", "mY.c4t%d!", "Ilove%d%%Cats", "R2d2^%dc", "te$T%dIng",
          "Ju-%dVe*ntus"
    };
    return String.format(Locale.ROOT, forms[i % forms.length], 10 + i * 7 % 90);
  }

  private static String userName(int i) {
    String[] given = {"maria", "thomas", "anna", "john", "lucia", "peter", "laura"};
    String[] family = {"garcia", "schmidt", "miller", "johnson", "martinez", "weber"};
    String one = given[i % given.length];
    String other = family[i % family.length];
    return switch (i % 5) {
      case 0 -> one + "." + other;
      case 1 -> one.charAt(0) + other;
      case 2 -> one + (60 + i % 40);
      case 3 -> one + "_" + other.charAt(0);
      default -> one + other + i % 10;
    };
  }

  static Stream<Arguments> unnamed() {
    return Stream.of(
        Arguments.of("c1", (IntFunction<String>) ShippedRulesTest::password, "PASSWORD"),
        Arguments.of("c1", (IntFunction<String>) ShippedRulesTest::userName, "USERNAME"),
        Arguments.of("c1", formatted("0.12%04d"), "NONE"),
        Arguments.of("c1", formatted("52.5%04d1"), "LATITUDE"),
        Arguments.of("humidity", formatted("52.5%04d1"), "NONE"),
        Arguments.of("store_latitude", formatted("52.5%04d1"), "NONE"),
        Arguments.of("c1", formatted("139.5%04d1"), "LONGITUDE"),
        Arguments.of("home_lng", formatted("-33.5%04d1"), "LONGITUDE"),
        Arguments.of("c1", formatted("SKU%07d"), "NONE"),
        Arguments.of("c1", months(2020), "NONE"),
        // Those of contracts and renewals lie ahead too.
        Arguments.of("c1", months(Year.now(ZoneOffset.UTC).getValue() + 1), "NONE"),
        Arguments.of(
            "card_expiry",
            months(Year.now(ZoneOffset.UTC).getValue() + 1),
            "CREDIT_CARD_EXPIRATION_DATE"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("unnamed")
  void classify_spreadOfValues_tellsWhatNoValueDoes(
      String name, IntFunction<String> values, String type) {
    Classification found = classify(ColumnPath.of("table", name), Kind.STRING, 250, values);
    assertThat(found.type().name()).isEqualTo(type);
  }

  @Test
  void classify_fewNumbersWithRightCheckDigits_areTheColumnsType() {
    String[] valid = {
      "51 824 753 556", "53 004 085 616", "83 914 571 673", "33 102 417 032", "11 005 357 522"
    };
    Classification few =
        classify(
            ColumnPath.of("table", "c1"),
            Kind.STRING,
            100,
            i -> i % 20 == 0 ? valid[i / 20] : "REQ-" + i * 7919);
    assertThat(few.type().name()).isEqualTo("AU_ABN");
  }
}
