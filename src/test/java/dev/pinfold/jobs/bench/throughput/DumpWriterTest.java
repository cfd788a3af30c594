// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dumps of the benchmark, read line by line. */
class DumpWriterTest {
  @TempDir private Path directory;

  private static List<JsonNode> lines(Path below) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (Path file : files(below)) {
      InputStream raw = Files.newInputStream(file);
      InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(new ObjectMapper().readTree(line));
        }
      }
    }
    return lines;
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> walk = Files.walk(below)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(DumpShape.class)
  void write_eachShape_hasOneRecordALine_asItSays(DumpShape shape) throws IOException {
    BenchmarkDump dump = DumpWriter.write(directory, shape, true, 2, 40, 200);
    assertThat(lines(directory.resolve("endpoints"))).hasSize((int) dump.endpoints());
    assertThat(lines(directory.resolve("events"))).hasSize((int) dump.events());
    assertThat(dump.endpoints()).isEqualTo(2L * shape.endpoints(40));
    assertThat(dump.events()).isEqualTo(2L * shape.events(200));
    assertThat(dump.fileBytes()).isPositive().isLessThan(dump.textBytes());
  }

  /** The sample names an attribute by an address for each 211th endpoint. */
  @Test
  void write_attributesNamedByAddresses_areOfTheFirstEndpointsAlone() throws IOException {
    DumpWriter.write(directory, DumpShape.ENDPOINTS, false, 1, 2_200, 10);
    List<Integer> named = new ArrayList<>();
    int number = 0;
    for (Path file : files(directory.resolve("endpoints"))) {
      for (String line : Files.readAllLines(file)) {
        JsonNode attributes = new ObjectMapper().readTree(line).path("Attributes");
        for (Iterator<String> names = attributes.fieldNames(); names.hasNext(); ) {
          if (names.next().indexOf('@') >= 0) {
            named.add(number);
          }
        }
        number++;
      }
    }
    assertThat(number).isEqualTo(2_200);
    assertThat(named).contains(0, 211, 1899).doesNotContain(2110);
  }

  @Test
  void write_wide_hasSoManyAttributes() throws IOException {
    DumpWriter.write(directory, DumpShape.WIDE, false, 1, 40, 1200);
    Set<String> names = new HashSet<>();
    for (JsonNode event : lines(directory.resolve("events"))) {
      assertThat(event.get("attributes").size()).isLessThanOrEqualTo(WideAttributes.AN_EVENT);
      event.get("attributes").fieldNames().forEachRemaining(names::add);
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(WideAttributes.OF_EVENTS - 50);
    assertThat(lines(directory.resolve("endpoints")))
        .allSatisfy(one -> assertThat(one.get("Attributes")).hasSize(WideAttributes.OF_ENDPOINTS));
  }

  @Test
  void write_skewed_hasNineOfTenEventsOfOneUserInOneFile() throws IOException {
    DumpWriter.write(directory, DumpShape.SKEWED, false, 1, 400, 1000);
    Path file = directory.resolve("events/2026/10/01/00/stream-of-one.json");
    List<JsonNode> events = lines(file);
    assertThat(events).hasSize(900);
    assertThat(events.stream().map(one -> one.at("/client/client_id").asText()).distinct())
        .hasSize(1);
    long all = 0;
    for (Path one : files(directory.resolve("events"))) {
      all += Files.size(one);
    }
    assertThat(Files.size(file)).isGreaterThan(all * 8 / 10);
  }
}
