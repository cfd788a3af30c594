// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.report.RunSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pinfold run}: a dump in, protected Delta tables, the PII catalog, demographics and KPIs
 * out.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Run pinfold.jar --input DIR --output DIR}. Exit
 * codes: 0 done, 1 failed, 2 usage or configuration, 3 nothing readable, or columns changed and
 * {@code --fail-on-drift} given, or {@code drift.fail} set.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Loads, classifies, protects and aggregates a dump, once.")
public final class Run implements Callable<Integer> {
  @Mixin private DumpOptions options;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The day the demographics are of, as YYYY-MM-DD; default: today, UTC.")
  private String asOf;

  @Option(
      names = "--full",
      description =
          "Make all tables anew from what lies in the input; default: take the files that no run"
              + " has taken yet.")
  private boolean full;

  @Option(
      names = "--from",
      paramLabel = "HOUR",
      description =
          "Take event files of this hour and later only, as YYYY-MM-DD or YYYY-MM-DDTHH, UTC; the"
              + " hour is the one in the file's path.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "HOUR",
      description = "Take event files of this day or hour and earlier only.")
  private String to;

  public static void main(String[] arguments) {
    Pinfold.end(new Run(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    LocalDate date = asOf == null ? LocalDate.now(clock.withZone(ZoneOffset.UTC)) : date(asOf);
    RunScope scope = new RunScope(date, asOf != null, full, HourRange.of(from, to));
    RunSummary summary = DumpCommand.execute("run", options, clock, run -> run.run(scope));
    System.out.print(summary.text());
    return options.exitCode(summary);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new UserException(
          UserException.Kind.USAGE, "--as-of: '" + text + "' is no date; give YYYY-MM-DD", e);
    }
  }
}
