// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.RunAccount;
import dev.pinfold.report.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pinfold status}: says when the last good run over an output was.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Status pinfold.jar --output DIR}. Exit codes: 0
 * there was one, and within the hours asked for; 1 there was none.
 */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says when the last good run over an output was.")
public final class Status implements Callable<Integer> {
  /** Other commands are in {@code runs}, too; that they went well says nothing of the tables. */
  private static final String LOADING = "run";

  @Mixin private FinishedRunOptions options;

  @Option(
      names = "--within",
      paramLabel = "HOURS",
      description = "End with exit code 1 where the last good run is older.")
  private Integer within;

  public static void main(String[] arguments) {
    Pinfold.end(new Status(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    if (within != null) {
      OptionChecks.atLeast("--within", within, 1);
    }
    Optional<RunAccount> good;
    Optional<RunAccount> latest;
    try (SparkSession spark = options.open("status")) {
      RunHistory runs = new RunHistory(spark, options.output);
      latest = runs.latestOf(LOADING);
      good = latest.filter(RunAccount::isGood).or(() -> runs.lastGoodOf(LOADING));
    }
    StatusReport report =
        new StatusReport(
            good,
            latest,
            Optional.ofNullable(within).map(Duration::ofHours),
            Clock.systemUTC().instant());
    System.out.print(report.text());
    return report.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
