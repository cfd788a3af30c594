// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.report.RunAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The runs over an output, as its {@code runs} table tells them. */
final class RunHistory {
  private final RunTables tables;

  RunHistory(SparkSession spark, String output) {
    tables = new RunTables(spark, new DeltaTables(spark, output));
  }

  /** The latest first, so many at most. */
  List<RunAccount> latest(int most) {
    return tables.readRuns(most).stream().map(RunHistory::account).toList();
  }

  /** The latest run of a command, however it ended. */
  Optional<RunAccount> latestOf(String command) {
    return tables.latestRun(command).map(RunHistory::account);
  }

  Optional<RunAccount> lastGoodOf(String command) {
    return tables.lastGoodRun(command).map(RunHistory::account);
  }

  private static RunAccount account(Row row) {
    Map<String, Long> counts = new HashMap<>();
    int at = row.fieldIndex("counts");
    if (!row.isNullAt(at)) {
      row.<String, Long>getJavaMap(at).forEach(counts::put);
    }
    return new RunAccount(
        row.getAs("run_id"),
        row.getAs("command"),
        row.getTimestamp(row.fieldIndex("started")).toInstant(),
        finished(row),
        row.getAs("status"),
        row.getAs("version"),
        counts);
  }

  private static Instant finished(Row row) {
    int at = row.fieldIndex("finished");
    return row.isNullAt(at) ? null : row.getTimestamp(at).toInstant();
  }
}
