// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Rows of the driver as one file of a table, without a query: planning one and running its job
 * costs more than the rows. Of a {@link PlainTable}, with Delta's own parts.
 */
final class RowsFile {
  private final SparkSession spark;
  private final PlainTable table;
  private final StructType schema;
  private final List<Row> rows;

  RowsFile(SparkSession spark, PlainTable table, NewRows rows) {
    this.spark = spark;
    this.table = table;
    this.schema = rows.schema();
    this.rows = rows.rows();
  }

  /**
   * Writes the file, which is the table's once the transaction has committed it. Where that fails,
   * there is no file.
   *
   * @throws DeltaInvariantViolationException where a column is null that must not be, as Delta
   *     itself does; it names the column
   */
  AddFile write() {
    Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(schema);
    List<InternalRow> all = rows.stream().map(row -> (InternalRow) converter.apply(row)).toList();
    List<RequiredColumn> required = table.requiredColumns();
    all.forEach(row -> RequiredColumn.check(required, row));
    // Parquet's writer asks the thread's session, which may be another one.
    AddFile file = spark.withActive(() -> write(all));
    table.note(1, rows.size(), file.size());
    return file;
  }

  private AddFile write(List<InternalRow> all) {
    StructType physical = table.physical();
    Job job = table.job();
    OutputWriterFactory writers = table.writers(job, physical);
    TaskAttemptContext task =
        new TaskAttemptContextImpl(
            job.getConfiguration(),
            new TaskAttemptID(new TaskID(new JobID("driver", 0), TaskType.MAP, 0), 0));
    DelayedCommitProtocol committer = table.committer();
    committer.setupTask(task);
    String path =
        committer.newTaskTempFile(task, Option.empty(), "-c000" + writers.getFileExtension(task));
    OutputWriter writer = null;
    try {
      writer = writers.newInstance(path, physical, task);
      all.forEach(writer::write);
      writer.close();
      return (AddFile) ((Seq<?>) committer.commitTask(task).obj()).head();
    } catch (Throwable e) { // Scala declares none of what it throws
      UnfinishedFile.discard(
          writer == null ? null : writer::close, new Path(path), job.getConfiguration(), e);
      throw e;
    }
  }
}
