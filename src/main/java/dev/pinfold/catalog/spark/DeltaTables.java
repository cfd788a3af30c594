// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Delta tables under one output directory. A table is made with its comment and with column
 * mapping by name, so that any attribute's name can be a column's; each write is one commit.
 */
public final class DeltaTables {
  private final SparkSession spark;
  private final String output;

  public DeltaTables(SparkSession spark, String output) {
    this.spark = spark;
    this.output = output.endsWith("/") ? output.substring(0, output.length() - 1) : output;
  }

  /** Where a table lies. */
  public String path(String table) {
    return output + "/" + table;
  }

  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /**
   * Opens a table.
   *
   * @throws UserException where there is none
   */
  public Dataset<Row> read(String table) {
    if (!exists(table)) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + output
              + ": holds no table "
              + table
              + "; give --output the directory of a finished run");
    }
    return spark.read().format("delta").load(path(table));
  }

  /** Makes these rows, and their schema, the whole of the table. */
  public void replace(String table, String comment, Dataset<Row> rows) {
    create(table, comment, rows);
    writer(rows, "overwrite").option("overwriteSchema", "true").save(path(table));
  }

  /** Replaces the rows that a condition names with these. */
  public void replaceWhere(String table, String comment, Dataset<Row> rows, String condition) {
    create(table, comment, rows);
    writer(rows, "overwrite").option("replaceWhere", condition).save(path(table));
  }

  /** Adds rows; columns that are new become columns of the table. */
  public void append(String table, String comment, Dataset<Row> rows) {
    create(table, comment, rows);
    writer(rows, "append").option("mergeSchema", "true").save(path(table));
  }

  /** How many rows the table's newest commit wrote, by Delta's own account. */
  public long rowsOfLastWrite(String table) {
    Row metrics =
        DeltaTable.forPath(spark, path(table))
            .history(1)
            .selectExpr("operationMetrics['numOutputRows']")
            .head();
    return metrics.isNullAt(0) ? 0 : Long.parseLong(metrics.getString(0));
  }

  private void create(String table, String comment, Dataset<Row> rows) {
    if (!exists(table)) {
      DeltaTable.createIfNotExists(spark)
          .location(path(table))
          .addColumns(rows.schema())
          .comment(comment)
          .property("delta.columnMapping.mode", "name")
          .execute();
    }
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows, String mode) {
    return rows.write().format("delta").mode(mode);
  }
}
