// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.nio.file.Path;

/**
 * A dump that was written for the benchmark: newline-delimited JSON without a bad record, so that
 * Spark's own reader finds the same records.
 *
 * @param times how many times as large as what was asked for
 * @param textBytes of the records, before any compression
 * @param fileBytes of the files
 */
record BenchmarkDump(
    DumpShape shape,
    boolean isCompressed,
    int times,
    Path directory,
    long endpoints,
    long events,
    long textBytes,
    long fileBytes) {
  /** Such as {@code events gzip}. */
  String label() {
    return shape.label() + (isCompressed ? " gzip" : " plain") + (times == 1 ? "" : " x" + times);
  }

  long records() {
    return endpoints + events;
  }

  double textMegabytes() {
    return textBytes / 1e6;
  }
}
