// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.SessionSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import scala.runtime.BoxedUnit;

/**
 * Queries without generated code, and whose plan is not made again while they run. The code of a
 * query takes seconds to generate and to compile, however few its rows; below some two millions it
 * does not earn them back.
 */
final class Interpreted {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          // No condition of these queries rules a file out, and looking for one is a job a table.
          "spark.databricks.delta.stats.skipping", "false",
          // Looking for the best compression of each column costs more than it saves of so few.
          "spark.sql.inMemoryColumnarStorage.compressed", "false");

  /** How many tasks there are behind a shuffle. */
  static final String TASKS = "spark.sql.shuffle.partitions";

  /** Of fewer rows, each further task costs more than it takes off the others. */
  private static final int MOST_TASKS = 4;

  /** Of so many rows, another task takes more off the others where a core is free for it. */
  private static final long ROWS_OF_A_TASK = 100_000;

  /** Of more rows, which are sorted and joined, a task needs more memory than it should. */
  private static final long MOST_ROWS_OF_A_TASK = 200_000;

  /** Each task of a shuffle tells the driver of what it has for each of the next. */
  private static final long MOST_TASKS_OF_LARGE_TABLES = 10_000;

  /** More rows need a plan that is made again when it is known how many there are. */
  static final long MOST_ROWS = 2_000_000;

  private Interpreted() {}

  /** Runs what puts queries of a few rows together and runs them; these keep the settings. */
  static void run(SparkSession spark, Runnable queries) {
    run(spark, queries, MOST_TASKS);
  }

  private static void run(SparkSession spark, Runnable queries, long tasks) {
    long cores = spark.sparkContext().defaultParallelism();
    // Tasks of a query that runs as an RDD would go by the settings of Spark's own making.
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(TASKS, Long.toString(Math.min(tasks, cores)));
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
   * The same where tables are small together, or else as the session is set; but for the number of
   * tasks, where nobody chose one. Spark's own is 200 whatever there is to do, and each writes a
   * file for each of the others.
   *
   * @param rows of all tables that are read
   */
  static void runIfSmall(SparkSession spark, Runnable queries, long rows) {
    if (rows <= MOST_ROWS) {
      run(spark, queries, Math.max(MOST_TASKS, rows / ROWS_OF_A_TASK));
    } else if (spark.sparkContext().getConf().contains(TASKS)) {
      queries.run();
    } else {
      long wanted = Math.min(MOST_TASKS_OF_LARGE_TABLES, 1 + rows / MOST_ROWS_OF_A_TASK);
      long tasks = Math.max(spark.sparkContext().defaultParallelism(), wanted);
      with(spark, Map.of(TASKS, Long.toString(tasks)), queries);
    }
  }

  /** Runs something under settings, and sets them back. */
  static void with(SparkSession spark, Map<String, String> settings, Runnable queries) {
    SessionSettings.with(
        spark,
        settings,
        () -> {
          queries.run();
          return true;
        });
  }
}
