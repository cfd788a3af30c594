// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDumpTest {
  @TempDir private Path directory;

  private Map<String, String> write(String name, long seed) throws IOException {
    Path dump = directory.resolve(name);
    SampleDump.write(dump, new SampleSettings(60, 200, seed));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(dump)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            dump.relativize(file).toString(),
            java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void write_sameSeed_givesTheSameBytes() throws IOException {
    assertThat(write("a", 5)).isEqualTo(write("b", 5)).hasSizeGreaterThan(20);
  }

  @Test
  void write_anotherSeed_givesOtherPeople() throws IOException {
    assertThat(write("a", 5).get("imports/people-1.csv"))
        .isNotEqualTo(write("b", 6).get("imports/people-1.csv"));
  }

  @Test
  void write_truth_isInTheDumpAsItWasReturned() throws IOException {
    SampleTruth truth = SampleDump.write(directory, new SampleSettings(60, 200, 5));
    SampleTruth read =
        new ObjectMapper().readValue(directory.resolve("truth.json").toFile(), SampleTruth.class);
    assertThat(read).isEqualTo(truth);
    truth.files().forEach((file, counts) -> assertThat(directory.resolve(file)).exists());
  }

  @Test
  void write_identifiers_standInTheFiles() throws IOException {
    Set<String> told = new HashSet<>();
    SampleDump.write(directory, new SampleSettings(60, 200, 5), told::add);
    String people = Files.readString(directory.resolve("imports/people-1.csv"));
    assertThat(told.stream().filter(people::contains)).hasSizeGreaterThan(10);
  }
}
