// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.time.LocalDate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Tables of rows as Spark itself holds them. Of other rows it would have to generate, or to
 * interpret, what turns them into such.
 */
final class InternalRows {
  private InternalRows() {}

  /**
   * A row.
   *
   * @param values text as {@link #text} and days as {@link #day} give them, numbers as they are
   */
  static InternalRow of(Object... values) {
    return new GenericInternalRow(values);
  }

  /** Null where there is none. */
  static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  static Integer day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  static Dataset<Row> table(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, /* isStreaming= */ false);
  }
}
