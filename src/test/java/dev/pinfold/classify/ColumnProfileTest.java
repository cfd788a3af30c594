// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.ColumnProfile.Shape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnProfileTest {
  private static final ColumnPath PATH = ColumnPath.of("table", "c");

  private static RecordProfiler profiler() {
    return new RecordProfiler(
        new SmallIdentifiers(),
        new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
  }

  private record Value(Kind kind, String text, long position) {}

  private static ColumnProfile profile(List<Value> values) {
    RecordProfiler profiler = profiler();
    for (Value value : values) {
      profiler.addRow("table");
      profiler.addValue(PATH, value.kind, value.text, "t/a.json", value.position);
    }
    return profiler.snapshot().getOrDefault(PATH, new ColumnProfile());
  }

  private static ColumnProfile ofTexts(String... texts) {
    return profile(Arrays.stream(texts).map(text -> new Value(Kind.STRING, text, 0)).toList());
  }

  private static String describe(ColumnProfile profile) {
    String shapes =
        Arrays.stream(Shape.values())
            .map(shape -> shape + "=" + profile.shape(shape))
            .collect(Collectors.joining(","));
    List<Long> lengths = IntStream.range(0, 24).mapToObj(profile::shorterThan).toList();
    return String.join(
        " ",
        "" + profile.rows(),
        "" + profile.nonNull(),
        "" + profile.nulls(),
        "" + profile.strings(),
        "" + profile.wholeNumbers(),
        "" + profile.numbers(),
        "" + profile.booleans(),
        "" + profile.objects(),
        "" + profile.valueArrayDepth(),
        "" + profile.fitsLong(),
        "" + profile.fitsDouble(),
        "" + profile.distinctEstimate(),
        shapes,
        lengths.toString(),
        profile.identifiers().toString());
  }

  private static Value randomValue(Random random, long position) {
    int n = random.nextInt(3000);
    return switch (random.nextInt(9)) {
      case 0 -> new Value(Kind.STRING, "user" + n + "@example.com", position);
      case 1 -> new Value(Kind.STRING, "+1212555" + (1000 + n), position);
      case 2 -> new Value(Kind.STRING, "please mail user" + n + "@example.org today", position);
      case 3 -> new Value(Kind.NUMBER, "" + n, position);
      case 4 -> new Value(Kind.NUMBER, n + ".25", position);
      case 5 -> new Value(Kind.BOOLEAN, "" + (n % 2 == 0), position);
      case 6 -> new Value(Kind.NULL, null, position);
      case 7 -> new Value(Kind.STRING, "", position);
      default -> new Value(Kind.STRING, "word" + n, position);
    };
  }

  @Test
  void merge_partsInAnyOrder_isTheWhole() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(seed % 2 == 0 ? 40 : 8000);
      List<Value> values = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        values.add(randomValue(random, i));
      }
      String whole = describe(profile(values));
      int parts = 1 + random.nextInt(6);
      List<List<Value>> dealt = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        dealt.add(new ArrayList<>());
      }
      values.forEach(value -> dealt.get(random.nextInt(parts)).add(value));
      for (int order = 0; order < 3; order++) {
        Collections.shuffle(dealt, random);
        ColumnProfile merged =
            dealt.stream()
                .map(ColumnProfileTest::profile)
                .reduce(new ColumnProfile(), ColumnProfile::merge);
        merged.setRows(size);
        assertThat(describe(merged)).as("seed %d", seed).isEqualTo(whole);
      }
    }
  }

  @Test
  void serialization_bringsAllBack_andHoldsNoValue() throws Exception {
    Random random = new Random(7);
    List<Value> values = LongStream.range(0, 5000).mapToObj(i -> randomValue(random, i)).toList();
    ColumnProfile profile = profile(values);
    byte[] bytes = serialize(profile);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("t/a.json@").doesNotContain("example", "user", "555", "word");
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(describe((ColumnProfile) in.readObject())).isEqualTo(describe(profile));
    }
    assertThat(bytes.length).as("it is shuffled").isLessThan(6000);
  }

  private static byte[] serialize(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  @Test
  void distinctEstimate_manyValues_isWithinTenPercent() {
    List<Value> values =
        LongStream.range(0, 50_000)
            .mapToObj(i -> new Value(Kind.STRING, "id-" + i % 20_000, i))
            .toList();
    assertThat((double) profile(values).distinctEstimate()).isCloseTo(20_000, within(2_000.0));
  }

  @ParameterizedTest
  @CsvSource({
    "DIGITS, 0123456789, 01234-6789",
    "HEX, 0f00ba4c99, 0f00ba4g99",
    "HEX, 0123456789abcdef, face",
    "LETTERS, Zoë, Zoe1",
    "HAS_SPACE, a b, 'a '",
    "PROSE, the blue door, blue door",
    "PROSE, 来週の会議は田中さんと大阪で行う予定です, 東京都千代田区丸の内",
    "PROSE, the blue door, 12 34 56",
    "NON_ASCII, é, e",
    "BLANK, '  ', ' x '",
    "BLANK, '', 0",
  })
  void shape_hitAndNearMiss_areToldApart(Shape shape, String hit, String miss) {
    assertThat(ofTexts(hit).shape(shape)).isEqualTo(1);
    assertThat(ofTexts(miss).shape(shape)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "7, true, true",
    "9223372036854775807, true, false",
    "9223372036854775808, false, false",
    "-9223372036854775808, true, false",
    "9007199254740992, true, true",
    "9007199254740993, true, false",
    "1.5, false, true",
    "0.1, false, true",
    "1e400, false, false",
    "12345678901234567890.5, false, false",
  })
  void fits_number_isToldForTheSchema(String number, boolean fitsLong, boolean fitsDouble) {
    ColumnProfile profile = profile(List.of(new Value(Kind.NUMBER, number, 0)));
    assertThat(profile.fitsLong()).isEqualTo(fitsLong);
    assertThat(profile.fitsDouble()).isEqualTo(fitsDouble);
  }

  @Test
  void identifiers_wholeSpanAndFailures_areCountedApart() {
    ColumnProfile profile =
        ofTexts("4111111111111111", "card 4111111111111111 ok", "4111111111111112", "x");
    assertThat(profile.identifiers()).containsOnlyKeys("card");
    IdentifierCount cards = profile.identifiers().get("card");
    assertThat(cards).isEqualTo(new IdentifierCount(2, 1, 2, 3, cards.variety(), 0, "t/a.json@0"));
    assertThat(cards.distinct()).isCloseTo(2, within(0.1));
  }

  @Test
  void shorterThan_lengths_countsBelowAPowerOfTwo() {
    ColumnProfile profile = ofTexts("", "a", "abc", "abcd", "x".repeat(15), "x".repeat(16));
    assertThat(profile.shorterThan(0)).isEqualTo(1);
    assertThat(profile.shorterThan(2)).isEqualTo(3);
    assertThat(profile.shorterThan(4)).isEqualTo(5);
    assertThat(profile.shorterThan(30)).isEqualTo(6);
  }
}
