// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        spark, () -> Interpreted.with(spark, NO_STATISTICS, () -> sideBySide(spark, writes)));
  }

  static void sideBySide(SparkSession spark, List<Runnable> writes) {
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
      awaitAll(running);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Waits for those too that come after one that failed: a write that went on beside the taking
   * back of the run would be there after it.
   */
  private static void awaitAll(List<Future<?>> running) {
    Throwable first = null;
    for (Future<?> write : running) {
      try {
        await(write);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
    if (first instanceof Error failure) {
      throw failure;
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
