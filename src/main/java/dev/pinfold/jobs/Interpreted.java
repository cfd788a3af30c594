// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import scala.Option;
import scala.runtime.BoxedUnit;

/**
 * Queries without generated code, and whose plan is not made again while they run. The code of a
 * query takes seconds to generate and to compile, however few its rows; below some ten thousands it
 * never earns them back.
 */
final class Interpreted {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false");

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /**
   * Some 30,000 endpoints and 80,000 events. With half as many, both ways took as long when warm.
   */
  private static final long MOST_BYTES = 24L << 20;

  private Interpreted() {}

  /** Runs what puts queries together and runs them; these keep the settings. */
  static void run(SparkSession spark, Runnable queries) {
    // Without its adaptive execution, Spark would make 200 tasks of each exchange of a few rows.
    Map<String, String> settings = new HashMap<>(SETTINGS);
    int most = Math.max(4, 2 * spark.sparkContext().defaultParallelism());
    int set = Integer.parseInt(spark.conf().get(PARTITIONS));
    settings.put(PARTITIONS, Integer.toString(Math.min(most, set)));
    // Tasks of a query that runs as an RDD would go by the settings of Spark's own making.
    with(
        spark,
        settings,
        () ->
            SQLExecution.withSQLConfPropagated(
                (org.apache.spark.sql.classic.SparkSession) spark,
                () -> {
                  queries.run();
                  return BoxedUnit.UNIT;
                }));
  }

  /** The same where tables are small together, or else as the session is set. */
  static void runIfSmall(SparkSession spark, Runnable queries, Iterable<Dataset<Row>> tables) {
    long bytes = 0;
    for (Dataset<Row> table : tables) {
      bytes += size(table);
    }
    if (bytes <= MOST_BYTES) {
      run(spark, queries);
    } else {
      queries.run();
    }
  }

  private static long size(Dataset<Row> table) {
    return table
        .queryExecution()
        .optimizedPlan()
        .stats()
        .sizeInBytes()
        .bigInteger()
        .min(BigInteger.valueOf(Long.MAX_VALUE >> 2))
        .longValue();
  }

  /** Runs something under settings, and sets them back. */
  static void with(SparkSession spark, Map<String, String> settings, Runnable queries) {
    RuntimeConfig session = spark.conf();
    Map<String, Option<String>> before = new HashMap<>();
    // One of Delta's is not even known by its default until Delta has done something.
    settings.keySet().forEach(key -> before.put(key, session.getOption(key)));
    settings.forEach(session::set);
    try {
      queries.run();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.isDefined()) {
              session.set(key, value.get());
            } else {
              session.unset(key);
            }
          });
    }
  }
}
