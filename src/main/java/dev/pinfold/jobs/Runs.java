// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.RunAccount;
import dev.pinfold.report.RunsPrinter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pinfold runs}: lists the runs over an output, the latest first.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Runs pinfold.jar --output DIR}.
 */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists the runs over an output, the latest first.")
public final class Runs implements Callable<Integer> {
  @Mixin private FinishedRunOptions options;

  @Option(
      names = "--last",
      defaultValue = "20",
      paramLabel = "N",
      description = "How many runs to list; default: ${DEFAULT-VALUE}.")
  private int last;

  @Option(names = "--json", description = "One JSON object a run and line.")
  private boolean json;

  public static void main(String[] arguments) {
    Pinfold.end(new Runs(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    OptionChecks.atLeast("--last", last, 1);
    List<RunAccount> runs;
    try (SparkSession spark = options.open("runs")) {
      runs = new RunHistory(spark, options.output).latest(last);
    }
    System.out.print(json ? RunsPrinter.json(runs) : RunsPrinter.table(runs));
    return ExitCodes.DONE;
  }
}
