// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes an event-heavy dump of so many events. Run by {@code jobs/bench/large}. */
public final class LargeDump {
  private LargeDump() {}

  /**
   * @param arguments the directory, the number of events, {@code plain} or {@code gzip}, and for
   *     what a night adds to such a dump {@code night}
   */
  public static void main(String[] arguments) throws IOException {
    int events = Integer.parseInt(arguments[1]);
    boolean isCompressed = arguments[2].equals("gzip");
    Path directory = Path.of(arguments[0]);
    boolean isNight = arguments.length > 3 && arguments[3].equals("night");
    BenchmarkDump dump =
        isNight
            ? DumpWriter.writeNight(directory, DumpShape.EVENTS, isCompressed, events, events)
            : DumpWriter.write(directory, DumpShape.EVENTS, isCompressed, 1, events, events);
    System.out.printf(
        Locale.ROOT,
        "%,d endpoints, %,d events, %,.0f MB of text%n",
        dump.endpoints(),
        dump.events(),
        dump.textMegabytes());
  }
}
