// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.InputSplits;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * How much input one task takes: as much as the settings allow for one file of a table, so that
 * files are few and a profile's task looks at few values that another has looked at, but so little
 * that every core has a few tasks, and as many as the others.
 */
final class TaskInput {
  private static final int TASKS_A_CORE = 3;

  private TaskInput() {}

  /** The parts of files that one task each reads. */
  static List<List<InputSplit>> of(
      SparkSession spark, PinfoldSettings settings, List<InputFile> files) {
    long total = files.stream().mapToLong(InputFile::bytes).sum();
    int cores = spark.sparkContext().defaultParallelism();
    long share = total / (TASKS_A_CORE * (long) cores);
    return InputSplits.plan(
        files,
        Math.max(settings.splitBytes(), Math.min(settings.output().targetFileBytes(), share)),
        cores);
  }
}
