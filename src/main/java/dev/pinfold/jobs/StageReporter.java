// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.Progress;
import org.apache.spark.sql.SparkSession;

/** Announces the stages of a run to the user, and to Spark, whose UI names its jobs after them. */
final class StageReporter implements AutoCloseable {
  private final SparkSession spark;
  private final Progress progress;
  private final TaskListener listener;

  StageReporter(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
    this.listener = new TaskListener(progress);
    spark.sparkContext().addSparkListener(listener);
  }

  void begin(String stage) {
    listener.reset();
    progress.stage(stage);
    spark.sparkContext().setJobDescription(stage);
  }

  @Override
  public void close() {
    progress.finish();
    spark.sparkContext().setJobDescription(null);
    spark.sparkContext().removeSparkListener(listener);
  }
}
