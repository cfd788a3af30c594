// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that tasks make as files of a {@link PlainTable}, one a task, by {@link ColumnFile}. It is
 * what {@code TransactionalWrite} of Delta 4.4.0 does with Spark's writer, which for records that
 * are mostly null costs more than all else of protecting them (docs/performance.md).
 */
final class ColumnFiles {
  private final SparkSession spark;
  private final OptimisticTransaction delta;
  private final PlainTable table;
  private final StructType schema;

  /**
   * @param schema of the rows
   */
  ColumnFiles(
      SparkSession spark, OptimisticTransaction delta, PlainTable table, StructType schema) {
    this.spark = spark;
    this.delta = delta;
    this.table = table;
    this.schema = schema;
  }

  /** Whether the table, the types of the rows' columns and all settings allow it. */
  boolean isPlain() {
    return table.isPlain()
        && ColumnCells.canBe(schema)
        && !FileStatistics.areNamed(delta.metadata())
        && isSetTo("spark.sql.parquet.writeLegacyFormat", "false")
        && isSetTo("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        && isSetTo("spark.sql.files.maxRecordsPerFile", "0")
        && isSetTo("spark.databricks.delta.stats.collect.using.tableSchema", "true")
        // Those of the table and of its log are among them.
        && ParquetSettings.areKnown(table.job().getConfiguration());
  }

  private boolean isSetTo(String setting, String value) {
    return spark.conf().get(setting).equalsIgnoreCase(value);
  }

  /**
   * Writes the files, which are the table's once the transaction has committed them.
   *
   * @throws DeltaInvariantViolationException where a column is null that must not be, as Delta
   *     itself does; it names the column
   */
  List<Action> write(Dataset<Row> rows) {
    // Parquet's writer asks the thread's session, which may be another one.
    List<String> added = spark.withActive(() -> written(rows));
    List<Action> actions = new ArrayList<>();
    long records = 0;
    long bytes = 0;
    for (String json : added) {
      AddFile file = (AddFile) Action$.MODULE$.fromJson(json);
      records += ((Number) file.numPhysicalRecords().get()).longValue();
      bytes += file.size();
      actions.add(file);
    }
    table.note(actions.size(), records, bytes);
    return actions;
  }

  private List<String> written(Dataset<Row> rows) {
    try {
      // Tasks of an RDD would go by the settings of Spark's own making, not by the session's.
      return SQLExecution.withSQLConfPropagated(
          (org.apache.spark.sql.classic.SparkSession) spark, () -> files(rows));
    } catch (Throwable e) { // Scala declares none of what it throws
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof DeltaInvariantViolationException violation) {
          throw violation;
        }
      }
      throw e;
    }
  }

  private List<String> files(Dataset<Row> rows) {
    StructType physical = table.physical();
    Job job = table.job();
    OutputWriterFactory writers = table.writers(job, physical);
    String extension =
        writers.getFileExtension(
            new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID()));
    Shared<HadoopSettings> settings = HadoopSettings.shared(job.getConfiguration());
    return rows.queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(
            new ColumnFileTask(
                settings,
                table.committer(),
                physical,
                FileStatistics.of(spark, delta.metadata()),
                table.requiredColumns(),
                extension,
                // Whatever plan stands above makes rows that it uses again.
                rows.queryExecution().executedPlan() instanceof RowsExec))
        .collect();
  }
}
