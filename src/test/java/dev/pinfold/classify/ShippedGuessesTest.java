// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.PinpointFormat;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped identifiers only guess from many values, and what looks like it. */
class ShippedGuessesTest {
  private static final List<DataIdentifier> DECLARED = IdentifierFiles.loadBuiltIn();
  private static final ValueIdentifiers COMPILED = CompiledIdentifiers.of(DECLARED);
  private static final Classifier CLASSIFIER =
      new Classifier(DECLARED, PinpointFormat.shipped(), path -> Optional.empty());
  private static final int ROWS = 150;
  private static final String HIDDEN = "c7";

  private static Map<ColumnPath, Classification> classified(
      Map<String, IntFunction<String>> columns, int rows) {
    RecordProfiler profiler = new RecordProfiler(COMPILED, new PersonalKeys(DECLARED, COMPILED));
    for (int i = 0; i < rows; i++) {
      profiler.addRow("table");
      for (Map.Entry<String, IntFunction<String>> column : columns.entrySet()) {
        ColumnPath path = ColumnPath.of("table", column.getKey());
        profiler.addValue(path, Kind.STRING, column.getValue().apply(i), "t", i);
      }
    }
    return CLASSIFIER.classifyAll(new ColumnProfiles(profiler.snapshot()));
  }

  private static Classification classify(String name, int rows, IntFunction<String> values) {
    return classified(Map.of(name, values), rows).get(ColumnPath.of("table", name));
  }

  private static IntFunction<String> form(String form) {
    return i -> String.format(Locale.ROOT, form, 10 + i % 90, i % 9 + 1);
  }

  private static IntFunction<String> of(String... words) {
    return i -> words[i % words.length];
  }

  private static IntFunction<String> dates(int year, int step) {
    return i -> LocalDate.of(year, 1, 2).plusDays((long) i * step).toString();
  }

  private static String monthAhead(int i) {
    int year = Year.now(ZoneOffset.UTC).getValue() + 1 + i / 12 % 4;
    return String.format(Locale.ROOT, "%02d/%02d", 1 + i % 12, year % 100);
  }

  private static String withLuhnDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return body + (10 - sum % 10) % 10;
  }

  static Stream<Arguments> templates() {
    return Stream.of(
        Arguments.of(form("Save$%dNow!")),
        Arguments.of(form("Winter-%d%%Off!")),
        Arguments.of(form("FRITZ!Box73%da")),
        Arguments.of(form("Sheet%2$d!$A$%1$d")),
        Arguments.of(form("Rh%2$dxg%2$d+!")),
        Arguments.of(form("lambda$xY%d$3")),
        Arguments.of(form("odin%d")),
        Arguments.of(form("smith19%d")),
        Arguments.of(of("stella_m", "luna_s", "bella_l", "oscar_m", "emma_s", "felix_l")));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void classify_valuesOfOneTemplate_areNeitherPasswordsNorUserNames(IntFunction<String> values) {
    assertThat(classify(HIDDEN, ROWS, values).type().name()).isEqualTo("NONE");
  }

  @Test
  void classify_guess_isLessSureThanAProof() {
    Classification guess = classify(HIDDEN, ROWS, dates(1950, 97));
    Classification proof = classify(HIDDEN, ROWS, i -> "u" + i + "@example.com");
    assertThat(guess.type().name()).isEqualTo("DATE_OF_BIRTH");
    assertThat(guess.confidence()).isLessThan(0.95).isLessThan(proof.confidence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"date", "Date", "datum", "fecha", "date_2", "日付"})
  void classify_datesUnderNoOtherWord_areNoBirths(String name) {
    assertThat(classify(name, ROWS, dates(1985, 1)).type().name()).isEqualTo("NONE");
  }

  @Test
  void classify_datesOfFewDecades_areNoBirths() {
    assertThat(classify(HIDDEN, ROWS, dates(1985, 30)).type().name()).isEqualTo("NONE");
    assertThat(classify(HIDDEN, 12, dates(1950, 1_500)).type().name()).isEqualTo("DATE_OF_BIRTH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"birth_date", "Date of birth", "geburtsdatum"})
  void classify_datesUnderANameOfBirths_areBirths(String name) {
    assertThat(classify(name, ROWS, dates(1955, 90)).type().name()).isEqualTo("DATE_OF_BIRTH");
  }

  @Test
  void classifyAll_monthsAheadBesideACard_areItsEnd() {
    Map<String, IntFunction<String>> columns = new LinkedHashMap<>();
    columns.put("c1", ShippedGuessesTest::monthAhead);
    columns.put("c2", i -> withLuhnDigit("4" + (10_000_000_000_000L + i * 700_000_001L)));
    ColumnPath end = ColumnPath.of("table", "c1");
    for (int rows : new int[] {10, ROWS}) {
      assertThat(classified(columns, rows).get(end).type().name())
          .isEqualTo("CREDIT_CARD_EXPIRATION_DATE");
    }
    columns.remove("c2");
    columns.put("last_four", i -> String.format(Locale.ROOT, "%04d", i * 37 % 10_000));
    assertThat(classified(columns, ROWS).get(end).type().name())
        .isEqualTo("CREDIT_CARD_EXPIRATION_DATE");
  }

  @Test
  void classifyAll_monthsAheadAlone_areNothing() {
    Map<String, IntFunction<String>> columns = new LinkedHashMap<>();
    columns.put("c1", ShippedGuessesTest::monthAhead);
    columns.put("c2", i -> "contract " + i);
    assertThat(classified(columns, ROWS).get(ColumnPath.of("table", "c1")).type().name())
        .isEqualTo("NONE");
    columns.put("c2", i -> withLuhnDigit("4" + (10_000_000_000_000L + i * 700_000_001L)));
    columns.put("contract_month", columns.remove("c1"));
    assertThat(
            classified(columns, ROWS).get(ColumnPath.of("table", "contract_month")).type().name())
        .isEqualTo("NONE");
  }

  static Stream<Arguments> named() {
    IntFunction<String> positions = i -> "48.68%03d,2.15%03d".formatted(i, 999 - i);
    IntFunction<String> german = i -> "0151" + (10_000_000 + i * 524_287);
    return Stream.of(
        Arguments.of("magasin_coordonnees", positions, "NONE"),
        Arguments.of("coordonnees", positions, "COORDINATES"),
        Arguments.of("phone", german, "PHONE_NUMBER"),
        Arguments.of(
            "siren", (IntFunction<String>) i -> withLuhnDigit("" + (42_145_593 + i * 7)), "NONE"),
        Arguments.of(
            HIDDEN,
            (IntFunction<String>) i -> "東京都新宿区神南%d-%d-8".formatted(1 + i % 9, 1 + i % 20),
            "STREET_ADDRESS"),
        Arguments.of("gate", form("E%d"), "NONE"),
        Arguments.of("gate", form("Storgata %d"), "STREET_ADDRESS"),
        Arguments.of("perfume", of("Angel", "Chloe", "Paris", "Alien", "Olympia"), "NONE"),
        Arguments.of("dress_name", of("Chloe Boots", "Lucia Dress", "Sofia Bag"), "NONE"),
        Arguments.of("credit_rating", of("A+", "B+", "B-", "AB", "A-", "O"), "NONE"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("named")
  void classify_nameAndValues_tellTogether(String name, IntFunction<String> values, String type) {
    assertThat(classify(name, ROWS, values).type().name()).isEqualTo(type);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(HIDDEN, ROWS, of("M", "F"), "GENDER"),
        Arguments.of(HIDDEN, ROWS, of("Hombre", "Mujer", "Mujer"), "GENDER"),
        Arguments.of(HIDDEN, ROWS, of("m", "w", "d"), "GENDER"),
        Arguments.of(HIDDEN, 20, of("M", "F"), "NONE"),
        Arguments.of(HIDDEN, ROWS, of("M"), "NONE"),
        Arguments.of(HIDDEN, ROWS, of("L", "M", "W", "F"), "NONE"),
        Arguments.of(HIDDEN, ROWS, of("M", "L"), "NONE"),
        Arguments.of("categoria", ROWS, of("Hombre", "Mujer"), "NONE"));
  }

  @ParameterizedTest(name = "{0} {1}: {3}")
  @MethodSource("pairs")
  void classify_bothWordsAndNoOther_areGenders(
      String name, int rows, IntFunction<String> values, String type) {
    assertThat(classify(name, rows, values).type().name()).isEqualTo(type);
  }

  @Test
  void classify_japaneseTextAroundAPhone_holdsOne() {
    Classification text = classify(HIDDEN, ROWS, i -> "田中様へ090-0421-%04dに電話してください".formatted(i));
    assertThat(text.findings()).anyMatch(found -> found.type().name().equals("PHONE_NUMBER"));
    assertThat(text.type().isPersonal()).isTrue();
  }
}
