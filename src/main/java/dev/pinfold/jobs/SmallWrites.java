// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Writes of tables of a few rows, side by side. What they cost is not their rows but planning, and
 * Java code that is generated and compiled for each query, of which Delta makes several a commit:
 * so here queries are interpreted, and no plan is made again while it runs. What was put together
 * before, and reads many rows, keeps the settings that it was put together under.
 */
final class SmallWrites {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          // Of a table of one file, statistics leave nothing out that a reader would not read.
          "spark.databricks.delta.stats.collect", "false");

  private SmallWrites() {}

  /** Ends when all writes have; fails as the first of them does. */
  static void run(SparkSession spark, List<Runnable> writes) {
    RuntimeConfig settings = spark.conf();
    Map<String, String> before = new HashMap<>();
    SETTINGS.keySet().forEach(key -> before.put(key, settings.get(key)));
    SETTINGS.forEach(settings::set);
    try {
      sideBySide(spark, writes);
    } finally {
      before.forEach(settings::set);
    }
  }

  private static void sideBySide(SparkSession spark, List<Runnable> writes) {
    ExecutorService threads = Executors.newFixedThreadPool(writes.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable write : writes) {
        running.add(
            threads.submit(
                () -> {
                  SparkSession.setActiveSession(spark);
                  write.run();
                }));
      }
      running.forEach(SmallWrites::await);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Future<?> write) {
    try {
      write.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tables were written", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
