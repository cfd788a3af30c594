// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.report.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The figures of one run, as they become known. One thread fills them in, others look.
 *
 * <p>Spark makes its plugins itself, so that they can find the run's figures only at a place that
 * all of the process know: {@link #ofThisProcess}.
 */
public final class RunFigures {
  private static final RunFigures PRESENT = new RunFigures();

  private InstantSource clock = InstantSource.system();
  private Instant started;
  private Instant finished;
  private boolean succeeded;
  private Instant newestInput;
  private Long findings;
  private Long personalColumns;
  private final Map<Dataset, RunSummary.Counts> datasets = new EnumMap<>(Dataset.class);
  private final Map<String, Duration> stages = new LinkedHashMap<>();
  private Consumer<String> onNewStage = stage -> {};

  /** Those of the run that is at work in this process, or was last. */
  static RunFigures ofThisProcess() {
    return PRESENT;
  }

  /**
   * Forgets the run before.
   *
   * @param newestInput when the newest input file was modified; null where there is none
   */
  synchronized void begin(InstantSource clock, Instant started, Instant newestInput) {
    this.clock = clock;
    this.started = started;
    this.finished = null;
    this.succeeded = false;
    this.newestInput = newestInput;
    this.findings = null;
    this.personalColumns = null;
    datasets.clear();
    stages.clear();
  }

  synchronized void counted(Map<Dataset, RunSummary.Counts> counts) {
    datasets.putAll(counts);
  }

  synchronized void found(long findings, long personalColumns) {
    this.findings = findings;
    this.personalColumns = personalColumns;
  }

  /** A stage that comes again adds to what it took before. */
  void took(String stage, Duration duration) {
    Consumer<String> listener;
    boolean isNew;
    synchronized (this) {
      isNew = !stages.containsKey(stage);
      stages.merge(stage, duration, Duration::plus);
      listener = onNewStage;
    }
    if (isNew) {
      listener.accept(stage);
    }
  }

  synchronized void end(boolean succeeded) {
    this.finished = clock.instant();
    this.succeeded = succeeded;
  }

  /** Who wants to hear of stages that no run of this process had before. */
  synchronized void onNewStage(Consumer<String> listener) {
    onNewStage = listener;
  }

  /** Empty where it is not known (yet). What is of datasets is their sum. */
  synchronized OptionalDouble value(Figure figure) {
    if (figure.isOfDatasets()) {
      return datasets.keySet().stream()
          .map(dataset -> value(figure, dataset))
          .filter(OptionalDouble::isPresent)
          .mapToDouble(OptionalDouble::getAsDouble)
          .reduce(Double::sum);
    }
    return switch (figure) {
      case RUN_SUCCEEDED ->
          finished == null ? OptionalDouble.empty() : OptionalDouble.of(succeeded ? 1 : 0);
      case RUN_STARTED_TIMESTAMP_SECONDS -> seconds(started);
      case RUN_FINISHED_TIMESTAMP_SECONDS -> seconds(finished);
      case RUN_DURATION_SECONDS -> sinceUntilEnd(started);
      case LAG_SECONDS -> started == null ? OptionalDouble.empty() : sinceUntilEnd(newestInput);
      case FINDINGS -> known(findings);
      case PERSONAL_COLUMNS -> known(personalColumns);
      default -> throw new IllegalArgumentException(figure + " is of datasets");
    };
  }

  /** A figure that each dataset has; empty where it is not known (yet). */
  synchronized OptionalDouble value(Figure figure, Dataset dataset) {
    RunSummary.Counts counts = datasets.get(dataset);
    if (counts == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (figure) {
          case INPUT_FILES -> counts.files();
          case INPUT_BYTES -> counts.bytes();
          case RECORDS_READ -> counts.read();
          case RECORDS_WRITTEN -> counts.written();
          case RECORDS_QUARANTINED -> counts.quarantined();
          default -> throw new IllegalArgumentException(figure + " is of the run");
        });
  }

  /** How long each stage of the run took, the first stage first. */
  synchronized Map<String, Duration> stages() {
    return new LinkedHashMap<>(stages);
  }

  private OptionalDouble sinceUntilEnd(Instant from) {
    if (from == null) {
      return OptionalDouble.empty();
    }
    Instant until = finished == null ? clock.instant() : finished;
    return OptionalDouble.of(Math.max(0, Duration.between(from, until).toMillis() / 1000.0));
  }

  private static OptionalDouble seconds(Instant time) {
    return time == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.floor(time.toEpochMilli() / 1000.0));
  }

  private static OptionalDouble known(Long count) {
    return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
  }
}
