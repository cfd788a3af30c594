// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When the last good run over an output was.
 *
 * @param good the last run that succeeded
 * @param latest the last run of all
 * @param within how old the good one may be; empty: as old as it is
 */
public record StatusReport(
    Optional<RunAccount> good,
    Optional<RunAccount> latest,
    Optional<Duration> within,
    Instant now) {
  public StatusReport {
    requireNonNull(good, "good is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(within, "within is null");
    requireNonNull(now, "now is null");
  }

  /** Whether there was a good run, lately enough. */
  public boolean isGood() {
    return good.isPresent() && (within.isEmpty() || age(good.get()).compareTo(within.get()) <= 0);
  }

  private Duration age(RunAccount run) {
    Instant ended = run.finished() == null ? run.started() : run.finished();
    return Duration.between(ended, now);
  }

  /** One or two lines, ended by a newline. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (good.isEmpty()) {
      text.append("No run has succeeded yet.");
    } else {
      RunAccount run = good.get();
      text.append(
          String.format(
              Locale.ROOT,
              "Last good run: %s (%s), %s, %s ago: %,d records, %,d quarantined.",
              run.runId(),
              run.command(),
              (run.finished() == null ? run.started() : run.finished())
                  .truncatedTo(ChronoUnit.SECONDS),
              inWords(age(run)),
              run.total("records_read"),
              run.total("records_quarantined")));
      if (!isGood()) {
        text.append(" That is longer ago than ").append(inWords(within.orElseThrow())).append('.');
      }
    }
    text.append(System.lineSeparator());
    latest
        .filter(run -> !run.isGood())
        .ifPresent(
            run ->
                text.append("The latest run, ")
                    .append(run.runId())
                    .append(" of ")
                    .append(run.started().truncatedTo(ChronoUnit.SECONDS))
                    .append(
                        run.isUnfinished()
                            ? ", has not ended: it is at work, or died."
                            : ", failed.")
                    .append(System.lineSeparator()));
    return text.toString();
  }

  private static String inWords(Duration age) {
    return age.toHours() >= 48
        ? age.toDays() + " days"
        : age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }
}
