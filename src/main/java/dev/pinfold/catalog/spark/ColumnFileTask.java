// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * One task of a write: its rows as one file, if there are any. It yields Delta's action that adds
 * the file, with its statistics, as JSON; what the task does not commit is not in the table.
 */
final class ColumnFileTask implements FlatMapFunction<Iterator<InternalRow>, String> {
  private static final long serialVersionUID = 1L;

  private final Shared<HadoopSettings> settings;
  private final DelayedCommitProtocol committer;
  private final StructType physical;
  private final FileStatistics told;
  private final List<RequiredColumn> required;
  private final String extension;
  private final boolean areOwn;

  /**
   * @param settings of the job, as Spark's file format prepares them
   * @param physical the rows' columns as files know them
   * @param told what statistics tell of
   * @param extension of the file's name
   * @param areOwn whether the rows are made here, each anew; a row of Spark's may come again and
   *     hold something else
   */
  ColumnFileTask(
      Shared<HadoopSettings> settings,
      DelayedCommitProtocol committer,
      StructType physical,
      FileStatistics told,
      List<RequiredColumn> required,
      String extension,
      boolean areOwn) {
    this.settings = settings;
    this.committer = committer;
    this.physical = physical;
    this.told = told;
    this.required = List.copyOf(required);
    this.extension = extension;
    this.areOwn = areOwn;
  }

  @Override
  public Iterator<String> call(Iterator<InternalRow> rows) throws IOException {
    if (!rows.hasNext()) {
      return List.<String>of().iterator();
    }
    Configuration ours = settings.value().configuration();
    TaskAttemptContext task = task(ours);
    committer.setupTask(task);
    Path path = new Path(committer.newTaskTempFile(task, Option.empty(), "-c000" + extension));
    ColumnFile file = null;
    try {
      file = new ColumnFile(ours, path, physical, told);
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        RequiredColumn.check(required, row);
        if (areOwn && row instanceof GenericInternalRow) {
          file.writeLater(row);
        } else {
          file.write(row);
        }
      }
      String statistics = file.end();
      AddFile added = (AddFile) ((Seq<?>) committer.commitTask(task).obj()).head();
      count(file.records(), added.size());
      return List.of(FileActions.withStatistics(added, statistics).json()).iterator();
    } catch (Throwable e) { // Scala declares none of what it throws
      UnfinishedFile.discard(file == null ? null : file::abort, path, ours, e);
      throw e;
    }
  }

  private static TaskAttemptContext task(Configuration settings) {
    TaskContext spark = TaskContext.get();
    TaskID id =
        new TaskID(new JobID("stage", spark.stageId()), TaskType.MAP, TaskContext.getPartitionId());
    return new TaskAttemptContextImpl(settings, new TaskAttemptID(id, spark.attemptNumber()));
  }

  /** What Spark's user interface tells of the task. */
  private static void count(long records, long bytes) {
    var output = TaskContext.get().taskMetrics().outputMetrics();
    output.setRecordsWritten(records);
    output.setBytesWritten(bytes);
  }
}
