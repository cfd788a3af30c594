// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import picocli.CommandLine.Option;

/** The option of the commands that look at what a run left. */
final class FinishedRunOptions {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The output directory of a run.")
  String output;
}
