// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.pinfold.cluster.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the tests of {@code jobs/nightly} share: its files, rendered, and programs of our own. */
final class NightlyFiles {
  static final Path HOME = Path.of("").toAbsolutePath();
  static final Path NIGHTLY = HOME.resolve("jobs/nightly");

  private NightlyFiles() {}

  /** The definition with the values of a settings file, or of the shipped one where it is null. */
  static String rendered(String definition, Path settings) throws Exception {
    ProcessRun run =
        ProcessRun.of(
            HOME,
            Map.of("PINFOLD_ENV", settings == null ? "" : settings.toString()),
            List.of(NIGHTLY.resolve("render").toString(), NIGHTLY.resolve(definition).toString()));
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output();
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  static JsonNode yaml(String text) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(text);
  }

  static List<String> texts(JsonNode array) {
    assertThat(array.isArray()).as("an array: %s", array).isTrue();
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** A program that others start in the place of a real one. */
  static Path program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** A settings file: the shipped one with some values replaced, and a directory for the lock. */
  static Path settings(Path directory, Map<String, String> values) throws IOException {
    Path state = Files.createDirectories(directory.resolve("state"));
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(NIGHTLY.resolve("pinfold.env"))) {
      int end = line.indexOf('=');
      String name = end < 0 ? "" : line.substring(0, end);
      if (name.equals("PINFOLD_STATE")) {
        text.append(name).append('=').append(state).append('\n');
      } else if (values.containsKey(name)) {
        text.append(name).append('=').append(values.get(name)).append('\n');
      } else {
        text.append(line).append('\n');
      }
    }
    return Files.writeString(directory.resolve("pinfold.env"), text);
  }
}
