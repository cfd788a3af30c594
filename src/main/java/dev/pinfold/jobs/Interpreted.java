// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import scala.Option;
import scala.runtime.BoxedUnit;

/**
 * Queries without generated code, and whose plan is not made again while they run. The code of a
 * query takes seconds to generate and to compile, however few its rows; below some hundred
 * thousands it never earns them back.
 */
final class Interpreted {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false");

  private static final String TASKS = "spark.sql.shuffle.partitions";

  /** Each further task costs more than it takes off the others. */
  private static final int MOST_TASKS = 4;

  /** More rows may need more tasks, and a plan that is made again when it is known how many. */
  static final long MOST_ROWS = 2_000_000;

  private Interpreted() {}

  /** Runs what puts queries together and runs them; these keep the settings. */
  static void run(SparkSession spark, Runnable queries) {
    // Tasks of a query that runs as an RDD would go by the settings of Spark's own making.
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(
        TASKS, Integer.toString(Math.min(MOST_TASKS, spark.sparkContext().defaultParallelism())));
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

  /**
   * The same where tables are small together, or else as the session is set.
   *
   * @param rows of all tables that are read
   */
  static void runIfSmall(SparkSession spark, Runnable queries, long rows) {
    if (rows <= MOST_ROWS) {
      run(spark, queries);
    } else {
      queries.run();
    }
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
