// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that is generated, between two marks; the rest is someone's own. */
final class MarkedSection {
  private final String begin;
  private final String end;

  MarkedSection(String name) {
    this.begin = "<!-- begin " + name + ": generated -->";
    this.end = "<!-- end " + name + " -->";
  }

  /**
   * Puts a text between the marks; at the end of the file, where it has none.
   *
   * @throws IllegalArgumentException where the second mark is missing
   */
  void write(Path file, String text) throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, in(before, text));
  }

  String in(String document, String text) {
    String section = begin + "\n\n" + text.strip() + "\n\n" + end;
    int from = document.indexOf(begin);
    if (from < 0) {
      return document + (document.isEmpty() ? "" : "\n") + section + "\n";
    }
    int to = document.indexOf(end, from);
    if (to < 0) {
      throw new IllegalArgumentException("'" + begin + "' has no '" + end + "' behind it");
    }
    return document.substring(0, from) + section + document.substring(to + end.length());
  }
}
