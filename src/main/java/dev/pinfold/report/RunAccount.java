// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of the {@code runs} table.
 *
 * @param finished null where the run has not said so
 * @param status {@code SUCCEEDED}, {@code FAILED}, {@code ROLLED_BACK} or {@link #UNFINISHED}
 * @param counts what it counted, by names such as {@code events.records_read}
 */
public record RunAccount(
    String runId,
    String command,
    Instant started,
    Instant finished,
    String status,
    String version,
    Map<String, Long> counts) {
  /** The status of a run that did all it had to, and is not valid yet; it may have died. */
  public static final String UNFINISHED = "UNFINISHED";

  /** Among the counts, of a run that took the files of some hours alone. */
  public static final String OF_HOURS = "of_hours";

  private static final String SUCCEEDED = "SUCCEEDED";

  public RunAccount {
    requireNonNull(runId, "runId is null");
    requireNonNull(command, "command is null");
    requireNonNull(started, "started is null");
    requireNonNull(status, "status is null");
    counts = new TreeMap<>(counts);
  }

  public boolean isGood() {
    return status.equals(SUCCEEDED);
  }

  /** Whether it took the files of some hours alone. */
  public boolean isOfHours() {
    return counts.containsKey(OF_HOURS);
  }

  boolean isUnfinished() {
    return status.equals(UNFINISHED);
  }

  /** How long it took; nothing where it has not ended. */
  Duration took() {
    return finished == null ? Duration.ZERO : Duration.between(started, finished);
  }

  /** A count over all datasets, such as of {@code records_read}. */
  long total(String count) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + count))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
