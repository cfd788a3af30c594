// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.RunSummary;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code pinfold classify}: reads a dump once and writes the PII catalog and its findings alone.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Classify pinfold.jar --input DIR --output DIR}.
 */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = "Reads a dump once and writes the PII catalog alone.")
public final class Classify implements Callable<Integer> {
  @Mixin private DumpOptions options;

  public static void main(String[] arguments) {
    Pinfold.end(new Classify(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    RunSummary summary =
        DumpCommand.execute("classify", options, Clock.systemUTC(), DumpRun::classifyOnly);
    System.out.print(summary.text());
    return options.exitCode(summary);
  }
}
