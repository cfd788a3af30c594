// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Forgets past runs, with what tables tell of them. The last good run stays, and so does each whose
 * records lie in the tables: {@code ingested_files} and {@code quarantine} name it.
 */
public final class RunRetention {
  private static final String RUN = "run_id";

  private final SparkSession spark;
  private final DeltaTables tables;

  public RunRetention(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * Deletes what is told of the runs that began before a time and are not among the latest, and
   * those of them whose records lie in no table.
   *
   * @param latest how many of the latest stay, whenever they began
   * @param accounts tables with a column {@code run_id}, whose rows of these runs go
   * @return how many runs went themselves
   */
  public int forget(Instant before, int latest, List<String> accounts) {
    List<String> old = old(before, latest);
    // The runs last: where this ends halfway, the next one finds what is left.
    accounts.forEach(table -> delete(table, old));
    List<String> leadingNowhere = new ArrayList<>(old);
    if (!old.isEmpty()) {
      Set<String> named = new HashSet<>();
      addRuns(named, RunTables.FILES);
      addRuns(named, RunTables.QUARANTINE);
      leadingNowhere.removeAll(named);
    }
    delete(RunTables.RUNS, leadingNowhere);
    return leadingNowhere.size();
  }

  private void delete(String table, List<String> runs) {
    if (!runs.isEmpty() && tables.exists(table)) {
      DeltaTable.forPath(spark, tables.path(table)).delete(col(RUN).isin(runs.toArray()));
    }
  }

  private List<String> old(Instant before, int latest) {
    Set<String> kept = new HashSet<>();
    new RunTables(spark, tables).lastGoodRun("run").ifPresent(row -> kept.add(row.getAs(RUN)));
    List<String> old = new ArrayList<>();
    int at = 0;
    for (Row row : new RunTables(spark, tables).readRuns(Integer.MAX_VALUE)) {
      String run = row.getAs(RUN);
      Instant started = row.getTimestamp(row.fieldIndex("started")).toInstant();
      if (at >= latest && started.isBefore(before) && !kept.contains(run)) {
        old.add(run);
      }
      at++;
    }
    return old;
  }

  private void addRuns(Set<String> runs, String table) {
    if (tables.exists(table)) {
      tables
          .read(table)
          .select(RUN)
          .distinct()
          .toLocalIterator()
          .forEachRemaining(row -> runs.add(row.getString(0)));
    }
  }
}
