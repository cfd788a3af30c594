// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordReaderTest {
  @Test
  void next_sample_nestsNamesAndListsAttributes() {
    Reading reading =
        Reading.of(
            Reading.sample("import.csv"), Dataset.IMPORTS, FileFormat.CSV, ReadLimits.defaults());
    assertThat(reading.records())
        .containsExactly(
            "{\"ChannelType\":\"SMS\",\"Address\":\"12065550182\",\"Location\":{\"Country\":\"USA\"},"
                + "\"Demographic\":{\"Make\":\"LG\"},\"User\":{\"UserId\":\"crm-1\","
                + "\"UserAttributes\":{\"FullName\":[\"Silva, João\"]}},"
                + "\"Attributes\":{\"Note\":[\"call after 5, mobile 206-555-0199\"]}}",
            "{\"ChannelType\":\"EMAIL\",\"Address\":\"ines@example.com\",\"Location\":"
                + "{\"Country\":\"PRT\"},\"Demographic\":{\"Make\":\"Apple\"},\"User\":"
                + "{\"UserId\":\"crm-2\",\"UserAttributes\":{\"FullName\":[\"Inês Costa\"]}}}");
    assertThat(reading.quarantined()).isEmpty();
  }

  @Test
  void next_headersInAnyCaseAndOrder_areGatheredAndKnown() {
    Reading reading =
        Reading.csv(
            "\uFEFF user.userattributes.FullName ,channeltype,,USER.USERID,attributes.e.mail,"
                + "attributes.e.mail,metrics.Age,location.country,x..y,My.Own\r\n"
                + "a,SMS,?,u,1,2,7,PT,z,o\r\n");
    assertThat(reading.records())
        .containsExactly(
            "{\"User\":{\"UserAttributes\":{\"FullName\":[\"a\"]},\"UserId\":\"u\"},"
                + "\"ChannelType\":\"SMS\",\"column_3\":\"?\",\"Attributes\":{\"e.mail\":"
                + "[\"1\",\"2\"]},\"Metrics\":{\"Age\":\"7\"},\"Location\":{\"Country\":\"PT\"},"
                + "\"x..y\":\"z\",\"My\":{\"Own\":\"o\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void next_delimiterOfTheHeader_isTheRowsToo(String delimiter) {
    Reading reading =
        Reading.csv(
            "a,b\n1,\"x,;\t|y\"\n"
                .replace("a,b", "a" + delimiter + "b")
                .replace("1,", "1" + delimiter));
    assertThat(reading.records()).containsExactly("{\"a\":\"1\",\"b\":\"x,;\t|y\"}");
  }

  @Test
  void next_headerOfOneColumn_keepsSemicolonsInItsRows() {
    assertThat(Reading.csv("note\na;b\n").records()).containsExactly("{\"note\":\"a;b\"}");
  }

  @Test
  void next_namesOfAnotherTable_areAsTheyStand() {
    Reading reading =
        Reading.of(
            "channeltype,attributes.Plan\nx,y\n".getBytes(StandardCharsets.UTF_8),
            Dataset.IMPORTS,
            FileFormat.PLAIN_CSV,
            ReadLimits.defaults());
    assertThat(reading.records())
        .containsExactly("{\"channeltype\":\"x\",\"attributes\":{\"Plan\":\"y\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\r\n", "a,b", "a,b\n", "\uFEFFa,b\n\n  \n"})
  void next_noRow_isNoFault(String text) {
    assertThat(Reading.csv(text).entries()).isEmpty();
  }

  @Test
  void next_badRows_areQuarantinedAndTheOthersStay() {
    Reading reading =
        Reading.csv(
            "a,b\n1,2\n3\n4,5,6\n\n7,\"8\"x\n9,\"10\n11,12\n13,\"14\"\"\r\n15\"\r\n16,\"17\n18,19\n");
    assertThat(reading.records())
        .containsExactly(
            "{\"a\":\"1\",\"b\":\"2\"}",
            "{\"a\":\"11\",\"b\":\"12\"}",
            "{\"a\":\"13\",\"b\":\"14\"\r\n15\"}",
            "{\"a\":\"18\",\"b\":\"19\"}");
    assertThat(reading.codes())
        .containsExactly(
            "CELL_COUNT", "CELL_COUNT", "UNCLOSED_QUOTE", "UNCLOSED_QUOTE", "UNCLOSED_QUOTE");
    assertThat(reading.raws()).containsExactly("3", "4,5,6", "7,\"8\"x", "9,\"10", "16,\"17");
    assertThat(reading.quarantined().get(0).position()).isEqualTo(8);
    assertThat(reading.quarantined().get(0).text())
        .isEqualTo("CELL_COUNT: the row has 1 cells, the header 2");
  }

  @ParameterizedTest
  @CsvSource({
    "'a,a',2",
    "'a,A',0",
    "'address,Address',2",
    "'User,User.UserId',2",
    "'User.UserId,User',2"
  })
  void next_repeatedHeader_quarantinesEveryRowNamingItsColumn(String header, int column) {
    Reading reading = Reading.csv(header + "\n1,2\n3,4\n");
    if (column == 0) {
      assertThat(reading.records()).hasSize(2);
    } else {
      assertThat(reading.quarantined())
          .hasSize(2)
          .allMatch(e -> e.text().startsWith("DUPLICATE_KEY: column " + column + " "));
    }
  }

  @Test
  void next_headerThatIsPersonal_isOneName() {
    Reading reading =
        Reading.csv("Address,zelda.hdr@example.org,203.0.113.7,My.Own\na@example.com,1,2,3\n");
    assertThat(reading.records())
        .containsExactly(
            "{\"Address\":\"a@example.com\",\"zelda.hdr@example.org\":\"1\","
                + "\"203.0.113.7\":\"2\",\"My\":{\"Own\":\"3\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zelda.nohdr1@example.org,EMAIL,DE",
        "zelda.nohdr1@example.org",
        "SMS;+49 170 1234567;x",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301,x",
        "4915112345678,x",
      })
  void next_fileWithoutHeader_quarantinesEveryRowAndTheFirst(String row) {
    Reading reading = Reading.csv("\uFEFF" + row + "\n" + row + "\n");
    assertThat(reading.records()).isEmpty();
    assertThat(reading.codes()).containsExactly("NO_HEADER", "NO_HEADER");
    assertThat(reading.raws()).containsExactly(row, row);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,2024",
        "a,b",
        "Address,EMAIL",
        "e-mail,phone",
        "user.userattributes.4915112345678,x"
      })
  void next_oddHeader_isAHeader(String header) {
    assertThat(Reading.csv(header + "\n1,2\n").records()).hasSize(1);
  }

  @Test
  void next_invalidUtf8AndLargeValues_areQuarantined() {
    byte[] bytes =
        "a,b\nx,\u00ff\nlong,0123456789\nok,123456789\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading reading = Reading.of(bytes, Dataset.IMPORTS, FileFormat.CSV, new ReadLimits(9, 64, 4));
    assertThat(reading.records()).containsExactly("{\"a\":\"ok\",\"b\":\"123456789\"}");
    assertThat(reading.codes()).containsExactly("INVALID_UTF8", "VALUE_TOO_LARGE");
  }

  @Test
  void next_rowAboveTheLimit_keepsItsBeginningAndReadsOn() {
    String text = "a,b\n" + "x".repeat(100) + ",2\n3,4\n5,\"" + "y".repeat(100) + "\n6,7\n";
    Reading reading =
        Reading.of(
            text.getBytes(StandardCharsets.UTF_8),
            Dataset.IMPORTS,
            FileFormat.CSV,
            new ReadLimits(90, 64, 4));
    assertThat(reading.records())
        .containsExactly("{\"a\":\"3\",\"b\":\"4\"}", "{\"a\":\"6\",\"b\":\"7\"}");
    assertThat(reading.codes()).containsExactly("RECORD_TOO_LARGE", "RECORD_TOO_LARGE");
    assertThat(reading.raws().get(0)).isEqualTo("x".repeat(64));
  }

  @Test
  void next_jsonInCells_isOpenedOrNoted() {
    Reading reading = Reading.csv("Attributes.j,k\n\"{\"\"a\"\":1}\",\"{\"\"b\"\":\"\n");
    assertThat(reading.records())
        .containsExactly("{\"Attributes\":{\"j\":[~{\"a\":1}]},\"k\":\"{\"b\":\"}");
    assertThat(reading.notes()).hasSize(1);
    assertThat(reading.notes().get(0).text()).startsWith("INNER_JSON: imports.k does not parse");
  }

  @Test
  void next_cutGzipAtEveryLength_keepsRowsAndSaysSoOnce() {
    byte[] plain = "a,b\n1,x\n2,\"y\nz\"\n3,w\n".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Reading.gzip(plain);
    List<String> all = Reading.csv(new String(plain, StandardCharsets.UTF_8)).records();
    assertThat(all).hasSize(3);
    for (int length = 4; length < bytes.length; length++) {
      Reading reading =
          Reading.of(
              Arrays.copyOf(bytes, length), Dataset.IMPORTS, FileFormat.CSV, ReadLimits.defaults());
      assertThat(reading.records()).isEqualTo(all.subList(0, reading.records().size()));
      assertThat(reading.codes()).as("cut at %d", length).containsExactly("DAMAGED_COMPRESSION");
    }
  }

  @Test
  void next_randomCells_readBackAsWritten() {
    Random random = new Random(13);
    String[] pieces = {"a", "é", "\"", ",", "\n", "\r\n", " ", "😀", "0"};
    for (int round = 0; round < 200; round++) {
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder("k,a,b\n");
      for (int row = 0; row < 20; row++) {
        List<String> cells = new ArrayList<>(List.of("r" + row));
        for (int cell = 0; cell < 2; cell++) {
          StringBuilder content = new StringBuilder();
          for (int i = random.nextInt(5); i > 0; i--) {
            content.append(pieces[random.nextInt(pieces.length)]);
          }
          cells.add(content.toString());
        }
        text.append(
                cells.stream()
                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",")))
            .append(random.nextBoolean() ? "\n" : "\r\n");
        StringBuilder record = new StringBuilder("{\"k\":\"").append(cells.get(0)).append('"');
        record.append(cells.get(1).isEmpty() ? "" : ",\"a\":\"" + cells.get(1) + '"');
        record.append(cells.get(2).isEmpty() ? "" : ",\"b\":\"" + cells.get(2) + '"');
        expected.add(record.append('}').toString());
      }
      Reading reading = Reading.csv(text.toString());
      assertThat(reading.records()).isEqualTo(expected);
      assertThat(reading.quarantined()).isEmpty();
    }
  }

  @Test
  void next_flippedBytes_neverThrows() {
    byte[] sample = Reading.sample("import.csv");
    Random random = new Random(17);
    for (int round = 0; round < 1000; round++) {
      byte[] bytes = sample.clone();
      for (int i = random.nextInt(8); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "\",\n\r".charAt(random.nextInt(4));
      }
      Reading reading = Reading.of(bytes, Dataset.IMPORTS, FileFormat.CSV, ReadLimits.defaults());
      long before = -1;
      for (Reading.Entry entry : reading.entries()) {
        assertThat(entry.position()).isGreaterThan(before);
        before = entry.outcome() == RecordReader.Outcome.NOTE ? before : entry.position();
      }
    }
  }
}
