// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import java.util.Map;
import java.util.TreeMap;

/**
 * The truth about a sample dump, counted while it was written. Goes to {@code truth.json}.
 *
 * @param columns by column path, the personal-data type that it should get; several joined by
 *     {@code |} where it mixes them
 * @param files by relative path, what each file holds
 * @param counts distinct endpoints and users, events by type (each once), sums; by name
 */
public record SampleTruth(
    Map<String, String> columns, Map<String, FileTruth> files, Map<String, Double> counts) {

  /** What a file holds. */
  public record FileTruth(
      String dataset, long records_read, long records_written, long records_quarantined) {}

  public SampleTruth {
    columns = new TreeMap<>(columns);
    files = new TreeMap<>(files);
    counts = new TreeMap<>(counts);
  }
}
