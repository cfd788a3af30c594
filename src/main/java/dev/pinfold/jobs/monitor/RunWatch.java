// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.report.Progress;
import dev.pinfold.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.logging.log4j.ThreadContext;
import org.apache.spark.SparkContext;

/**
 * Tells of one run to those outside: in the log where that is JSON, in Spark's metrics system, and
 * at the run's end in a file for Prometheus. A run that neither {@link #succeeded} nor {@link
 * #failed} by the time it is closed has failed.
 */
public final class RunWatch implements AutoCloseable {
  /**
   * Spark hands local properties that begin so to the log context of its tasks, under this name.
   */
  private static final String RUN_ID = "mdc.run_id";

  /**
   * The run that is watched.
   *
   * @param started when the command began, before there was a session
   * @param output full URI of the output
   * @param newestInput when the newest input file was modified; empty where there is none
   * @param textfile where the figures go at the end, if anywhere
   */
  public record Watched(
      String command,
      String runId,
      Instant started,
      String output,
      Optional<Instant> newestInput,
      Optional<Path> textfile) {}

  private final SparkContext spark;
  private final Watched run;
  private final Clock clock;
  private final RunFigures figures = RunFigures.ofThisProcess();
  private Map<String, Long> counts = Map.of();
  private boolean isGood;
  private Throwable failure;
  private boolean isTextfileKept;

  public RunWatch(SparkContext spark, Watched run, Clock clock) {
    this.spark = spark;
    this.run = run;
    this.clock = clock;
    ThreadContext.put(RUN_ID, run.runId());
    spark.setLocalProperty(RUN_ID, run.runId());
    figures.begin(clock, run.started(), run.newestInput().orElse(null));
    JsonLog.runBegun(run.command(), run.runId());
  }

  /** Hears of the stages; passes them on where the log is for people. */
  public Progress over(Progress forPeople) {
    return new WatchedProgress(forPeople, figures, clock);
  }

  /** What the datasets hold. */
  public void counted(Map<Dataset, RunSummary.Counts> datasets) {
    figures.counted(datasets);
  }

  /** What the columns are. */
  public void found(Collection<CatalogEntry> entries) {
    figures.found(
        entries.stream().mapToLong(entry -> entry.classification().findings().size()).sum(),
        entries.stream().filter(entry -> entry.classification().type().isPersonal()).count());
  }

  /**
   * @param total what goes into the {@code runs} table
   */
  public void succeeded(Map<String, Long> total) {
    counts = new TreeMap<>(total);
    isGood = true;
  }

  public void failed(Throwable cause) {
    failure = cause;
  }

  /** The run takes some hours later on, and is no night: the file stays as it is. */
  public void keepTextfile() {
    isTextfileKept = true;
  }

  @Override
  public void close() {
    figures.end(isGood);
    run.textfile().filter(file -> !isTextfileKept).ifPresent(this::write);
    JsonLog.runEnded(
        run.command(),
        run.runId(),
        isGood ? "SUCCEEDED" : "FAILED",
        Duration.between(run.started(), clock.instant()),
        counts,
        isGood ? null : classes(failure));
    spark.setLocalProperty(RUN_ID, null);
    ThreadContext.remove(RUN_ID);
  }

  /** That nobody can read the figures is no reason to fail a run. */
  private void write(Path textfile) {
    try {
      new MetricsTextFile(textfile, run.output()).write(figures);
    } catch (IOException e) {
      String message =
          "metrics.textfile "
              + textfile
              + ": cannot be written ("
              + e.getClass().getSimpleName()
              + "); let Pinfold write to its directory";
      if (JsonLog.isOn()) {
        JsonLog.warning(message);
      } else {
        System.err.println("pinfold: " + message);
      }
    }
  }

  /** Names of classes alone: a message may quote data. */
  private static String classes(Throwable failure) {
    if (failure == null) {
      return "unknown";
    }
    StringBuilder names = new StringBuilder(failure.getClass().getName());
    int depth = 0;
    for (Throwable cause = failure.getCause(); cause != null && depth < 20; depth++) {
      names.append(" <- ").append(cause.getClass().getName());
      cause = cause.getCause();
    }
    return names.toString();
  }
}
