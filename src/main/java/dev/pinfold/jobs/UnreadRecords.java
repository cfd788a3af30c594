// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.classify.spark.SparkProfiler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a scan could not read: by table, how many records and why.
 *
 * @param counts of each table, by its root
 * @param faults how many bad records of each kind a table has, by its root
 */
record UnreadRecords(Map<String, FileCount> counts, Map<String, Map<String, Long>> faults) {
  private static final FileCount NOTHING = new FileCount(0, 0);

  /** Of a record that was kept; it only says what could not be opened in it. */
  private static final String NOTE = "INNER_JSON";

  /**
   * @param roots a table's root by the name of its file
   */
  static UnreadRecords of(SparkProfiler profiler, Map<String, String> roots) {
    Map<String, FileCount> counts = new HashMap<>();
    profiler
        .counts()
        .forEach(
            (file, count) ->
                counts.merge(
                    roots.get(file),
                    count,
                    (a, b) ->
                        new FileCount(a.read() + b.read(), a.quarantined() + b.quarantined())));
    Map<String, Map<String, Long>> faults = new HashMap<>();
    profiler
        .quarantine("")
        .groupBy(col("file"), substring_index(col("reason"), ":", 1).as("fault"))
        .count()
        .where(col("fault").notEqual(NOTE))
        .toLocalIterator()
        .forEachRemaining(
            row ->
                faults
                    .computeIfAbsent(roots.get(row.getString(0)), root -> new TreeMap<>())
                    .merge(row.getString(1), row.getLong(2), Long::sum));
    return new UnreadRecords(counts, faults);
  }

  long read() {
    return counts.values().stream().mapToLong(FileCount::read).sum();
  }

  long written() {
    return counts.values().stream().mapToLong(FileCount::written).sum();
  }

  /** Whether a table holds records, and none that could be read. */
  boolean isNothingReadable(String root) {
    FileCount count = counts.getOrDefault(root, NOTHING);
    return count.read() > 0 && count.written() == 0;
  }

  /** Every kind of fault, with how often it occurs. */
  String reasons() {
    Map<String, Long> all = new TreeMap<>();
    faults.values().forEach(one -> one.forEach((fault, n) -> all.merge(fault, n, Long::sum)));
    return reasons(all);
  }

  /**
   * A line for a table of which something could not be read.
   *
   * @param path as the user gave it
   */
  Optional<String> note(String root, String path) {
    FileCount count = counts.getOrDefault(root, NOTHING);
    if (count.quarantined() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Note: table "
            + path
            + ": "
            + count.quarantined()
            + " of "
            + count.read()
            + " records could not be read ("
            + reasons(faults.getOrDefault(root, Map.of()))
            + ") and are not in the result; check the file.");
  }

  private static String reasons(Map<String, Long> faults) {
    return faults.entrySet().stream()
        .map(fault -> fault.getKey() + ": " + fault.getValue())
        .collect(Collectors.joining(", "));
  }
}
