// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import java.util.Locale;

/** What is told of a run as a number. */
public enum Figure {
  RUN_SUCCEEDED(Scope.RUN, "Whether the run succeeded: 1, or 0."),
  RUN_STARTED_TIMESTAMP_SECONDS(Scope.RUN, "When the run began, in seconds since 1970."),
  RUN_FINISHED_TIMESTAMP_SECONDS(Scope.RUN, "When the run ended, in seconds since 1970."),
  RUN_DURATION_SECONDS(Scope.RUN, "How long the run took; up to now, while it runs."),
  LAG_SECONDS(
      Scope.RUN, "From the newest input file's modification to the run's end; to now, before."),
  FINDINGS(Scope.RUN, "Rows that the run adds to pii_findings: columns times identifiers."),
  PERSONAL_COLUMNS(Scope.RUN, "Input columns that hold personal data."),
  INPUT_FILES(Scope.DATASET, "Input files of the run."),
  INPUT_BYTES(Scope.DATASET, "Their size."),
  RECORDS_READ(Scope.DATASET, "Records that the run read."),
  RECORDS_WRITTEN(Scope.DATASET, "Records that could be read."),
  RECORDS_QUARANTINED(Scope.DATASET, "Records that could not.");

  enum Scope {
    RUN,
    /** One for each dataset of the dump. */
    DATASET
  }

  private final Scope scope;
  private final String help;

  Figure(Scope scope, String help) {
    this.scope = scope;
    this.help = help;
  }

  /** Such as {@code records_read}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOfDatasets() {
    return scope == Scope.DATASET;
  }

  String help() {
    return help;
  }
}
