// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The options of the commands that look at what a run left. */
final class FinishedRunOptions {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The output directory of a run.")
  String output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: the one in conf/.")
  Path config;

  /**
   * A session that speaks to S3 as the settings say, once it is sure that the output can be listed.
   * The caller closes it.
   */
  SparkSession open(String command) throws IOException {
    SparkSession spark = SparkSessions.open(command, SettingsFile.find(config).aws());
    try {
      S3Access.require("output", output, spark.sparkContext().hadoopConfiguration());
      return spark;
    } catch (RuntimeException e) {
      spark.close();
      throw e;
    }
  }
}
