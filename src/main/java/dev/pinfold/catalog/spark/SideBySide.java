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
 * caller's session and job description. What one sets in the session holds for the others' plans
 * too while it runs, so each may set only what does no harm to them, or what they all set alike.
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
      return allOf(running, threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> allOf(List<Future<T>> running, ExecutorService threads) {
    List<T> results = new ArrayList<>();
    Throwable first = null;
    boolean isInterrupted = false;
    for (Future<T> query : running) {
      while (true) {
        try {
          results.add(query.get());
          break;
        } catch (InterruptedException e) {
          // They are told, too, and are waited for: what the caller does next must be alone.
          isInterrupted = true;
          threads.shutdownNow();
        } catch (ExecutionException e) {
          if (first == null) {
            first = e.getCause();
          } else {
            first.addSuppressed(e.getCause());
          }
          break;
        }
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while queries ran", first);
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
    if (first instanceof Error failure) {
      throw failure;
    }
    if (first != null) {
      throw new IllegalStateException(first);
    }
    return results;
  }
}
