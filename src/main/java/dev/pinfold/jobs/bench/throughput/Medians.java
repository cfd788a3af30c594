// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What all runs of one contender on one dump come to. */
record Medians(String contender, BenchmarkDump dump, List<Measurement> runs) {
  Medians {
    runs = List.copyOf(runs);
  }

  double seconds() {
    return of(Measurement::seconds);
  }

  double allocatedBytes() {
    return of(Measurement::allocatedBytes);
  }

  double megabytesPerSecond() {
    return dump.textMegabytes() / seconds();
  }

  double recordsPerSecond() {
    return dump.records() / seconds();
  }

  /** Of text, which is what makes dumps of several shapes comparable. */
  double secondsPerMegabyte() {
    return seconds() / dump.textMegabytes();
  }

  long mostLiveBytes() {
    return runs.stream().mapToLong(Measurement::liveBytes).max().orElse(0);
  }

  private double of(ToDoubleFunction<Measurement> figure) {
    return median(runs.stream().mapToDouble(figure).toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** This one's time in another's of the same round, from the least to the most. */
  double[] timesWithin(Medians other) {
    return IntStream.range(0, Math.min(runs.size(), other.runs.size()))
        .mapToDouble(i -> runs.get(i).seconds() / other.runs.get(i).seconds())
        .sorted()
        .toArray();
  }
}
