// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundRecordParserTest {
  private static final ReadLimits SMALL = new ReadLimits(20, 2000, 4);

  private final JsonTape tape = new JsonTape();
  private final SoundRecordParser lines = new SoundRecordParser(SMALL, true, tape);

  private int length(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return lines.length(bytes, 0, bytes.length);
  }

  /** What the parser of all records makes of a text, or null where it rejects it. */
  private static String strictly(byte[] bytes, int length, ReadLimits limits) {
    JsonTape strict = new JsonTape();
    JsonTapeParser parser = new JsonTapeParser(Dataset.EVENTS, limits, false);
    try {
      parser.parse(bytes, 0, length, true, true, strict);
    } catch (RejectedRecordException e) {
      return null;
    }
    return parser.notes().isEmpty() ? Reading.json(strict) : null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"a\" : [ ] , \"b\" : { } }",
        "{\"\":\"\"}",
        "{\"a\":-0,\"b\":1.50,\"c\":1E+400,\"d\":[-1e-2,0.1]}",
        "{\"a\":true,\"b\":false,\"c\":null}",
        "{\"a\":\"01234567890123456789\"}",
        "{\"a\":\"éééééééééé\",\"国\":\"\uD83D\uDE00\"}",
        "{\"a\":\"\\ud83d\\ude00 \\u00e9\\u20AC\\u0000\"}",
        "{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
        "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}",
        "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}",
        "{\"a\":\"{\\\"b\\\":[1, \\\"x\\\"]}\"}",
        "{\"a\":\" [ {\\\"b\\\":\\\"[1]\\\"} ]\\n\"}",
        "{\"a\":\"[draft] x\",\"b\":\"[1] and\"}",
        "{\"a\":\"{x}\",\"b\":\"{\"}",
      })
  void length_recordInOrder_takesItInAsTheStrictParserDoes(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    assertThat(length(record + "{\"b\":1}")).isEqualTo(bytes.length);
    assertThat(Reading.json(tape)).isEqualTo(strictly(bytes, bytes.length, SMALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":tru }",
        "{\"a\":truefalse}",
        "{\"a\" 1}",
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}",
        "{\"a\":[1}}",
        "{a:1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":\n1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ud800\\u0041\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"012345678901234567890\"}",
        "{\"a\":\"ééééééééééé\"}",
        "{\"a\":123456789012345678901}",
        "{\"a12345678901234567890\":1}",
        "{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}",
        "{\"a\":{\"b\":{\"c\":\"[[1]]\"}}}",
        "{\"a\":\"{\\\"b\\\":1\"}",
        "{\"a\":\"[1,]\"}",
      })
  void length_anythingElse_isLeftToOthers(String record) {
    assertThat(length(record)).isEqualTo(ObjectWalk.UNSURE);
  }

  @Test
  void length_invalidUtf8_isLeftToOthers() {
    byte[] bytes = "{\"a\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xc3;
    assertThat(lines.length(bytes, 0, bytes.length)).isEqualTo(ObjectWalk.UNSURE);
  }

  @Test
  void length_recordThatIsCut_asksForMore() {
    String record = "{\"a\":[\"b\\u00e9c\",-1.5e3,true,null,{\"d\":\"0123456789\"}]}";
    for (int end = 1; end < record.length(); end++) {
      assertThat(length(record.substring(0, end))).as("%d bytes", end).isZero();
    }
    assertThat(length(record)).isEqualTo(record.length());
  }

  @Test
  void length_newlines_belongToRecordsThatArePrinted() {
    byte[] bytes = "{\n \"a\": [\n1,\n2 ]\r\n}\n".getBytes(StandardCharsets.UTF_8);
    JsonTape printed = new JsonTape();
    SoundRecordParser documents = new SoundRecordParser(SMALL, false, printed);
    assertThat(documents.length(bytes, 0, bytes.length)).isEqualTo(bytes.length - 1);
    assertThat(Reading.json(printed)).isEqualTo("{\"a\":[1,2]}");
    assertThat(lines.length(bytes, 0, bytes.length)).isEqualTo(ObjectWalk.UNSURE);
  }

  @Test
  void length_recordsWithManyNames_tellsEachByItself() {
    for (int i = 0; i < 20_000; i++) {
      String record = "{\"k" + i + "\":1,\"k" + i % 7 + "x\":{\"k" + i + "\":2}}";
      assertThat(length(record)).isEqualTo(record.length());
      assertThat(Reading.json(tape)).isEqualTo(record);
    }
  }

  /** Both kinds of files, limits that no sample reaches, and such as many do. */
  private static Stream<Arguments> kindsAndLimits() {
    ReadLimits tight = new ReadLimits(60, 3_000, 7);
    return Stream.of(true, false)
        .flatMap(
            isOfLines ->
                Stream.of(ReadLimits.defaults(), tight)
                    .map(limits -> Arguments.of(isOfLines, limits)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndLimits")
  void length_changedBytes_takesNothingInThatTheStrictParserDoesNot(
      boolean isOfLines, ReadLimits limits) {
    Random random = new Random(7);
    SoundRecordParser sound = new SoundRecordParser(limits, isOfLines, tape);
    byte[] likely = "\"\\{}[]:,0-.eE+ntf u\n\u00e9".getBytes(StandardCharsets.UTF_8);
    List<String> samples =
        List.of("events.ndjson", "endpoints.ndjson").stream()
            .flatMap(name -> new String(Reading.sample(name), StandardCharsets.UTF_8).lines())
            .limit(60)
            .toList();
    int taken = 0;
    int rejected = 0;
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = samples.get(random.nextInt(samples.size())).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(4); i > 0; i--) {
        int at = 1 + random.nextInt(bytes.length - 1);
        bytes[at] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt()
                : likely[random.nextInt(likely.length)];
      }
      int length = sound.length(bytes, 0, bytes.length);
      if (length > 0) {
        taken++;
        assertThat(Reading.json(tape))
            .as(() -> new String(bytes, StandardCharsets.UTF_8))
            .isEqualTo(strictly(Arrays.copyOf(bytes, length), length, limits));
      } else {
        rejected++;
      }
    }
    assertThat(taken).isGreaterThan(limits.equals(ReadLimits.defaults()) ? 4_000 : 2_500);
    assertThat(rejected).isGreaterThan(4_000);
  }

  @Test
  void length_namesInAnyOrder_someTwice_takesInWhatTheStrictParserDoes() {
    Random random = new Random(11);
    ReadLimits limits = ReadLimits.defaults();
    SoundRecordParser sound = new SoundRecordParser(limits, true, tape);
    int twice = 0;
    // So many orders that most are known, and so many that they are more than are kept.
    for (int names : new int[] {4, 7, 12}) {
      for (int round = 0; round < 4_000; round++) {
        String record = object(random, names, 2);
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        String strictly = strictly(bytes, bytes.length, limits);
        int length = sound.length(bytes, 0, bytes.length);
        assertThat(length).as(record).isEqualTo(strictly == null ? -1 : bytes.length);
        if (strictly == null) {
          twice++;
        } else {
          assertThat(Reading.json(tape)).isEqualTo(strictly);
        }
      }
    }
    assertThat(twice).isBetween(1_000, 8_000);
  }

  /** An object of some of so many names, one of them twice now and then, and objects inside. */
  private static String object(Random random, int names, int depth) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, names).boxed().toList());
    if (random.nextInt(3) > 0) {
      Collections.shuffle(order, random);
    }
    order.removeIf(name -> random.nextInt(4) == 0);
    if (!order.isEmpty() && random.nextInt(40) == 0) {
      order.add(order.get(random.nextInt(order.size())));
    }
    return order.stream()
        .map(name -> "\"n" + name + "\":" + value(random, names, depth))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Random random, int names, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> "1";
      case 1 -> "null";
      case 2 -> "\"x\"";
      case 3 -> object(random, names, depth - 1);
      default ->
          "[" + object(random, names, depth - 1) + "," + object(random, names, depth - 1) + "]";
    };
  }

  @Test
  void length_fieldInItsPlace_isTheKnownOne_elsewhereAnother() {
    length("{\"a\":{\"b\":1},\"b\":2}");
    KnownField inner = tape.field(2);
    KnownField outer = tape.field(3);
    assertThat(inner).isNotSameAs(outer);
    length("{\"a\":{\"c\":1,\"b\":1},\"b\":2}");
    assertThat(tape.field(3)).as("behind another field").isNotSameAs(inner);
    assertThat(tape.field(4)).isSameAs(outer);
    length("{\"a\":[{\"b\":1},{\"b\":\"{}\"}],\"b\":2}");
    assertThat(tape.field(0)).isNull();
    assertThat(tape.field(2)).as("an array's element").isNull();
    assertThat(tape.field(3)).isSameAs(inner);
    assertThat(tape.field(5)).isSameAs(inner);
    assertThat(tape.field(6)).isSameAs(outer);
  }
}
