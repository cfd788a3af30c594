// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes an event-heavy, plain dump of about so many megabytes. Run by {@code jobs/bench/large}.
 */
public final class LargeDump {
  /** What an event takes, with the tenth of an endpoint that comes with it, of the sample's. */
  private static final int BYTES_AN_EVENT = 1300;

  private LargeDump() {}

  /**
   * @param arguments the directory, and the megabytes
   */
  public static void main(String[] arguments) throws IOException {
    long events = Math.max(10, Long.parseLong(arguments[1]) * 1_000_000 / BYTES_AN_EVENT);
    int asked = Math.toIntExact(events);
    BenchmarkDump dump =
        DumpWriter.write(Path.of(arguments[0]), DumpShape.EVENTS, false, 1, asked, asked);
    System.out.printf(
        Locale.ROOT,
        "%,d endpoints, %,d events, %,.0f MB%n",
        dump.endpoints(),
        dump.events(),
        dump.textMegabytes());
  }
}
