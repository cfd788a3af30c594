// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The benchmark's own text files, which travel in the jar. */
final class BenchLines {
  private BenchLines() {}

  /** The file's lines without blank ones and comments, which begin with {@code #}. */
  static List<String> of(String resource) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                BenchLines.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
