// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.Progress;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Tells the progress of Spark's tasks, as the jobs of a stage add up. */
final class TaskListener extends SparkListener {
  private final Progress progress;
  private int total;
  private int done;

  TaskListener(Progress progress) {
    this.progress = progress;
  }

  /** Counts from zero for a new stage. */
  synchronized void reset() {
    total = 0;
    done = 0;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    CollectionConverters.asJava(job.stageInfos()).forEach(stage -> total += stage.numTasks());
    progress.tasks(done, total);
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    done = Math.min(done + 1, total);
    progress.tasks(done, total);
  }
}
