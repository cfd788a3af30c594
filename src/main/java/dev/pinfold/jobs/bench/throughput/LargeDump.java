// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes an event-heavy dump of so many events. Run by {@code jobs/bench/large}. */
public final class LargeDump {
  private LargeDump() {}

  /**
   * @param arguments the directory, the number of events, and {@code plain} or {@code gzip}
   */
  public static void main(String[] arguments) throws IOException {
    int events = Integer.parseInt(arguments[1]);
    boolean isCompressed = arguments[2].equals("gzip");
    BenchmarkDump dump =
        DumpWriter.write(Path.of(arguments[0]), DumpShape.EVENTS, isCompressed, 1, events, events);
    System.out.printf(
        Locale.ROOT,
        "%,d endpoints, %,d events, %,.0f MB of text%n",
        dump.endpoints(),
        dump.events(),
        dump.textMegabytes());
  }
}
