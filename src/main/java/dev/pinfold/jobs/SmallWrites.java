// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.SideBySide;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Writes of tables of a few rows, side by side and {@link Interpreted}: what they cost is not their
 * rows but planning, and code that is generated for each of the queries that Delta makes a commit.
 * What was put together before, and reads many rows, keeps the settings that it was put together
 * under.
 */
final class SmallWrites {
  /** Of a table of one file, statistics leave nothing out that a reader would not read. */
  private static final Map<String, String> NO_STATISTICS =
      Map.of("spark.databricks.delta.stats.collect", "false");

  private SmallWrites() {}

  /** Ends when all writes have; fails as the first of them does. */
  static void run(SparkSession spark, List<Runnable> writes) {
    Interpreted.run(
        spark, () -> Interpreted.with(spark, NO_STATISTICS, () -> SideBySide.run(spark, writes)));
  }
}
