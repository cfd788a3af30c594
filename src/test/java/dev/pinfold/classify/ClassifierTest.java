// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.ingest.FormatField;
import dev.pinfold.ingest.FormatKnowledge;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("UnnecessaryLambda") // the generators are data of the tables below
class ClassifierTest {
  private static final PersonalDataType EMAIL = PersonalDataType.known("EMAIL_ADDRESS");
  private static final PersonalDataType PHONE = PersonalDataType.known("PHONE_NUMBER");
  private static final PersonalDataType CARD = PersonalDataType.known("CREDIT_CARD_NUMBER");
  private static final String[] FIRST = {"Ana", "Bob", "Clara", "David", "Emma", "Farid", "Greta"};
  private static final String[] LAST = {"Lopez", "Kumar", "Weber", "Rossi", "Nowak", "Silva"};

  private static final IntFunction<String> EMAILS = i -> "user" + i + "@example.com";
  private static final IntFunction<String> PHONES = i -> "+1212555" + (1000 + i % 9000);
  private static final IntFunction<String> WORDS = i -> "item-" + Integer.toString(i * 7919, 36);
  private static final IntFunction<String> UUIDS =
      i -> String.format(Locale.ROOT, "%08x-0000-4000-8000-%012x", i * 7919, i);
  private static final IntFunction<String> NAMES = i -> FIRST[i % 7] + " " + LAST[i % 6];

  /** Sixteen digits that begin like a card; about one in ten passes Luhn's check. */
  private static final IntFunction<String> ORDER_NUMBERS =
      i -> String.format(Locale.ROOT, "4%015d", 100_000_007L * (i + 1) + 13);

  private static Classifier classifier(FormatKnowledge format) {
    return new Classifier(SmallIdentifiers.declare(), format, path -> Optional.empty());
  }

  private static final Classifier BY_EVIDENCE = classifier(path -> Optional.empty());

  private static ColumnProfile profile(
      ColumnPath path, Kind kind, int count, IntFunction<String> values) {
    RecordProfiler profiler =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    for (int i = 0; i < count; i++) {
      profiler.addRow(path.root());
      profiler.addValue(path, kind, values.apply(i), "t", i);
    }
    return profiler.snapshot().getOrDefault(path, new ColumnProfile());
  }

  private static Classification classify(
      Classifier classifier, String name, Kind kind, int count, IntFunction<String> values) {
    ColumnPath path = ColumnPath.of("t", name.split("/"));
    return classifier.classify(path, profile(path, kind, count, values));
  }

  private static Classification classify(String name, int count, IntFunction<String> values) {
    return classify(BY_EVIDENCE, name, Kind.STRING, count, values);
  }

  /** Every n-th value is the other one. */
  private static IntFunction<String> mixed(
      IntFunction<String> most, int every, IntFunction<String> other) {
    return i -> i % every == 0 ? other.apply(i) : most.apply(i);
  }

  private static IntFunction<String> always(String value) {
    return i -> value;
  }

  static Stream<Arguments> decided() {
    return Stream.of(
        Arguments.of("c17", 10, EMAILS, "EMAIL_ADDRESS", DecidedBy.VALUES),
        Arguments.of("color", 500, EMAILS, "EMAIL_ADDRESS", DecidedBy.VALUES),
        Arguments.of("email_count", 500, EMAILS, "EMAIL_ADDRESS", DecidedBy.VALUES),
        Arguments.of("correo", 500, EMAILS, "EMAIL_ADDRESS", DecidedBy.NAME_AND_VALUES),
        Arguments.of("email", 500, PHONES, "PHONE_NUMBER", DecidedBy.VALUES),
        Arguments.of("phone_model", 500, PHONES, "PHONE_NUMBER", DecidedBy.VALUES),
        Arguments.of("handy", 10, PHONES, "PHONE_NUMBER", DecidedBy.NAME_AND_VALUES),
        Arguments.of("c17", 300, NAMES, "PERSON_NAME", DecidedBy.VALUES),
        Arguments.of("dirty", 500, mixed(EMAILS, 5, always("")), "EMAIL_ADDRESS", null),
        Arguments.of("dirty", 500, mixed(EMAILS, 3, WORDS), "EMAIL_ADDRESS", null),
        Arguments.of("email", 500, mixed(WORDS, 4, EMAILS), "EMAIL_ADDRESS", null),
        Arguments.of("c17", 500, mixed(WORDS, 3, EMAILS), "EMAIL_ADDRESS", null),
        Arguments.of("client_ip", 50, always("192.0.2.7"), "IP_ADDRESS", null),
        Arguments.of(
            "vorname",
            100,
            (IntFunction<String>) i -> FIRST[i % 7],
            "GIVEN_NAME",
            DecidedBy.NAME_AND_VALUES),
        Arguments.of(
            "geburtsdatum",
            100,
            (IntFunction<String>) i -> "19" + (50 + i % 40) + "-04-1" + i % 10,
            "DATE_OF_BIRTH",
            DecidedBy.NAME_AND_VALUES),
        Arguments.of("city", 100, WORDS, "CITY", DecidedBy.NAME),
        Arguments.of("user_id", 100, UUIDS, "USER_ID", DecidedBy.NAME),
        Arguments.of("email", 2, WORDS, "EMAIL_ADDRESS", DecidedBy.NAME),
        Arguments.of("email", 0, WORDS, "EMAIL_ADDRESS", DecidedBy.NAME),
        Arguments.of("email", 500, always("x"), "NONE", null),
        Arguments.of("email", 500, WORDS, "NONE", null),
        Arguments.of("phone_model", 10, always("Galaxy S9"), "NONE", null),
        Arguments.of("app_version", 500, always("10.2.3.4"), "NONE", null),
        Arguments.of(
            "app_version", 500, (IntFunction<String>) i -> "10.2." + i % 9 + "." + i, "NONE", null),
        Arguments.of("order_number", 2000, ORDER_NUMBERS, "NONE", null),
        Arguments.of(
            "sent_at", 500, (IntFunction<String>) i -> "17000000" + (10_000 + i), "NONE", null),
        Arguments.of("trace", 500, UUIDS, "NONE", DecidedBy.VALUES),
        Arguments.of("created", 500, (IntFunction<String>) i -> "2024-04-1" + i % 10, "NONE", null),
        Arguments.of("c17", 100, (IntFunction<String>) i -> FIRST[i % 7], "NONE", null));
  }

  @ParameterizedTest(name = "{0} x {1} is {3}")
  @MethodSource
  void decided(
      String name, int count, IntFunction<String> values, String type, DecidedBy decidedBy) {
    Classification found = classify(name, count, values);
    assertThat(found.type().name()).isEqualTo(type);
    if (decidedBy != null) {
      assertThat(found.decidedBy()).isEqualTo(decidedBy);
    }
    assertThat(found.evidence().summary()).doesNotContain("example", "1212555", "Ana", "Galaxy");
  }

  @Test
  void classifyAll_manyColumns_areEachWhatTheyAreByThemselves() {
    List<IntFunction<String>> kinds = List.of(EMAILS, WORDS, UUIDS, PHONES);
    Map<ColumnPath, ColumnProfile> profiles = new HashMap<>();
    Map<ColumnPath, Classification> alone = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      ColumnPath path = ColumnPath.of("t", "field" + i);
      ColumnProfile profile = profile(path, Kind.STRING, 20 + i, kinds.get(i % kinds.size()));
      profiles.put(path, profile);
      alone.put(path, BY_EVIDENCE.classify(path, profile));
    }
    assertThat(alone.values().stream().map(Classification::type)).contains(EMAIL, PHONE);
    Map<ColumnPath, Classification> all = BY_EVIDENCE.classifyAll(new ColumnProfiles(profiles));
    assertThat(all).isEqualTo(alone);
    assertThat(all.keySet()).containsExactlyElementsOf(alone.keySet());
  }

  @Test
  void classify_number_isOneOnlyWithANameOrACheck() {
    IntFunction<String> latitudes = i -> "48." + (1000 + i);
    IntFunction<String> phones = i -> "212555" + (1000 + i);
    assertThat(number("latitude", latitudes).type().name()).isEqualTo("LATITUDE");
    assertThat(number("ratio", latitudes).type().name()).isEqualTo("NONE");
    assertThat(number("ratio", latitudes).confidence()).isGreaterThan(0.8);
    assertThat(number("age", i -> "" + (18 + i % 60)).type().name()).isEqualTo("AGE");
    assertThat(number("level", i -> "" + (18 + i % 60)).type().name()).isEqualTo("NONE");
    assertThat(number("order", ORDER_NUMBERS).type().name()).isEqualTo("NONE");
    assertThat(number("x", always("4111111111111111")).type()).isEqualTo(CARD);
    assertThat(number("amount", phones).type().name()).isEqualTo("NONE");
  }

  private static Classification number(String name, IntFunction<String> values) {
    return classify(BY_EVIDENCE, name, Kind.NUMBER, 1000, values);
  }

  @Test
  void classify_booleans_areNothingWhateverTheName() {
    Classification found =
        classify(BY_EVIDENCE, "email", Kind.BOOLEAN, 100, i -> i % 2 == 0 ? "true" : "false");
    assertThat(found.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(found.confidence()).isGreaterThan(0.9);
  }

  @Test
  void classify_enumLike_isSurelyNothing_highCardinality_isNot() {
    Classification few = classify("plan", 1000, i -> i % 3 == 0 ? "gold" : "basic");
    Classification many = classify("plan", 1000, WORDS);
    assertThat(few.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(many.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(few.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(many.confidence()).as("the grey zone").isLessThan(0.7);
    assertThat(classify("trace", 1000, UUIDS).confidence()).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void classify_oneProvenValueInTenThousand_isKept() {
    Classification found = classify("status", 10_000, mixed(i -> "ok" + i % 4, 10_000, EMAILS));
    assertThat(found.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(found.otherTypes()).containsExactly(EMAIL);
    assertThat(found.sensitivity()).isEqualTo(EMAIL.sensitivity());
    assertThat(found.findings()).contains(new Finding("email", EMAIL, 1, 1, 0, 10_000, "t@0"));
  }

  @Test
  void classify_checkedNonDigitsAmongDigits_areNotTakenForChance() {
    Classification found = classify("contact_ref", 1000, mixed(i -> "" + (70_000 + i), 20, PHONES));
    assertThat(found.otherTypes()).contains(PHONE);
  }

  @Test
  void classify_checksumNearChance_isNeitherTypeNorFinding() {
    Classification found = classify("reference", 2000, ORDER_NUMBERS);
    long passed = found.findings().get(0).validated();
    assertThat(passed).as("the fixture is at chance").isBetween(100L, 300L);
    assertThat(found.otherTypes()).doesNotContain(CARD);
  }

  @Test
  void classify_prose_isFreeTextWithWhatItHolds() {
    IntFunction<String> notes =
        i ->
            i % 50 == 0
                ? "please write to user" + i + "@example.com soon"
                : "the order number " + i + " came late";
    Classification found = classify("notes", 1000, notes);
    assertThat(found.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    assertThat(found.otherTypes()).containsExactly(EMAIL);
  }

  @Test
  void classify_weakSpanWithItsCue_isKeptAsAFurtherType() {
    ColumnPath path = ColumnPath.of("t", "notes");
    RecordProfiler profiler =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    for (int i = 0; i < 40; i++) {
      profiler.add(
          "t",
          Tapes.of("{'notes':'please call 2125550" + (100 + i) + " today','Country':'US'}"),
          "t",
          i);
    }
    Classification found = BY_EVIDENCE.classify(path, profiler.snapshot().get(path));
    assertThat(found.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    assertThat(found.otherTypes()).containsExactly(PHONE);
  }

  @Test
  void classify_shortTextsWithSomethingPersonal_areFreeText() {
    IntFunction<String> calls = i -> "call " + PHONES.apply(i);
    Classification all = classify("hint", 40, calls);
    assertThat(all.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    assertThat(all.otherTypes()).containsExactly(PHONE);
    Classification one = classify("hint", 1, calls);
    assertThat(one.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    Classification few = classify("hint", 60, mixed(always("all fine"), 20, calls));
    assertThat(few.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    assertThat(few.evidence().summary()).contains("Some values hold PHONE_NUMBER");
  }

  @Test
  void classify_manyShortValuesFewOfThemTexts_areNotRedactedAlone() {
    IntFunction<String> unknownNames = i -> "Zq" + i + "x, Qz" + i + "y";
    Classification found =
        classify("contact", 100, mixed(unknownNames, 50, i -> "write to " + EMAILS.apply(i)));
    assertThat(found.type()).as("redaction would leave names").isEqualTo(PersonalDataType.NONE);
    assertThat(found.otherTypes()).containsExactly(EMAIL);
  }

  @Test
  void classify_minorityAmongSingleWords_isNotSaidToBeNothing() {
    Classification found = classify("status", 100, mixed(always("ok"), 50, EMAILS));
    assertThat(found.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(found.evidence().summary())
        .startsWith("Nothing personal was found in most of 100 values")
        .endsWith("Some values hold EMAIL_ADDRESS.");
  }

  @Test
  void classify_singleWordsThatHoldAnAddress_areOfItsType() {
    assertThat(classify("link", 50, i -> "mailto:" + EMAILS.apply(i)).type()).isEqualTo(EMAIL);
  }

  @Test
  void classify_fewUnknownNamesUnderAPersonsName_followIt() {
    IntFunction<String> invented = i -> "Quuxington" + (i % 3 == 0 ? "s" : "");
    Classification few = classify("vorname", 244, invented);
    assertThat(few.type().name()).isEqualTo("GIVEN_NAME");
    assertThat(few.decidedBy()).isEqualTo(DecidedBy.NAME);
    assertThat(classify("vorname", 10, invented).type()).isEqualTo(few.type());
    assertThat(classify("full name", 80, invented).type().name()).isEqualTo("PERSON_NAME");
    assertThat(classify("name", 244, invented).type()).isEqualTo(PersonalDataType.NONE);
    assertThat(classify("vorname", 244, always("12345")).type()).isEqualTo(PersonalDataType.NONE);
  }

  @Test
  void classify_addressesOfUnknownForm_followTheirName() {
    IntFunction<String> addresses = i -> "Plot " + i + " near the old temple";
    assertThat(classify("direccion", 200, addresses).type().name()).isEqualTo("STREET_ADDRESS");
    assertThat(classify("remark", 200, addresses).type()).isEqualTo(PersonalDataType.FREE_TEXT);
    IntFunction<String> essays = i -> ("a long text that goes on and on " + i + " ").repeat(30);
    assertThat(classify("direccion", 200, essays).type()).isEqualTo(PersonalDataType.FREE_TEXT);
  }

  @Test
  void classify_mixedColumn_takesTheMostFrequentAndListsTheOthers() {
    Classification found = classify("recipient", 600, mixed(EMAILS, 3, PHONES));
    assertThat(found.type()).isEqualTo(EMAIL);
    assertThat(found.otherTypes()).containsExactly(PHONE);
  }

  private static Classifier knowing(String leaf, PersonalDataType type, PersonalDataType... mixed) {
    return classifier(
        path ->
            path.leaf().equals(leaf)
                ? Optional.of(
                    new FormatField(
                        type, Set.of(mixed), Set.of(DataCategory.ANALYTICS), "the schema's field"))
                : Optional.empty());
  }

  @Test
  void classify_formatKnows_decidesUnlessTheValuesProveOtherwise() {
    Classifier city = knowing("Place", PersonalDataType.known("CITY"));
    Classification agrees = classify(city, "Place", Kind.STRING, 100, WORDS);
    assertThat(agrees.type().name()).isEqualTo("CITY");
    assertThat(agrees.decidedBy()).isEqualTo(DecidedBy.FORMAT);
    assertThat(agrees.categories()).containsExactly(DataCategory.ANALYTICS);
    assertThat(agrees.evidence().format()).isEqualTo("the schema's field");

    Classification most = classify(city, "Place", Kind.STRING, 100, mixed(EMAILS, 3, WORDS));
    assertThat(most.type()).isEqualTo(EMAIL);
    assertThat(most.decidedBy()).isEqualTo(DecidedBy.VALUES);

    Classification some = classify(city, "Place", Kind.STRING, 100, mixed(WORDS, 5, EMAILS));
    assertThat(some.type().name()).isEqualTo("CITY");
    assertThat(some.otherTypes()).containsExactly(EMAIL);

    Classification empty = classify(city, "Place", Kind.STRING, 0, WORDS);
    assertThat(empty.type().name()).isEqualTo("CITY");
    assertThat(empty.confidence()).isLessThan(agrees.confidence());
  }

  @Test
  void classify_formatMixes_takesTheMostFrequent() {
    Classifier address = knowing("Address", EMAIL, EMAIL, PHONE);
    Classification found = classify(address, "Address", Kind.STRING, 300, mixed(PHONES, 4, EMAILS));
    assertThat(found.type()).isEqualTo(PHONE);
    assertThat(found.decidedBy()).isEqualTo(DecidedBy.FORMAT);
    assertThat(found.otherTypes()).containsExactly(EMAIL);
  }

  @Test
  void classify_formatSaysText_yieldsToValuesThatAreNothingElse() {
    Classifier tag = knowing("owner", PersonalDataType.FREE_TEXT);
    assertThat(classify(tag, "owner", Kind.STRING, 1, EMAILS).type()).isEqualTo(EMAIL);
    Classification some = classify(tag, "owner", Kind.STRING, 40, mixed(WORDS, 2, EMAILS));
    assertThat(some.type()).isEqualTo(PersonalDataType.FREE_TEXT);
    assertThat(some.otherTypes()).containsExactly(EMAIL);
  }

  @Test
  void classify_formatSaysNothingPersonal_reportsWhatAValueProves() {
    Classifier role = knowing("RoleArn", PersonalDataType.NONE);
    IntFunction<String> arns = i -> "arn:aws:iam::1:role/" + EMAILS.apply(i);
    Classification one = classify(role, "RoleArn", Kind.STRING, 1, arns);
    assertThat(one.otherTypes()).containsExactly(EMAIL);
    assertThat(one.sensitivity()).isEqualTo(EMAIL.sensitivity());
    assertThat(classify(role, "RoleArn", Kind.STRING, 9, arns).type()).isEqualTo(EMAIL);
  }

  @Test
  void classify_override_wins() {
    Classifier classifier =
        new Classifier(
            SmallIdentifiers.declare(),
            path -> Optional.empty(),
            path -> Optional.of(PersonalDataType.known("USERNAME")));
    Classification found = classify(classifier, "email", Kind.STRING, 100, EMAILS);
    assertThat(found.type().name()).isEqualTo("USERNAME");
    assertThat(found.decidedBy()).isEqualTo(DecidedBy.OVERRIDE);
    assertThat(found.confidence()).isEqualTo(1);
    assertThat(found.otherTypes()).containsExactly(EMAIL);
  }

  @Test
  void classify_unknownTable_isImported_andUserDataWherePersonal() {
    assertThat(classify("plan", 100, always("gold")).categories())
        .containsExactly(DataCategory.IMPORTED);
    assertThat(classify("c1", 100, EMAILS).categories())
        .containsExactlyInAnyOrder(DataCategory.IMPORTED, DataCategory.USER_AND_ENDPOINT);
  }

  @Test
  void classify_personalKey_isAFindingOfItsOwn() {
    ColumnPath path = ColumnPath.of("t", "Attributes", "{EMAIL_ADDRESS}");
    RecordProfiler profiler =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    for (int i = 0; i < 20; i++) {
      profiler.add("t", Tapes.of("{'Attributes':{'u" + i + "@example.com':'vip'}}"), "t", i);
    }
    Classification found = BY_EVIDENCE.classify(path, profiler.snapshot().get(path));
    assertThat(found.findings())
        .containsExactly(new Finding("personal-key", EMAIL, 20, 20, 0, 20, ""));
    assertThat(found.type()).as("the names that it stands for").isEqualTo(EMAIL);
    assertThat(found.decidedBy()).isEqualTo(DecidedBy.NAME);
  }

  @Test
  void confidence_moreMatches_neverFalls_andStaysInRange() {
    for (String name : new String[] {"c17", "email"}) {
      double before = 0;
      for (int percent = 30; percent <= 100; percent += 5) {
        int share = percent;
        Classification found =
            classify(name, 2000, i -> i % 100 < share ? EMAILS.apply(i) : WORDS.apply(i));
        assertThat(found.type()).as("%s at %d %%", name, share).isEqualTo(EMAIL);
        assertThat(found.confidence()).isBetween(before, 1.0);
        before = found.confidence();
      }
      assertThat(before).isGreaterThan(0.9);
    }
  }

  @Test
  void confidence_nameAndValues_isAboveEitherAlone() {
    double both = classify("email", 100, mixed(EMAILS, 3, WORDS)).confidence();
    double values = classify("c17", 100, mixed(EMAILS, 3, WORDS)).confidence();
    double name = classify("email", 0, EMAILS).confidence();
    assertThat(both).isGreaterThan(values);
    assertThat(values).isGreaterThan(name);
  }

  @Test
  void evidence_counts_areTheColumns() {
    Classification found = classify("correo", 200, mixed(EMAILS, 4, always("")));
    assertThat(found.evidence().rows()).isEqualTo(200);
    assertThat(found.evidence().values()).isEqualTo(200);
    assertThat(found.evidence().matches()).isEqualTo(150);
    assertThat(found.evidence().nameToken()).isEqualTo("correo");
    assertThat((double) found.evidence().distinctEstimate()).isCloseTo(151, within(8.0));
    assertThat(found.evidence().summary())
        .isEqualTo("100 % of 150 values match; the name says so too (correo).");
  }

  @Test
  void classify_anyColumn_neverFails() {
    Random random = new Random(11);
    String[] names = {"email", "phone/model", "{}", "address", "名前", "user_id", "{EMAIL_ADDRESS}"};
    Map<Integer, IntFunction<String>> kinds =
        Map.of(0, EMAILS, 1, PHONES, 2, WORDS, 3, UUIDS, 4, NAMES, 5, ORDER_NUMBERS);
    for (int round = 0; round < 300; round++) {
      IntFunction<String> a = kinds.get(random.nextInt(6));
      IntFunction<String> b = kinds.get(random.nextInt(6));
      int every = 1 + random.nextInt(20);
      Classification found =
          classify(names[random.nextInt(names.length)], random.nextInt(60), mixed(a, every, b));
      assertThat(found.otherTypes()).doesNotContain(found.type()).doesNotHaveDuplicates();
      assertThat(found.evidence().summary()).endsWith(".").doesNotContain("example");
    }
  }

  @Test
  void classify_numbersUnderAClearDirectName_areNotSurelyHarmless() {
    ColumnPath path = ColumnPath.parse("endpoints.Metrics.phone");
    Classification odd = BY_EVIDENCE.classify(path, profile(path, Kind.NUMBER, 200, i -> "99" + i));
    assertThat(odd.type()).isEqualTo(PersonalDataType.NONE);
    assertThat(odd.confidence()).isLessThan(0.8);
    ColumnPath visits = ColumnPath.parse("endpoints.Metrics.visits");
    assertThat(
            BY_EVIDENCE
                .classify(visits, profile(visits, Kind.NUMBER, 200, i -> "99" + i))
                .confidence())
        .isGreaterThanOrEqualTo(0.8);
  }
}
