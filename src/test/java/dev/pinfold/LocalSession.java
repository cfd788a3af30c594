// SPDX-License-Identifier: Apache-2.0
package dev.pinfold;

import org.apache.spark.sql.SparkSession;

/** The small sessions that tests run in. Which is the first in a process must be stopped. */
public final class LocalSession {
  private LocalSession() {}

  /** With generated code, as for large tables. */
  public static SparkSession generated() {
    return withGeneratedCode(settings().getOrCreate());
  }

  /** The same; reads and writes Delta tables. */
  public static SparkSession generatedWithDelta() {
    return withGeneratedCode(withDelta(settings()).getOrCreate());
  }

  /** Gives queries of a session generated code, which tests go without otherwise. */
  public static SparkSession withGeneratedCode(SparkSession spark) {
    spark.conf().set("spark.sql.codegen.wholeStage", "true");
    spark.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    return spark;
  }

  /** Generating and compiling code for a few rows takes most of a test's time. */
  public static SparkSession interpreted() {
    return interpreted(settings()).getOrCreate();
  }

  /** The same; reads and writes Delta tables. */
  public static SparkSession interpretedWithDelta() {
    return withDelta(interpreted(settings())).getOrCreate();
  }

  private static SparkSession.Builder interpreted(SparkSession.Builder builder) {
    return builder
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false");
  }

  private static SparkSession.Builder withDelta(SparkSession.Builder builder) {
    return builder
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
  }

  private static SparkSession.Builder settings() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC");
  }
}
