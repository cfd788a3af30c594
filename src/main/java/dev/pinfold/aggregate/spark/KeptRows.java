// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Rows that can be computed before their table is written, while others are. */
public final class KeptRows {
  private final SparkSession spark;
  private final JavaRDD<?> kept;
  private final JavaRDD<InternalRow> rows;
  private final StructType schema;

  /**
   * @param kept what is kept; the rows are made from it alone
   */
  KeptRows(SparkSession spark, JavaRDD<?> kept, JavaRDD<InternalRow> rows, StructType schema) {
    this.spark = spark;
    this.kept = kept;
    this.rows = rows;
    this.schema = schema;
  }

  /** Whoever computes them first keeps them; {@link #release} them. */
  public void markToKeep() {
    kept.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Computes them, once. */
  public void keep() {
    markToKeep();
    kept.count();
  }

  /** Lets go of what {@link #keep} keeps. */
  public void release() {
    kept.unpersist();
  }

  /** As a table; lazily, where they are not kept. */
  public Dataset<Row> table() {
    return InternalRows.table(spark, rows, schema);
  }
}
