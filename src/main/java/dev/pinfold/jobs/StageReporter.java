// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.jobs.monitor.RunWatch;
import dev.pinfold.report.Progress;
import dev.pinfold.report.RunSummary;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Announces the stages of a run to the user, and to Spark, whose UI names its jobs after them. */
final class StageReporter implements AutoCloseable {
  private final SparkSession spark;
  private final Progress progress;
  private final RunWatch watch;
  private final TaskListener listener;

  StageReporter(SparkSession spark, Progress progress, RunWatch watch) {
    this.spark = spark;
    this.progress = watch.over(progress);
    this.watch = watch;
    this.listener = new TaskListener(this.progress);
    spark.sparkContext().addSparkListener(listener);
  }

  void begin(String stage) {
    listener.reset();
    progress.stage(stage);
    spark.sparkContext().setJobDescription(stage);
  }

  /** What the datasets hold is known. */
  void counted(Map<Dataset, RunSummary.Counts> datasets) {
    watch.counted(datasets);
  }

  /** What the columns are is known. */
  void found(Collection<CatalogEntry> entries) {
    watch.found(entries);
  }

  @Override
  public void close() {
    progress.finish();
    spark.sparkContext().setJobDescription(null);
    spark.sparkContext().removeSparkListener(listener);
  }
}
