// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * The commands that read a dump, in a session that stays open: the same code from reading the
 * configuration to the entry in {@code runs}. For benchmarks, where Spark's start would hide the
 * work.
 */
public final class SessionCommands {
  private final SparkSession spark;

  public SessionCommands(SparkSession spark) {
    this.spark = spark;
  }

  /** A session as the commands open it, embedded and on so many cores. The caller closes it. */
  public static SparkSession open(String name, int cores) {
    return SparkSessions.open(name, cores);
  }

  /**
   * {@code pinfold classify --input INPUT --output OUTPUT}, with the configuration in {@code
   * conf/}.
   */
  public RunSummary classify(Path input, Path output) throws IOException {
    return execute("classify", input, output, DumpRun::classifyOnly);
  }

  /** {@code pinfold run --input INPUT --output OUTPUT --as-of DATE}, configured likewise. */
  public RunSummary run(Path input, Path output, LocalDate asOf) throws IOException {
    return execute(
        "run", input, output, run -> run.run(new RunScope(asOf, true, false, Optional.empty())));
  }

  private RunSummary execute(
      String command, Path input, Path output, Function<DumpRun, RunSummary> stages)
      throws IOException {
    DumpOptions options = new DumpOptions();
    options.input = input.toString();
    options.output = output.toString();
    Clock clock = Clock.systemUTC();
    return DumpCommand.within(
        spark, DumpCommand.Configured.load(options, clock), command, options, clock, stages);
  }
}
