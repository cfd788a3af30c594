// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import org.apache.spark.sql.SparkSession;

/** The small session that the tests of figures run in. */
final class LocalSession {
  private LocalSession() {}

  static SparkSession open() {
    return settings().getOrCreate();
  }

  /** One that reads and writes Delta tables. */
  static SparkSession openWithDelta() {
    return settings()
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate();
  }

  private static SparkSession.Builder settings() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC");
  }
}
