// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.RunSummary;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of the commands that read a dump. */
final class DumpOptions {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description =
          "The dump: a directory that holds endpoints/, events/, imports/ or configuration/;"
              + " a local path, s3a: or any Hadoop file system.")
  String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the Delta tables go; made where it does not exist.")
  String output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: the one in conf/.")
  Path config;

  @Option(
      names = "--fail-on-drift",
      description =
          "End with exit code 3 where columns changed since the run before; the tables are written"
              + " all the same. drift.fail in pinfold.yaml asks for it in every run.")
  boolean failOnDrift;

  /** What a finished run ends with. */
  int exitCode(RunSummary summary) {
    boolean isAsked = failOnDrift || summary.failsOnDrift();
    return isAsked && !summary.changes().isEmpty() ? ExitCodes.DATA : ExitCodes.DONE;
  }
}
