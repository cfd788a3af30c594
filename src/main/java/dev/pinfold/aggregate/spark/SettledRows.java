// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.catalog.spark.RowsNode;
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
  private final int ofOthers;
  private final int tasks;

  private SettledRows(
      SparkSession spark,
      JavaRDD<InternalRow> rows,
      StructType schema,
      String key,
      int ofOthers,
      int tasks) {
    this.spark = spark;
    this.rows = rows;
    this.schema = schema;
    this.key = key;
    this.ofOthers = ofOthers;
    this.tasks = tasks;
  }

  /**
   * Shuffles rows. The query is planned at once; where plans adapt, it begins then.
   *
   * @param key the column by which they are shuffled: in some it is what they are counted by, in
   *     the others what they are joined by
   * @param ofOthers the column that is null in the first alone
   * @param tasks behind the shuffle
   */
  static SettledRows of(Dataset<Row> rows, String key, String ofOthers, int tasks) {
    StructType schema = rows.schema();
    return new SettledRows(
        rows.sparkSession(),
        shuffled(rows, key, tasks),
        schema,
        key,
        schema.fieldIndex(ofOthers),
        tasks);
  }

  /** Those that go on, which lie by the key. */
  Dataset<Row> others() {
    return InternalRows.partitioned(spark, those(false), schema, key);
  }

  private JavaRDD<InternalRow> those(boolean areSettled) {
    int column = ofOthers;
    return rows.filter(row -> row.isNullAt(column) == areSettled);
  }

  /**
   * All rows, each where its key puts it.
   *
   * @param followed what was made of {@link #others}, of the same columns; it is shuffled by the
   *     key, which by now is what the others are counted by
   */
  Dataset<Row> together(Dataset<Row> followed) {
    JavaRDD<InternalRow> settled = those(true);
    JavaRDD<InternalRow> shuffled = shuffled(followed, key, tasks);
    // More may be null in it than before.
    StructType of = followed.schema();
    // Adaptive plans make no task at all of a table without a row.
    if (rows.getNumPartitions() == 0) {
      return RowsNode.dataset(spark, shuffled, of);
    }
    if (shuffled.getNumPartitions() == 0) {
      return RowsNode.dataset(spark, settled, of);
    }
    return RowsNode.dataset(
        spark, settled.zipPartitions(shuffled, SettledRows::oneAfterTheOther), of);
  }

  /** In their unsafe form. */
  private static JavaRDD<InternalRow> shuffled(Dataset<Row> rows, String key, int tasks) {
    return rows.repartition(tasks, rows.col(key)).queryExecution().toRdd().toJavaRDD();
  }

  private static Iterator<InternalRow> oneAfterTheOther(
      Iterator<InternalRow> first, Iterator<InternalRow> second) {
    return CollectionConverters.asJava(
        CollectionConverters.asScala(first).concat(() -> CollectionConverters.asScala(second)));
  }
}
