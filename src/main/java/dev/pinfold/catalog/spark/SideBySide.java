// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Queries that wait for one another's plans and commits in vain. Each has a thread, with the
 * caller's session and job description; at most one may change the session's settings, and only
 * where the others plan nothing.
 */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Ends when all have, those too that come after one that failed: a write that went on beside the
   * taking back of the run would be there after it. Fails as the first of them does.
   */
  public static void run(SparkSession spark, List<Runnable> queries) {
    List<Supplier<Boolean>> all = new ArrayList<>();
    for (Runnable query : queries) {
      all.add(
          () -> {
            query.run();
            return true;
          });
    }
    results(spark, all);
  }

  /** What each gives, in order. */
  public static <T> List<T> results(SparkSession spark, List<Supplier<T>> queries) {
    ExecutorService threads = Executors.newFixedThreadPool(queries.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Supplier<T> query : queries) {
        running.add(
            threads.submit(
                () -> {
                  SparkSession.setActiveSession(spark);
                  return query.get();
                }));
      }
      return allOf(running);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> allOf(List<Future<T>> running) {
    List<T> results = new ArrayList<>();
    Throwable first = null;
    for (Future<T> query : running) {
      try {
        results.add(await(query));
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
    return results;
  }

  private static <T> T await(Future<T> query) {
    try {
      return query.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while queries ran", e);
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
