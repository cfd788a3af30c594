// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs contenders by turns, each round from another one on, so that what disturbs the machine for a
 * while disturbs all. The first rounds only warm up; a contender that has done so for long enough
 * is warm.
 */
final class Rounds {
  private final JvmMeter meter;
  private final int warmUps;
  private final int rounds;
  private final double warmSeconds;

  /**
   * @param warmSeconds what has run for so long needs no further rounds to warm up
   */
  Rounds(JvmMeter meter, int warmUps, int rounds, double warmSeconds) {
    this.meter = meter;
    this.warmUps = warmUps;
    this.rounds = rounds;
    this.warmSeconds = warmSeconds;
  }

  /**
   * Medians by the entries' keys.
   *
   * @throws IllegalStateException where a contender did not see all records
   */
  Map<String, Medians> run(List<Entry> entries) throws IOException {
    Map<String, List<Measurement>> runs = new LinkedHashMap<>();
    entries.forEach(one -> runs.put(one.key(), new ArrayList<>()));
    Map<String, Double> warm = new HashMap<>();
    for (int round = -warmUps; round < rounds; round++) {
      for (int turn = 0; turn < entries.size(); turn++) {
        Entry entry = entries.get(Math.floorMod(turn + round, entries.size()));
        if (round < 0 && warm.getOrDefault(entry.key(), 0.0) >= warmSeconds) {
          continue;
        }
        entry.contender().clear();
        Measurement measured = measure(entry.contender());
        System.err.printf("round %d, %s: %.2f s%n", round, entry.key(), measured.seconds());
        if (round == 0) {
          requireAllRecords(entry);
        }
        if (round >= 0) {
          runs.get(entry.key()).add(measured);
        } else {
          warm.merge(entry.key(), measured.seconds(), Double::sum);
        }
        entry.contender().clear();
      }
    }
    Map<String, Medians> medians = new LinkedHashMap<>();
    entries.forEach(
        one ->
            medians.put(
                one.key(), new Medians(one.contender().name(), one.dump(), runs.get(one.key()))));
    return medians;
  }

  private Measurement measure(Contender contender) throws IOException {
    System.gc();
    meter.forgetLive();
    long allocated = meter.allocatedBytes();
    long start = System.nanoTime();
    contender.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measurement(seconds, meter.allocatedBytes() - allocated, meter.liveBytes());
  }

  private static void requireAllRecords(Entry entry) throws IOException {
    BenchmarkDump dump = entry.dump();
    long expected =
        entry.contender() instanceof EndpointColumns ? dump.endpoints() : dump.records();
    long seen = entry.contender().records();
    if (seen != expected) {
      throw new IllegalStateException(
          String.format(
              "%s: %,d records were seen and %,d are there; the figures would not be of the same"
                  + " work",
              entry.key(), seen, expected));
    }
  }
}
