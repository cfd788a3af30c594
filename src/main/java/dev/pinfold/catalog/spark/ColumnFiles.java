// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.stats.DeltaStatsColumnSpec;
import org.apache.spark.sql.delta.stats.StatisticsCollection$;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows that tasks make as files of a {@link PlainTable}, one a task, by {@link ColumnFile}. It is
 * what {@code TransactionalWrite} of Delta 4.4.0 does with Spark's writer, which takes three times
 * as long for records that are mostly null: half of that for statistics, by a projection over all
 * values of each row.
 */
final class ColumnFiles {
  private static final List<String> OFF = List.of("", "false");

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

  /** Whether the table, the types of the rows' columns and the session's settings allow it. */
  boolean isPlain() {
    return table.isPlain()
        && ColumnCells.canBe(schema)
        && statisticsColumns().deltaStatsColumnNamesOpt().isEmpty()
        && isSet("spark.sql.parquet.writeLegacyFormat", "false")
        && isSet("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        && isSet("spark.sql.files.maxRecordsPerFile", "0")
        && hasNoSetting("parquet.crypto.factory.class")
        && hasNoSetting("parquet.bloom.filter.enabled")
        && hasNoSetting("parquet.block.row.count.limit");
  }

  private boolean isSet(String setting, String value) {
    return spark.conf().get(setting).equalsIgnoreCase(value);
  }

  /** What a file's bytes would depend on besides. */
  private boolean hasNoSetting(String prefix) {
    Configuration all = spark.sessionState().newHadoopConf();
    return OFF.contains(all.get(prefix, "")) && all.getPropsWithPrefix(prefix + "#").isEmpty();
  }

  private DeltaStatsColumnSpec statisticsColumns() {
    return StatisticsCollection$.MODULE$.configuredDeltaStatsColumnSpec(delta.metadata());
  }

  /** Writes the files, which are the table's once the transaction has committed them. */
  List<Action> write(Dataset<Row> rows) {
    // Parquet's writer asks the thread's session, which may be another one.
    List<String> added = spark.withActive(() -> files(rows));
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

  private List<String> files(Dataset<Row> rows) {
    StructType physical = table.physical();
    Job job = table.job();
    OutputWriterFactory writers = table.writers(job, physical);
    List<String> top = List.of();
    StructType indexed =
        StatisticsCollection$.MODULE$.getIndexedColumns(
            CollectionConverters.asScala(top).toSeq(),
            statisticsColumns(),
            physical,
            NoMapping$.MODULE$);
    String extension =
        writers.getFileExtension(
            new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID()));
    return rows.queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(
            new ColumnFileTask(
                job.getConfiguration(),
                table.committer(),
                physical,
                indexed,
                isSet("spark.databricks.delta.stats.collect", "true"),
                table.requiredColumns(),
                extension))
        .collect();
  }
}
