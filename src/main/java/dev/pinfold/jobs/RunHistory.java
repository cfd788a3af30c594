// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableTransaction;
import dev.pinfold.report.RunAccount;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The runs over an output, as its {@code runs} table tells them. There a run has succeeded from
 * shortly before it is valid as a whole: meanwhile, and where it dies in between, it counts as
 * {@link RunAccount#UNFINISHED}.
 */
final class RunHistory {
  private final RunTables tables;

  /** The run that is not valid yet, if any. */
  private final Optional<String> open;

  RunHistory(SparkSession spark, String output) throws IOException {
    DeltaTables all = new DeltaTables(spark, output);
    tables = new RunTables(spark, all);
    open =
        RunJournal.of(output, spark.sparkContext().hadoopConfiguration())
            .unfinished()
            .filter(run -> all.lastSequence(RunTables.FILES) < run.sequence())
            .map(TableTransaction::runId);
  }

  /** The latest first, so many at most. */
  List<RunAccount> latest(int most) {
    return tables.readRuns(most).stream().map(this::account).toList();
  }

  /** The latest run of a command over all files, however it ended. */
  Optional<RunAccount> latestOf(String command) {
    return of(command).findFirst();
  }

  /** The latest of them that did all it had to. */
  Optional<RunAccount> lastGoodOf(String command) {
    return of(command).filter(RunAccount::isGood).findFirst();
  }

  /** That some hours were taken later says nothing of the nights. */
  private Stream<RunAccount> of(String command) {
    return latest(Integer.MAX_VALUE).stream()
        .filter(run -> run.command().equals(command) && !run.isOfHours());
  }

  private RunAccount account(Row row) {
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
        status(row),
        row.getAs("version"),
        counts);
  }

  private String status(Row row) {
    String status = row.getAs("status");
    boolean isOpen = open.filter(row.<String>getAs("run_id")::equals).isPresent();
    return isOpen && status.equals(RunTables.SUCCEEDED) ? RunAccount.UNFINISHED : status;
  }

  private static Instant finished(Row row) {
    int at = row.fieldIndex("finished");
    return row.isNullAt(at) ? null : row.getTimestamp(at).toInstant();
  }
}
