// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Packs the files of Delta tables and deletes what nobody needs any more. */
public final class TableMaintenance {
  private static final String RETENTION_CHECK =
      "spark.databricks.delta.retentionDurationCheck.enabled";

  private final SparkSession spark;
  private final DeltaTables tables;

  public TableMaintenance(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * How large a table's newest version is.
   *
   * @param files how many files it has
   * @param bytes their size
   */
  public record Size(long files, long bytes) {}

  public Size size(String table) {
    Row detail = DeltaTable.forPath(spark, tables.path(table)).detail().head();
    return new Size(
        detail.getLong(detail.fieldIndex("numFiles")),
        detail.getLong(detail.fieldIndex("sizeInBytes")));
  }

  /** Writes many small files as few large ones. */
  public void pack(String table) {
    DeltaTable.forPath(spark, tables.path(table)).optimize().executeCompaction();
  }

  /** Deletes the rows of runs that began before a time. */
  public void deleteRunsBefore(String table, String time, Instant before) {
    DeltaTable.forPath(spark, tables.path(table)).delete(col(time).lt(lit(Timestamp.from(before))));
  }

  /** Deletes the rows of runs that the {@code runs} table does not list. */
  public void deleteUnlistedRuns(String table) {
    DeltaTable.forPath(spark, tables.path(table))
        .as("row")
        .merge(
            tables.read(RunTables.RUNS).select("run_id").distinct().as("listed"),
            "row.run_id = listed.run_id")
        .whenNotMatchedBySource()
        .delete()
        .execute();
  }

  /** Deletes files that no version of the last hours has. */
  public void deleteOldFiles(String table, int historyHours) {
    String before = spark.conf().get(RETENTION_CHECK, "true");
    spark.conf().set(RETENTION_CHECK, "false");
    try {
      DeltaTable.forPath(spark, tables.path(table)).vacuum(historyHours);
    } finally {
      spark.conf().set(RETENTION_CHECK, before);
    }
  }
}
