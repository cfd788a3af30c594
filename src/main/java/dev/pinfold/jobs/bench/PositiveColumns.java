// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.identify.NamedValidator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Columns of personal data: numbers from templates with right check digits, and people of many
 * locales from Datafaker.
 */
final class PositiveColumns {
  static final List<String> LOCALES =
      List.of(
          "en-US", "en-GB", "en-IN", "en-AU", "de-DE", "de-AT", "fr-FR", "fr-CA", "es-ES", "es-MX",
          "it-IT", "pt-BR", "pt-PT", "nl-NL", "pl-PL", "sv-SE", "da-DK", "fi-FI", "nb-NO", "cs-CZ",
          "hu-HU", "ru-RU", "uk-UA", "tr-TR", "ja-JP", "ko-KR", "zh-CN", "el-GR", "bg-BG", "hr-HR");

  /** What people's columns are called by language; English ones stand in any locale. */
  private static final Map<String, Map<String, List<String>>> NAMES =
      Map.of(
          "GIVEN_NAME",
          Map.of(
              "en", List.of("first_name", "givenName", "fname", "First Name"),
              "de", List.of("vorname", "Vorname"),
              "fr", List.of("prenom"),
              "es", List.of("nombre_de_pila"),
              "pl", List.of("imie"),
              "nl", List.of("voornaam")),
          "FAMILY_NAME",
          Map.of(
              "en", List.of("last_name", "surname", "familyName"),
              "de", List.of("nachname", "Familienname"),
              "es", List.of("apellido"),
              "it", List.of("cognome"),
              "pl", List.of("nazwisko"),
              "nl", List.of("achternaam")),
          "PERSON_NAME",
          Map.of(
              "en", List.of("full_name", "customer_name", "contactName", "recipient name"),
              "fr", List.of("nom_complet"),
              "es", List.of("nombre_completo"),
              "pt", List.of("nome_completo"),
              "ja", List.of("氏名")),
          "EMAIL_ADDRESS",
          Map.of(
              "en", List.of("email", "contact_email", "e-mail", "EmailAddress", "user.mail"),
              "fr", List.of("courriel"),
              "es", List.of("correo"),
              "ja", List.of("メールアドレス")),
          "PHONE_NUMBER",
          Map.of(
              "en", List.of("phone", "mobile_no", "msisdn", "PhoneNumber"),
              "de", List.of("telefon", "handynummer"),
              "fr", List.of("telephone"),
              "es", List.of("movil"),
              "ja", List.of("電話番号")),
          "STREET_ADDRESS",
          Map.of(
              "en", List.of("street", "address_line_1", "homeAddress"),
              "de", List.of("strasse"),
              "fr", List.of("adresse"),
              "es", List.of("direccion"),
              "it", List.of("indirizzo")),
          "CITY",
          Map.of("en", List.of("city", "town", "homeCity"), "de", List.of("wohnort")),
          "DATE_OF_BIRTH",
          Map.of(
              "en", List.of("date_of_birth", "dob", "birthDate"),
              "de", List.of("geburtsdatum"),
              "fr", List.of("date_naissance"),
              "es", List.of("fecha_nacimiento"),
              "it", List.of("data_di_nascita")),
          "JOB_TITLE",
          Map.of("en", List.of("job_title", "occupation"), "de", List.of("beruf")));

  private final int values;
  private final List<LabelledColumn> columns = new ArrayList<>();

  private PositiveColumns(int values) {
    this.values = values;
  }

  /**
   * All columns, the same for the same seed.
   *
   * @param values in each column
   */
  static List<LabelledColumn> make(long seed, int values) {
    PositiveColumns made = new PositiveColumns(values);
    made.numbers(seed);
    for (String locale : LOCALES) {
      made.people(locale, seed);
    }
    made.attributes(seed);
    made.dirty(seed);
    SpreadColumns.addTo(made.columns, seed, values);
    return made.columns;
  }

  private void add(
      String name, String type, String generator, String locale, Supplier<String> value) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      list.add(value.get());
    }
    columns.add(new LabelledColumn(name, type, generator, locale, list, false));
  }

  private void numbers(long seed) {
    for (String line : BenchLines.of("numbers.txt")) {
      String[] parts = line.split("\\|", -1);
      Predicate<String> isValid = parts[2].isEmpty() ? value -> true : NamedValidator.of(parts[2]);
      Random random = new Random(seed ^ line.hashCode());
      for (String name : parts[3].split(";")) {
        add(name, parts[0], parts[1], "", () -> valid(parts[1], isValid, random));
      }
    }
  }

  private static String valid(String template, Predicate<String> isValid, Random random) {
    for (int tries = 0; tries < 2_000_000; tries++) {
      String value = Templates.fill(template, random);
      if (isValid.test(value)) {
        return value;
      }
    }
    throw new IllegalStateException("no valid value of " + template);
  }

  private void people(String tag, long seed) {
    Locale locale = Locale.forLanguageTag(tag);
    Random random = new Random(seed ^ tag.hashCode());
    Faker faker = new Faker(locale, random);
    person(tag, "GIVEN_NAME", "given", () -> faker.name().firstName(), random);
    person(tag, "FAMILY_NAME", "family", () -> faker.name().lastName(), random);
    boolean isReversed = List.of("hu", "ja", "ko", "zh").contains(locale.getLanguage());
    person(
        tag,
        "PERSON_NAME",
        "full",
        () ->
            isReversed
                ? faker.name().lastName() + " " + faker.name().firstName()
                : faker.name().firstName() + " " + faker.name().lastName(),
        random);
    person(tag, "EMAIL_ADDRESS", "mail", () -> mail(faker, tag, random), random);
    person(tag, "PHONE_NUMBER", "phone", () -> phone(locale, random), random);
    person(tag, "STREET_ADDRESS", "street", () -> faker.address().streetAddress(), random);
    person(tag, "DATE_OF_BIRTH", "birth", births(tag, random), random);
  }

  private void person(
      String tag, String type, String generator, Supplier<String> value, Random random) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    Map<String, List<String>> names = NAMES.get(type);
    List<String> own = new ArrayList<>(names.getOrDefault(language, List.of()));
    own.addAll(names.get("en"));
    for (int i = 0; i < 2; i++) {
      String name = own.get(i == 0 ? 0 : random.nextInt(own.size()));
      add(name, type, generator, tag, value);
    }
  }

  /** Datafaker leaves nothing of names in other scripts before the at sign. */
  private static String mail(Faker faker, String tag, Random random) {
    String mail = faker.internet().emailAddress();
    String country = tag.substring(3).toLowerCase(Locale.ROOT);
    return mail.matches("[a-zA-Z0-9._-]{2,60}@[a-zA-Z0-9.-]+")
        ? mail
        : Templates.fill("~~~~~.~~~~~##\\@mail.example." + country, random);
  }

  private static String phone(Locale locale, Random random) {
    Map<String, String> forms =
        Map.ofEntries(
            Map.entry("US", "(206) 555-01##"),
            Map.entry("GB", "+44 7700 900###"),
            Map.entry("IN", "+91 98#########".substring(0, 14)),
            Map.entry("DE", "+49 151 2345####"),
            Map.entry("AT", "+43 664 1######"),
            Map.entry("FR", "+33 6 39 98 ## ##"),
            Map.entry("ES", "+34 612 34# ###"),
            Map.entry("IT", "+39 347 123####"),
            Map.entry("BR", "+55 11 9####-####"),
            Map.entry("JP", "+81 90-1234-####"),
            Map.entry("PL", "+48 512 34# ###"),
            Map.entry("NL", "+31 6 1234####"),
            Map.entry("SE", "+46 70 123 ## ##"));
    return Templates.fill(forms.getOrDefault(locale.getCountry(), "+49 151 2345####"), random);
  }

  private static Supplier<String> births(String tag, Random random) {
    Function<LocalDate, String> form =
        switch (Math.floorMod(tag.hashCode(), 3)) {
          case 0 -> LocalDate::toString;
          case 1 ->
              date ->
                  String.format(
                      Locale.ROOT,
                      "%02d.%02d.%04d",
                      date.getDayOfMonth(),
                      date.getMonthValue(),
                      date.getYear());
          default ->
              date ->
                  String.format(
                      Locale.ROOT,
                      "%02d/%02d/%04d",
                      date.getMonthValue(),
                      date.getDayOfMonth(),
                      date.getYear());
        };
    return () -> form.apply(Templates.birthDate(random));
  }

  /** What is told by a list of values or by its name. */
  private void attributes(long seed) {
    Random random = new Random(seed + 1);
    Faker faker = new Faker(Locale.ENGLISH, random);
    for (String name : List.of("city", "home_city", "town", "Wohnort")) {
      add(name, "CITY", "city-list", name, () -> pick(random, CITIES));
    }
    for (String name : List.of("country", "country_name", "pays", "home_country")) {
      add(name, "COUNTRY", "country-list", name, () -> pick(random, COUNTRIES));
    }
    for (String name : List.of("gender", "sex", "geschlecht")) {
      add(name, "GENDER", "gender-words", name, () -> pick(random, "male", "female"));
    }
    for (String name : List.of("religion", "faith", "konfession")) {
      add(
          name,
          "RELIGION",
          "religion-words",
          name,
          () -> pick(random, "Catholic", "Muslim", "Hindu", "Buddhist", "Protestant", "Jewish"));
    }
    for (String name : List.of("ethnicity", "ethnic_group", "race")) {
      add(
          name,
          "ETHNIC_GROUP",
          "ethnic-words",
          name,
          () ->
              pick(
                  random, "Asian", "Hispanic or Latino", "Black or African American", "Caucasian"));
    }
    for (String name : List.of("sexual_orientation", "sexuality")) {
      add(
          name,
          "SEXUAL_ORIENTATION",
          "orientation-words",
          name,
          () -> pick(random, "heterosexual", "gay", "lesbian", "bisexual"));
    }
    for (String name : List.of("political_party", "party_affiliation")) {
      add(
          name,
          "POLITICAL_OPINION",
          "party-words",
          name,
          () -> pick(random, "Democrat", "Republican", "Libertarian", "Green Party"));
    }
    for (String name : List.of("trade_union", "union_membership")) {
      add(
          name,
          "TRADE_UNION",
          "union-words",
          name,
          () -> pick(random, "IG Metall", "ver.di", "UNISON", "CGT", "Teamsters"));
    }
    for (String name : List.of("blood_type", "blutgruppe", "blood_group")) {
      add(
          name,
          "BLOOD_TYPE",
          "blood-words",
          name,
          () -> pick(random, "A+", "A-", "B+", "O+", "O-", "AB+"));
    }
    for (String name : List.of("marital_status", "familienstand")) {
      add(
          name,
          "MARITAL_STATUS",
          "marital-words",
          name,
          () -> pick(random, "single", "married", "divorced", "widowed"));
    }
    for (String name : List.of("diagnosis", "medical_condition", "disease")) {
      add(
          name,
          "DISEASE",
          "disease-words",
          name,
          () -> pick(random, "Asthma", "Type 2 diabetes", "Hypertension", "Migraine", "Epilepsy"));
    }
    for (String name : List.of("medication", "prescription")) {
      add(
          name,
          "MEDICATION",
          "drug-words",
          name,
          () -> pick(random, "Metformin", "Lisinopril", "Ibuprofen", "Sertraline", "Insulin"));
    }
    for (String name : List.of("job_title", "occupation", "beruf", "position")) {
      add(name, "JOB_TITLE", "job", name, () -> faker.job().title());
    }
    for (String name : List.of("employer", "company_name", "arbeitgeber")) {
      add(name, "EMPLOYER", "company", name, () -> faker.company().name());
    }
    for (String name : List.of("nationality", "citizenship")) {
      add(name, "NATIONALITY", "demonym", name, () -> faker.nation().nationality());
    }
    for (String name : List.of("user_agent", "browser", "ua")) {
      add(name, "USER_AGENT", "agent", name, () -> faker.internet().userAgent());
    }
    for (String name : List.of("coordinates", "gps", "geo_point")) {
      add(
          name,
          "COORDINATES",
          "pair",
          name,
          () -> decimal(random, 40, 15) + "," + decimal(random, -5, 20));
    }
    for (String name : List.of("latitude", "lat", "geo_lat")) {
      add(name, "LATITUDE", "lat", name, () -> decimal(random, 40, 15));
    }
    for (String name : List.of("longitude", "lng", "lon")) {
      add(name, "LONGITUDE", "lon", name, () -> decimal(random, -5, 20));
    }
    for (String name : List.of("zip", "postal_code", "plz", "code_postal")) {
      add(name, "POSTAL_CODE", "digits", name, () -> Templates.fill("#####", random));
    }
    Predicate<String> isPostcode = NamedValidator.of("gb-postcode");
    for (String name : List.of("postcode", "post_code")) {
      add(name, "POSTAL_CODE", "gb", name, () -> valid("SW#? #??", isPostcode, random));
    }
    for (String name : List.of("password", "user_password", "contrasena", "passwort")) {
      add(name, "PASSWORD", "password", name, () -> Templates.fill("@@@@@@!@@", random));
    }
    for (String name : List.of("username", "login", "benutzername")) {
      add(name, "USERNAME", "user", name, () -> Templates.fill("~~~~~~##", random));
    }
    for (String name : List.of("age", "customer_age", "edad", "alter")) {
      add(name, "AGE", "age", name, () -> Integer.toString(18 + random.nextInt(60)));
    }
    for (String name : List.of("cvv", "card_security_code")) {
      add(name, "CVV", "cvv", name, () -> Templates.fill("###", random));
    }
    for (String name : List.of("card_expiry", "exp_date")) {
      add(
          name,
          "CREDIT_CARD_EXPIRATION_DATE",
          "expiry",
          name,
          () ->
              String.format(
                  Locale.ROOT, "%02d/%d", 1 + random.nextInt(12), 26 + random.nextInt(6)));
    }
    for (String name : List.of("passport_number", "passport_no", "reisepass")) {
      add(name, "PASSPORT_NUMBER", "passport", name, () -> Templates.fill("C########", random));
    }
    for (String name : List.of("drivers_license", "license_number_driver", "permis_de_conduire")) {
      add(name, "DRIVING_LICENCE", "licence", name, () -> Templates.fill("?#######", random));
    }
    for (String name : List.of("license_plate", "kennzeichen", "matricula")) {
      add(name, "LICENSE_PLATE", "plate", name, () -> Templates.fill("B-?? ####", random));
    }
    for (String name : List.of("mrn", "medical_record_number")) {
      add(name, "MEDICAL_RECORD_NUMBER", "mrn", name, () -> Templates.fill("MRN#######", random));
    }
    for (String name : List.of("salary", "annual_income", "gehalt")) {
      add(name, "INCOME", "income", name, () -> Templates.fill("#####", random));
    }
    for (String name : List.of("idfa", "advertising_id", "gaid")) {
      add(name, "ADVERTISING_ID", "uuid", name, () -> uuid(random));
    }
    for (String name : List.of("session_id", "jsessionid")) {
      add(name, "SESSION_ID", "hex", name, () -> Templates.fill("^^^^^^^^^^^^^^^^", random));
    }
    for (String name : List.of("apns_token", "ios_device_token")) {
      String token = "^".repeat(64);
      add(name, "APNS_TOKEN", "apns", name, () -> Templates.fill(token, random));
    }
    for (String name : List.of("user_id", "uid", "account_id")) {
      add(name, "USER_ID", "id", name, () -> Templates.fill("u-######", random));
    }
    for (String name : List.of("customer_number", "loyalty_id", "member_number")) {
      add(name, "CUSTOMER_ID", "id", name, () -> Templates.fill("C######", random));
    }
    for (String name : List.of("landing_url", "referrer", "page")) {
      add(
          name,
          "URL_WITH_PERSONAL_DATA",
          "url",
          name,
          () ->
              "https://shop.example.com/p?email="
                  + faker.internet().emailAddress().replace("@", "%40"));
    }
  }

  /** What real columns are: empty words among the values, forms mixed, few values in a crowd. */
  private void dirty(long seed) {
    Random random = new Random(seed + 2);
    for (String line : BenchLines.of("numbers.txt")) {
      String[] parts = line.split("\\|", -1);
      if (parts[2].isEmpty() || random.nextInt(2) > 0) {
        continue;
      }
      Predicate<String> isValid = NamedValidator.of(parts[2]);
      add(
          parts[3].split(";")[0],
          parts[0],
          "dirty " + parts[1],
          "",
          () ->
              random.nextInt(5) == 0
                  ? pick(random, "NULL", "n/a", "?", "unknown", "-", "")
                  : pick(random, "", " ") + valid(parts[1], isValid, random));
    }
    for (String[] minority :
        new String[][] {
          {"PL_PESEL", "<yyMMdd>#####", "pl-pesel"},
          {"DE_TAX_ID", "###########", "de-tax-id"},
          {"BR_CPF", "###.###.###-##", "br-cpf"},
          {"CREDIT_CARD_NUMBER", "4###############", "payment-card"},
          {"IN_AADHAAR", "9### #### ####", "in-aadhaar"},
          {"GITHUB_TOKEN", "g\\hp_" + "@".repeat(36), ""},
          {"SLACK_TOKEN", "xoxb-############-" + "@".repeat(24), ""},
          {"DATABASE_URL", "export DB=postgres://app:@@@@@@@@\\@db.example.com/crm", ""}
        }) {
      Predicate<String> isValid =
          minority[2].isEmpty() ? value -> true : NamedValidator.of(minority[2]);
      for (int percent : new int[] {10, 15}) {
        add(
            "custom_" + percent,
            minority[0],
            "few " + minority[0],
            Integer.toString(percent),
            () ->
                random.nextInt(100) < percent
                    ? valid(minority[1], isValid, random)
                    : pick(
                        random, Templates.fill("REQ-######", random), "call back", "ok", "done"));
      }
    }
    Supplier<String> address =
        () ->
            (11 + random.nextInt(200))
                + Templates.fill(".1##.2", random)
                + random.nextInt(50)
                + "."
                + random.nextInt(255);
    add("version", "IP_ADDRESS", "address-named-version", "", address);
    add("x_forwarded", "IP_ADDRESS", "two-addresses", "", () -> address.get() + ", 10.0.0.7");
    add(
        "raw_line",
        "IP_ADDRESS",
        "access-line",
        "",
        () -> address.get() + " - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 512");
    for (String name : List.of("auth_token", "api_secret", "access_token")) {
      add(name, "GENERIC_API_KEY", "hex-key", name, () -> Templates.fill("^".repeat(32), random));
    }
  }

  static final String[] CITIES = {
    "Berlin",
    "Paris",
    "London",
    "Madrid",
    "Rome",
    "Vienna",
    "Lisbon",
    "Warsaw",
    "Tokyo",
    "Chicago",
    "Toronto",
    "Sydney",
    "Amsterdam",
    "Stockholm",
    "Dublin",
    "Prague",
    "Budapest"
  };
  static final String[] COUNTRIES = {
    "Germany",
    "France",
    "Spain",
    "Italy",
    "Poland",
    "Japan",
    "India",
    "Brazil",
    "Austria",
    "Portugal",
    "Netherlands",
    "Sweden",
    "Canada",
    "Mexico"
  };

  static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static String decimal(Random random, int from, int width) {
    return String.format(Locale.ROOT, "%.5f", from + random.nextDouble() * width);
  }

  static String uuid(Random random) {
    return Templates.fill("^^^^^^^^-^^^^-4^^^-a^^^-^^^^^^^^^^^^", random);
  }
}
