// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.throughput.Directories;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/**
 * A dump that comes in three nights: what lies in the input after each. The third brings an event
 * of somebody whom the second told of: it takes what they were counted as before out of the figures
 * that the second left, and comes out wrong where these are others than it published.
 */
final class Nights {
  static final int COUNT = 3;

  /** Plain text in lines, taken in the second night. */
  private static final String GROWING = "events/2026/10/30/12/pinpoint-stream-1-plain";

  private static final String LINE =
      "{\"event_type\":\"_session.stop\",\"event_timestamp\":1793404800000,"
          + "\"arrival_timestamp\":1793404801000,\"application\":{\"app_id\":\"a1\"},"
          + "\"client\":{\"client_id\":\"c-1\"}}\n";

  private final Path directory;

  private Nights(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes about so many endpoints, and four times as many events, into the first two nights
   * together.
   */
  static Nights write(Path directory, int endpoints, long seed) throws IOException {
    Nights nights = new Nights(directory);
    Path one = directory.resolve("one");
    Path other = directory.resolve("other");
    int half = Math.max(10, endpoints / 2);
    SampleDump.write(one, new SampleSettings(half, 2 * endpoints, seed));
    SampleDump.write(other, new SampleSettings(half, 2 * endpoints, seed + 1));
    for (int night = 0; night < 2; night++) {
      Path input = nights.input(night);
      Directories.copy(one, input, "configuration");
      Directories.copy(one, input, "endpoints/export-1");
      Directories.copy(one, input, "imports/people-1.csv");
      Directories.copy(one, input, "events/2026/10/01");
    }
    Path second = nights.input(1);
    Directories.copy(one, second, "endpoints");
    Directories.copy(one, second, "imports");
    Directories.copy(one, second, "events");
    Files.createDirectories(second.resolve("endpoints/export-3"));
    Files.copy(
        other.resolve("endpoints/export-1/part-0.gz"),
        second.resolve("endpoints/export-3/part-0.gz"));
    Path late = second.resolve("events/2026/10/29/01/pinpoint-stream-2-0");
    Files.createDirectories(late.getParent());
    Files.copy(other.resolve("events/2026/10/01/00/pinpoint-stream-1-0"), late);
    Files.createDirectories(nights.growing().getParent());
    Files.writeString(nights.growing(), LINE.repeat(3));
    Path third = nights.input(2);
    Directories.copy(second, third, "");
    Path last = third.resolve("events/2026/10/31/12/pinpoint-stream-1-plain");
    Files.createDirectories(last.getParent());
    Files.writeString(last, LINE.replace("17934", "17935"));
    Directories.delete(one);
    Directories.delete(other);
    return nights;
  }

  /** What lies there in a night, 0 for the first; what is left of those before, too. */
  Path input(int night) {
    return directory.resolve("night-" + (night + 1)).resolve("input");
  }

  /** The day the demographics of a night are of. */
  String asOf(int night) {
    return LocalDate.parse("2026-10-30").plusDays(night).toString();
  }

  /** The file that {@link #grow} changes, as a run names it. */
  String growingName() {
    return GROWING;
  }

  private Path growing() {
    return input(1).resolve(GROWING);
  }

  /** Adds a record to a file of the second night. */
  void grow() throws IOException {
    Files.writeString(growing(), LINE, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  /** Something that gives the file back as it is now. */
  Restore keepGrowing() throws IOException {
    byte[] bytes = Files.readAllBytes(growing());
    var modified = Files.getLastModifiedTime(growing());
    return () -> {
      Files.write(growing(), bytes);
      Files.setLastModifiedTime(growing(), modified);
    };
  }

  /** Puts something back. */
  interface Restore {
    void run() throws IOException;
  }
}
