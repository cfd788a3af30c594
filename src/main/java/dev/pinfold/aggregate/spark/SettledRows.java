// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of which one shuffle brings some to where they stay, and the others to where they are joined
 * before they follow. Brought together in two shuffles, the first kind would be sorted and written
 * again for the sake of the second.
 */
final class SettledRows {
  private final SparkSession spark;
  private final JavaRDD<InternalRow> rows;
  private final StructType schema;
  private final String key;
  private final int isSettled;

  private SettledRows(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema, String key, int isSettled) {
    this.spark = spark;
    this.rows = rows;
    this.schema = schema;
    this.key = key;
    this.isSettled = isSettled;
  }

  /**
   * Shuffles rows. The query is planned at once, and run when the rows are asked for.
   *
   * @param key the column by which they are shuffled: of some by what they are counted by, of the
   *     others by what they are joined by
   * @param isSettled the column that tells which are the first; never null
   * @param tasks behind the shuffle
   */
  static SettledRows of(Dataset<Row> rows, String key, String isSettled, int tasks) {
    StructType schema = rows.schema();
    return new SettledRows(
        rows.sparkSession(),
        rows.repartition(tasks, rows.col(key)).queryExecution().toRdd().toJavaRDD(),
        schema,
        key,
        schema.fieldIndex(isSettled));
  }

  /** Those that stay. */
  Dataset<Row> settled() {
    return InternalRows.table(spark, those(true), schema);
  }

  /** Those that go on, which lie by the key. */
  Dataset<Row> others() {
    return InternalRows.partitioned(spark, those(false), schema, key);
  }

  private JavaRDD<InternalRow> those(boolean areSettled) {
    int column = isSettled;
    return rows.filter(row -> row.getBoolean(column) == areSettled);
  }

  /**
   * All rows, where they belong.
   *
   * @param settled what was made of {@link #settled}, row by row
   * @param followed the others of the same columns, shuffled into as many tasks by what the first
   *     were shuffled by
   */
  Dataset<Row> together(Dataset<Row> settled, Dataset<Row> followed) {
    JavaRDD<InternalRow> first = settled.queryExecution().toRdd().toJavaRDD();
    JavaRDD<InternalRow> second = followed.queryExecution().toRdd().toJavaRDD();
    // Adaptive plans make no task at all of a table without a row.
    if (first.getNumPartitions() == 0) {
      return followed;
    }
    if (second.getNumPartitions() == 0) {
      return InternalRows.table(spark, first, followed.schema());
    }
    return InternalRows.table(
        spark, first.zipPartitions(second, SettledRows::oneAfterTheOther), followed.schema());
  }

  private static Iterator<InternalRow> oneAfterTheOther(
      Iterator<InternalRow> first, Iterator<InternalRow> second) {
    return CollectionConverters.asJava(
        CollectionConverters.asScala(first).concat(() -> CollectionConverters.asScala(second)));
  }
}
