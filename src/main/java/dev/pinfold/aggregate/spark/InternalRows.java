// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

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

  /**
   * A table whose rows lie where a shuffle by a column puts them, so that a join by it does not
   * shuffle them again.
   *
   * @param rows by Spark's hash of the column in as many partitions
   */
  static Dataset<Row> partitioned(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema, String column) {
    return partitioned(spark, rows, schema, column, /* areSorted= */ false);
  }

  /**
   * The same of rows that are in the column's order too, so that a join by it does not sort them.
   *
   * @param rows in ascending order in each partition
   */
  static Dataset<Row> sorted(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema, String column) {
    return partitioned(spark, rows, schema, column, /* areSorted= */ true);
  }

  private static Dataset<Row> partitioned(
      SparkSession spark,
      JavaRDD<InternalRow> rows,
      StructType schema,
      String column,
      boolean areSorted) {
    if (rows.getNumPartitions() == 0) {
      // What adaptive plans make of a table without a row; nothing can be put where it lies.
      return table(spark, rows, schema);
    }
    org.apache.spark.sql.classic.SparkSession session =
        (org.apache.spark.sql.classic.SparkSession) spark;
    List<Attribute> columns =
        List.copyOf(CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)));
    Attribute by = columns.get(schema.fieldIndex(column));
    SortOrder ascending =
        new SortOrder(by, Ascending$.MODULE$, NullsFirst$.MODULE$, seq(List.of()));
    return org.apache.spark.sql.classic.Dataset.ofRows(
        session,
        new LogicalRDD(
            seq(columns),
            rows.rdd(),
            new HashPartitioning(seq(List.of(by)), rows.getNumPartitions()),
            seq(areSorted ? List.of(ascending) : List.of()),
            /* isStreaming= */ false,
            Option.empty(),
            session,
            Option.empty(),
            Option.empty()));
  }

  private static <T> Seq<T> seq(List<T> items) {
    return CollectionConverters.asScala(items).toSeq();
  }
}
