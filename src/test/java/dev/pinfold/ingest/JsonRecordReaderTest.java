// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

class JsonRecordReaderTest {
  private static final ReadLimits SMALL = new ReadLimits(20, 200, 4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}{\"a\":2}\n{\"a\":3}",
        "\uFEFF{\"a\":1}\r\n\r\n \t\n{\"a\":2} {\"a\":3}\n",
        "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n\n",
      })
  void next_anySeparation_findsEachRecord(String text) {
    Reading reading = Reading.lines(text);
    assertThat(reading.records()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    assertThat(reading.quarantined()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", " \r\n\t", "\uFEFF", "\uFEFF\n"})
  void next_nothingThere_isNoFault(String text) {
    assertThat(Reading.lines(text).entries()).isEmpty();
  }

  @Test
  void next_samples_readWholly() {
    assertThat(Reading.lines(Reading.sample("events.ndjson")).quarantined()).isEmpty();
    Reading concatenated = Reading.lines(Reading.sample("events-concatenated.json"));
    assertThat(concatenated.quarantined()).isEmpty();
    assertThat(concatenated.records())
        .isEqualTo(Reading.lines(Reading.sample("events.ndjson")).records())
        .anyMatch(record -> record.contains("\"endpoint\":~{\"ChannelType\":\"EMAIL\""));
    Reading endpoints = Reading.lines(Reading.sample("endpoints.ndjson"));
    String text = new String(Reading.sample("endpoints.ndjson"), StandardCharsets.UTF_8);
    assertThat(endpoints.records()).hasSize((int) text.lines().count());
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("{\"a\":1", "TRUNCATED_JSON"),
        Arguments.of("{\"a\":\"x", "TRUNCATED_JSON"),
        Arguments.of("{\"a\":\"x\\", "TRUNCATED_JSON"),
        Arguments.of("{\"a\":[1,2}", "TRUNCATED_JSON"),
        Arguments.of("{\"a\":[1,2}]", "INVALID_JSON"),
        Arguments.of("{\"a\":tru}", "INVALID_JSON"),
        Arguments.of("{\"a\":NaN}", "INVALID_JSON"),
        Arguments.of("{\"a\":Infinity}", "INVALID_JSON"),
        Arguments.of("{\"a\":01}", "INVALID_JSON"),
        Arguments.of("{\"a\":1,}", "INVALID_JSON"),
        Arguments.of("{a:1}", "INVALID_JSON"),
        Arguments.of("{\"a\":\"\u0001\"}", "INVALID_JSON"),
        Arguments.of("{\u0000\"a\":1}", "INVALID_JSON"),
        Arguments.of("hello", "INVALID_JSON"),
        Arguments.of("}", "INVALID_JSON"),
        Arguments.of("12", "NOT_AN_OBJECT"),
        Arguments.of("-1.5e3", "NOT_AN_OBJECT"),
        Arguments.of("null", "NOT_AN_OBJECT"),
        Arguments.of("\"text\"", "NOT_AN_OBJECT"),
        Arguments.of("[1,{\"a\":2}]", "NOT_AN_OBJECT"),
        Arguments.of("{\"a\":\"\\ud800\"}", "INVALID_UTF8"),
        Arguments.of("{\"a\":\"\\udc00\\ud800\"}", "INVALID_UTF8"),
        Arguments.of("{\"\\ud800\":1}", "INVALID_JSON"),
        Arguments.of("{\"a\":\"012345678901234567890\"}", "VALUE_TOO_LARGE"),
        Arguments.of("{\"a\":\"ééééééééééé\"}", "VALUE_TOO_LARGE"),
        Arguments.of("{\"a\":123456789012345678901}", "VALUE_TOO_LARGE"),
        Arguments.of("{\"a12345678901234567890\":1}", "VALUE_TOO_LARGE"),
        Arguments.of("{\"a\":{\"b\":{\"c\":{\"d\":1,\"e\":[]}}}}", "TOO_DEEP"),
        Arguments.of("{\"a\":{\"b\":{\"c\":\"[[1]]\"}}}", "TOO_DEEP"),
        Arguments.of("{\"a\":1,\"b\":2,\"a\":3}", "DUPLICATE_KEY"),
        Arguments.of("{\"x\":[{\"a\":1,\"\\u0061\":3}]}", "DUPLICATE_KEY"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void next_badRecord_isQuarantinedWithItsBytesAndTheOthersStay(String bad, String code) {
    Reading reading = Reading.lines("{\"ok\":1}\n" + bad + "\r\n{\"ok\":2}\n", SMALL);
    assertThat(reading.records()).containsExactly("{\"ok\":1}", "{\"ok\":2}");
    assertThat(reading.codes()).containsExactly(code);
    assertThat(reading.raws()).containsExactly(bad);
    assertThat(reading.quarantined().get(0).position()).isEqualTo(9);
    assertThat(reading.quarantined().get(0).text()).doesNotContain("0123").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"01234567890123456789\"}",
        "{\"a\":\"éééééééééé\"}",
        "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}",
        "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
        "{\"a\":[{\"b\":1},{\"b\":2}]}",
        "{\"a\":\"😀\"}",
        "{\"a\":-0,\"b\":1.50,\"c\":1E+400}",
        "{\"a\":\"NaN\",\"b\":null,\"c\":true}",
        "{\"\":\"\"}",
      })
  void next_nearMiss_isRead(String good) {
    assertThat(Reading.lines(good, SMALL).records()).containsExactly(good);
  }

  @Test
  void next_surrogatePairAsEscapes_isOneCharacter() {
    assertThat(Reading.lines("{\"\\ud83d\\ude00\":\"\\ud83d\\ude00\"}").records())
        .containsExactly("{\"😀\":\"😀\"}");
  }

  static Stream<Arguments> invalidUtf8() {
    return Stream.of(
            new int[] {0xff},
            new int[] {0xc0, 0x80},
            new int[] {0xe0, 0x80, 0x80},
            new int[] {0xed, 0xa0, 0x80},
            new int[] {0xf4, 0x90, 0x80, 0x80},
            new int[] {0xe2, 0x82},
            new int[] {0x80})
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("invalidUtf8")
  void next_invalidUtf8_isQuarantinedByteForByte(int[] bytes) {
    byte[] middle = new byte[bytes.length];
    IntStream.range(0, bytes.length).forEach(i -> middle[i] = (byte) bytes[i]);
    byte[] record =
        Reading.join(
            Reading.join("{\"a\":\"".getBytes(StandardCharsets.UTF_8), middle),
            "\"}".getBytes(StandardCharsets.UTF_8));
    Reading reading = Reading.lines(record);
    assertThat(reading.codes()).containsExactly("INVALID_UTF8");
    assertThat(reading.quarantined().get(0).raw()).isEqualTo(record);
  }

  static Stream<Arguments> concatenated() {
    return Stream.of(
        // cut inside a string, a name, a number, after a colon, and in a nested object
        Arguments.of("{\"t\":1,\"b\":\"x", 2),
        Arguments.of("{\"t\":1,\"b", 2),
        Arguments.of("{\"t\":1,\"b\":12", 2),
        Arguments.of("{\"t\":1,\"b\":", 2),
        Arguments.of("{\"t\":1,", 2),
        Arguments.of("{\"t\":1,\"b\":{\"c\":[1,2", 2),
        Arguments.of("{\"t\":1,\"b\":\"{\\\"t\\\":", 2),
        Arguments.of("{", 2),
        Arguments.of("{\"t\":tru}", 2),
        Arguments.of("{ \"t\":1,\"b\":\"x", 2),
        Arguments.of("garbage", 2),
        Arguments.of("]", 2));
  }

  @ParameterizedTest
  @MethodSource("concatenated")
  void next_badRecordInALine_losesNoneBehindIt(String bad, int goodBehind) {
    String behind = "{\"t\":7,\"b\":\"y\"}{\"t\":8}";
    Reading reading = Reading.lines("{\"t\":0}" + bad + behind + "\n{\"t\":9}");
    assertThat(reading.records())
        .containsExactly("{\"t\":0}", "{\"t\":7,\"b\":\"y\"}", "{\"t\":8}", "{\"t\":9}");
    assertThat(reading.raws()).containsExactly(bad);
    assertThat(goodBehind).isEqualTo(2);
  }

  @Test
  void next_badRecordWithNestedOnesLikeIt_makesNoRecordOfThem() {
    String bad = "{\"Id\":tru,\"x\":{\"Id\":2},\"y\":[{\"Id\":3},{\"Id\":4}]}";
    Reading reading = Reading.lines("{\"Id\":1}" + bad + "{\"Id\":5}");
    assertThat(reading.records()).containsExactly("{\"Id\":1}", "{\"Id\":5}");
    assertThat(reading.raws()).containsExactly(bad);
  }

  @Test
  void next_truncatedRecordsInOneHugeLine_stayLocal() {
    StringBuilder text = new StringBuilder();
    int good = 0;
    for (int i = 0; i < 3000; i++) {
      boolean cut = i % 100 == 50;
      text.append("{\"event_type\":\"e").append(i).append("\",\"p\":\"").append("x".repeat(300));
      text.append(cut ? "" : "\"}");
      good += cut ? 0 : 1;
    }
    Reading reading = Reading.lines(text.toString());
    assertThat(reading.records()).hasSize(good);
    assertThat(reading.codes()).hasSize(30).containsOnly("TRUNCATED_JSON");
  }

  @Test
  void next_recordAboveTheLimit_keepsItsBeginningAndReadsOn() {
    String large = "{\"a\":[" + "1,".repeat(500) + "1]}";
    String exact = "{\"a\":\"" + "\\t".repeat(8) + "\"" + " ".repeat(176) + "}";
    assertThat(exact).hasSize(200);
    Reading reading =
        Reading.lines("{\"b\":1}" + large + "{\"b\":2}" + exact + "\n" + large, SMALL);
    assertThat(reading.records()).hasSize(3).startsWith("{\"b\":1}", "{\"b\":2}");
    assertThat(reading.codes()).containsExactly("RECORD_TOO_LARGE", "RECORD_TOO_LARGE");
    assertThat(reading.raws()).containsOnly(large.substring(0, 200));
  }

  @Test
  void next_jsonInStrings_isOpenedAtAnyLevel() {
    Reading reading =
        Reading.lines(
            "{\"a\":\" {\\\"b\\\":\\\"[1,\\\\\\\"x\\\\\\\"]\\\"} \",\"c\":\"{}\",\"d\":\"[]\"}");
    assertThat(reading.records())
        .containsExactly("{\"a\":~{\"b\":~[1,\"x\"]},\"c\":~{},\"d\":~[]}");
    assertThat(reading.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[urgent] call", "{name}, hello", "[1, 2", "{{x}}", "{", "[tomorrow]", "{} x"})
  void next_stringsThatOnlyLookLikeJson_stayStringsWithoutNote(String text) {
    Reading reading = Reading.lines("{\"a\":\"" + text + "\"}");
    assertThat(reading.records()).containsExactly("{\"a\":\"" + text + "\"}");
    assertThat(reading.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\\\"k\\\":1",
        "{\\\"k\\\":x}",
        "{\\\"k\\\":1}{\\\"k\\\":1}",
        "{\\\"k\\\":1,\\\"k\\\":2}",
        "{\\\"k\\\":\\\"\\\\ud800\\\"}",
      })
  void next_innerJsonThatDoesNotParse_keepsTheRecordAndNotesIt(String inner) {
    Reading reading = Reading.lines("\n{\"o\":{\"ana@example.com\":[\"" + inner + "\"]}}");
    String plain = inner.replace("\\\"", "\"").replace("\\\\", "\\");
    assertThat(reading.records())
        .containsExactly("{\"o\":{\"ana@example.com\":[\"" + plain + "\"]}}");
    assertThat(reading.quarantined()).isEmpty();
    assertThat(reading.notes()).hasSize(1);
    assertThat(reading.entries().get(0).text())
        .isEqualTo(
            "INNER_JSON: events.o.* does not parse; the record is kept and the string protected");
    assertThat(reading.entries().get(0).rawText()).isEqualTo(plain);
    assertThat(reading.entries().get(0).position()).isEqualTo(1);
  }

  @Test
  void next_manyKeysInAnObject_findsTheOneRepeated() {
    String keys =
        IntStream.range(0, 1000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
    assertThat(Reading.lines("{" + keys + "}\n{" + keys + "}").records()).hasSize(2);
    assertThat(Reading.lines("{" + keys + ",\"k517\":2}").codes()).containsExactly("DUPLICATE_KEY");
  }

  @Test
  void next_anyCutIntoRanges_givesEachRecordOnce() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = randomLines(random).getBytes(StandardCharsets.UTF_8);
      InputFile file =
          new InputFile("m:/f", "f", Dataset.EVENTS, FileFormat.JSON, bytes.length, 0, true);
      List<String> whole = told(Reading.lines(bytes));
      List<String> parts = new ArrayList<>();
      int start = 0;
      while (start < bytes.length) {
        int length = Math.min(bytes.length - start, 1 + random.nextInt(40));
        InputSplit split = new InputSplit(file, start, length);
        int from = (int) split.streamStart();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
        parts.addAll(told(Reading.of(split, in, ReadLimits.defaults())));
        start += length;
      }
      assertThat(parts).as("round %d", round).isEqualTo(whole);
    }
  }

  @Test
  void next_bytesThatComeFewAtATime_givesTheSame() {
    byte[] bytes =
        Reading.join(
            Reading.sample("events.ndjson"),
            "{\"a\":\n {\"b\":\"cut\n {\"c\":1} {\"d\":tru}\n".getBytes(StandardCharsets.UTF_8));
    InputFile file =
        new InputFile("m:/f", "f", Dataset.EVENTS, FileFormat.JSON, bytes.length, 0, true);
    InputStream few =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] to, int at, int length) {
            return super.read(to, at, Math.min(length, 1 + this.pos % 11));
          }
        };
    Reading reading = Reading.of(new InputSplit(file, 0, bytes.length), few, ReadLimits.defaults());
    assertThat(told(reading)).isEqualTo(told(Reading.lines(bytes)));
    assertThat(reading.codes()).isNotEmpty();
  }

  private static List<String> told(Reading reading) {
    return reading.entries().stream().map(e -> e.position() + " " + e.text()).toList();
  }

  private static String randomLines(Random random) {
    String[] parts = {
      "{\"t\":1}", "{\"t\":\"é\"}", "\n", "\n", "\r\n", "\n\n", "{\"t\":[{}]}", "{\"t\":", "x", " "
    };
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF{\"t\":0}" : "");
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void next_flippedBytes_neverThrowsAndLosesNoByte() {
    byte[] sample =
        Reading.join(
            Reading.sample("events-concatenated.json"), Reading.sample("endpoints.ndjson"));
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      byte[] bytes = Arrays.copyOf(sample, sample.length);
      for (int i = random.nextInt(20); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextInt(4) == 0
                ? "{}\"[]\n\\,:".getBytes(StandardCharsets.UTF_8)[random.nextInt(9)]
                : (byte) random.nextInt(256);
      }
      assertCovered(bytes, Reading.lines(bytes));
    }
  }

  /** What lies between two entries is the first one's, whole: only white space is nobody's. */
  private static void assertCovered(byte[] bytes, Reading reading) {
    List<Reading.Entry> entries =
        reading.entries().stream().filter(e -> e.outcome() != RecordReader.Outcome.NOTE).toList();
    long before = 0;
    for (int i = 0; i < entries.size(); i++) {
      Reading.Entry entry = entries.get(i);
      assertThat(entry.position()).isGreaterThanOrEqualTo(before);
      assertThat(blank(bytes, (int) before, (int) entry.position())).isTrue();
      long next = i + 1 < entries.size() ? entries.get(i + 1).position() : bytes.length;
      before = next;
      if (entry.outcome() == RecordReader.Outcome.QUARANTINED) {
        int end = (int) entry.position() + entry.raw().length;
        assertThat(entry.raw()).isEqualTo(Arrays.copyOfRange(bytes, (int) entry.position(), end));
        assertThat(blank(bytes, end, (int) next)).isTrue();
      } else {
        String text =
            new String(
                bytes,
                (int) entry.position(),
                (int) (next - entry.position()),
                StandardCharsets.UTF_8);
        assertThat(text).startsWith("{");
        assertThat(text.stripTrailing()).endsWith("}");
      }
    }
    assertThat(entries.isEmpty() && !blank(bytes, 0, bytes.length)).isFalse();
  }

  private static boolean blank(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip().isEmpty();
  }

  @Test
  void next_damagedRecord_doesNotMakeRecordsOfItsInnerObjects() {
    String good = "{\"Id\":\"a\",\"Attributes\":{\"age\":[\"3\"]},\"User\":{\"age\":\"4\"}}\n";
    // The first key of the damaged one is that of an object inside it.
    String damaged = "{\"age\":\"3\"},\"x\":{\"age\":\"4\",{\"age\":\"5\"}}}\n";
    Reading reading = Reading.lines(good + damaged + good);
    assertThat(reading.records().stream().filter(record -> record.contains("\"Id\""))).hasSize(2);
    Reading cut =
        Reading.lines(good + "{\"age\":\"3\",\"y\":[{\"age\":\"4\"},{\"age\":\"5\"}\n" + good);
    assertThat(cut.records()).hasSize(2);
  }

  private static final String PRETTY =
      """
      {
        "event_type": "a",
        "application": {
          "sdk": {}
        },
        "list": [
          {
            "name": "To"
          },
          {}
        ]
      }
      """;

  private static final String COMPACT =
      "{\"event_type\":\"a\",\"application\":{\"sdk\":{}},\"list\":[{\"name\":\"To\"},{}]}";

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n "})
  void next_fileOfPrettyPrintedRecords_readsEachOne(String before) {
    String text = before + PRETTY + PRETTY.strip() + PRETTY + COMPACT + "\n" + PRETTY;
    Reading reading = Reading.lines(text);
    assertThat(reading.records()).containsExactly(COMPACT, COMPACT, COMPACT, COMPACT, COMPACT);
    assertThat(reading.quarantined()).isEmpty();
    assertThat(Reading.lines(text.replace("\n", "\r\n")).records()).hasSize(5);
  }

  @Test
  void next_cutRecordAmongPrettyPrintedOnes_losesNoneBehindItAndMakesNoneOfItsParts() {
    String cut = PRETTY.substring(0, PRETTY.indexOf("\"To\""));
    Reading reading = Reading.lines(PRETTY + cut + "\n" + PRETTY + PRETTY);
    assertThat(reading.records()).containsExactly(COMPACT, COMPACT, COMPACT);
    assertThat(reading.codes()).containsExactly("TRUNCATED_JSON");
    assertThat(Reading.lines(PRETTY + cut).records()).containsExactly(COMPACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"event_type\":\"b\"}\n", "{\"x\":\n", "garbage\n"})
  void next_prettyPrintedRecordAmongLines_givesNoRecordOfItsParts(String before) {
    String inline =
        PRETTY
            .replace("{\n      \"name\": \"To\"\n    }", "{\"name\": \"To\"}")
            .replaceFirst("\\{\n  \"event", "{ \"event");
    String behind = "{\"event_type\":\"c\"}";
    Reading reading = Reading.lines(before + inline + behind);
    assertThat(reading.records())
        .allMatch(record -> record.startsWith("{\"event_type\":"))
        .contains(behind)
        .hasSize(before.contains("event") ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\": {\"visits\":1079}, \"CohortId\":\"79\"}",
        "x\",\"Metrics\":{\"visits\":1},\"y\":[{\"z\":1},{\"Id\":\"2\"}]}",
        "{\"Id\":\"b\",\"Attributes\":oops,\"User\":{\"UserId\":\"u\"}}",
        "\": {\"City\": \"Berlin\"}, ",
      })
  void next_fragmentsOfARecord_areNoRecords(String damaged) {
    String good = "{\"Id\":\"a\",\"Metrics\":{\"visits\":1}}";
    Reading reading = Reading.lines(good + "\n" + damaged + "\n" + good);
    assertThat(reading.records()).containsExactly(good, good);
    assertThat(Reading.lines(damaged + "\n" + good).records()).containsExactly(good);
    assertThat(String.join("", reading.raws())).isEqualTo(damaged.strip());
  }

  @Test
  void next_indentedLines_areRecordsAllTheSame() {
    assertThat(Reading.lines("  {\"a\":1}\n\t{\"b\":2} {\"a\":3}\n {\"c\":4}").records())
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"a\":3}", "{\"c\":4}");
  }
}
