// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
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
import org.apache.spark.sql.delta.ColumnWithDefaultExprUtils;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.TableFeature;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.constraints.Constraint;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.delta.hooks.AutoCompact$;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.delta.schema.SchemaUtils$;
import org.apache.spark.sql.delta.util.TableParquetVersionOption;
import org.apache.spark.sql.execution.datasources.BasicWriteJobStatsTracker;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of the driver as one file of a table, without a query: planning one and running its job
 * costs more than the rows. It does, with Delta's own parts, what {@code TransactionalWrite} of
 * Delta 4.4.0 does with a query: physical names and field numbers, settings of Parquet, the file's
 * name, the figures in the table's history. Where Delta would do more than that, as for CHECK
 * constraints, {@link #isPlain} says so, and Delta has to.
 */
final class RowsFile {
  /**
   * What a table with column mapping can have by its protocol (2, 5), which is the one of Pinfold's
   * own. Whether it has constraints or generated columns is looked at apart.
   */
  private static final Set<String> FEATURES =
      Set.of(
          "appendOnly",
          "invariants",
          "checkConstraints",
          "changeDataFeed",
          "generatedColumns",
          "columnMapping");

  private final SparkSession spark;
  private final OptimisticTransaction delta;
  private final Metadata table;
  private final StructType schema;
  private final List<Row> rows;

  /**
   * @param delta has the table's metadata already as they will be with these rows
   */
  RowsFile(SparkSession spark, OptimisticTransaction delta, NewRows rows) {
    this.spark = spark;
    this.delta = delta;
    this.table = delta.metadata();
    this.schema = rows.schema();
    this.rows = rows.rows();
  }

  /**
   * Whether the rows go into the file as they are, and nothing is to be asked of them but that some
   * columns hold something.
   */
  boolean isPlain() {
    return table.partitionColumns().isEmpty()
        && FEATURES.containsAll(features())
        && !ColumnWithDefaultExprUtils.tableHasDefaultExpr(delta.protocol(), table, false)
        && SchemaUtils$.MODULE$.findNullTypeColumn(table.schema()).isEmpty()
        && Arrays.stream(schema.fields()).allMatch(this::isAsInTable)
        && required().isPresent();
  }

  private List<String> features() {
    return CollectionConverters.asJava(delta.protocol().implicitlyAndExplicitlySupportedFeatures())
        .stream()
        .map(TableFeature::name)
        .toList();
  }

  /** A column with a name in other letters, or of another type, Delta casts. */
  private boolean isAsInTable(StructField column) {
    Option<Object> at = table.schema().getFieldIndex(column.name());
    return at.isDefined()
        && DataType.equalsIgnoreNullability(
            column.dataType(), table.schema().apply((int) at.get()).dataType());
  }

  /**
   * The columns that must not be null, nested ones among them. Empty where the table asks for more
   * than that, or for a column that the rows lack.
   */
  private Optional<List<Required>> required() {
    List<Required> all = new ArrayList<>();
    for (Constraint constraint : CollectionConverters.asJava(Constraints.getAll(table, spark))) {
      if (!(constraint instanceof Constraints.NotNull notNull)) {
        return Optional.empty();
      }
      Optional<Required> column = Required.of(notNull, schema);
      if (column.isEmpty()) {
        return Optional.empty();
      }
      all.add(column.get());
    }
    return Optional.of(all);
  }

  /**
   * A column that must not be null; then nothing that it is within is, either.
   *
   * @param path its place in the row, then that within the struct there, and so on
   * @param sizes how many fields each of these structs has
   */
  private record Required(Constraints.NotNull constraint, List<Integer> path, List<Integer> sizes) {
    /** Empty where there is no such column. */
    static Optional<Required> of(Constraints.NotNull constraint, StructType schema) {
      List<Integer> path = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      DataType within = schema;
      for (String name : CollectionConverters.asJava(constraint.column())) {
        if (!(within instanceof StructType struct) || struct.getFieldIndex(name).isEmpty()) {
          return Optional.empty();
        }
        int at = (int) struct.getFieldIndex(name).get();
        path.add(at);
        sizes.add(struct.size());
        within = struct.apply(at).dataType();
      }
      return Optional.of(new Required(constraint, path, sizes));
    }

    boolean isMissing(InternalRow row) {
      InternalRow within = row;
      for (int i = 0; i < path.size(); i++) {
        if (within.isNullAt(path.get(i))) {
          return true;
        }
        if (i + 1 < path.size()) {
          within = within.getStruct(path.get(i), sizes.get(i + 1));
        }
      }
      return false;
    }
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
    for (Required column : required().orElseThrow()) {
      if (all.stream().anyMatch(column::isMissing)) {
        throw DeltaInvariantViolationException.apply(column.constraint());
      }
    }
    // Parquet's writer asks the thread's session, which may be another one.
    AddFile file = spark.withActive(() -> write(all));
    note(file);
    delta.registerPostCommitHook(AutoCompact$.MODULE$);
    return file;
  }

  private AddFile write(List<InternalRow> all) {
    StructType physical =
        DeltaColumnMapping$.MODULE$.createPhysicalSchema(
            schema.asNullable(), table.schema(), table.columnMappingMode(), true);
    Job job = job();
    OutputWriterFactory writers =
        delta
            .deltaLog()
            .fileFormat(delta.protocol(), table)
            .prepareWrite(spark, job, options(), physical);
    TaskAttemptContext task =
        new TaskAttemptContextImpl(
            job.getConfiguration(),
            new TaskAttemptID(new TaskID(new JobID("driver", 0), TaskType.MAP, 0), 0));
    DelayedCommitProtocol committer = delta.getCommitter(delta.deltaLog().dataPath());
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
      discard(writer, new Path(path), job.getConfiguration(), e);
      throw e;
    }
  }

  /** With the settings of the session and of the table, as for a query's write. */
  private Job job() {
    java.util.Map<String, String> settings =
        new HashMap<>(CollectionConverters.asJava(table.configuration()));
    settings.putAll(CollectionConverters.asJava(delta.deltaLog().options()));
    try {
      Job job =
          Job.getInstance(
              spark.sessionState().newHadoopConfWithOptions(TableCommit.scalaMap(settings)));
      DataSourceUtils.mergeWriteOptionsIntoHadoopConf(options(), job.getConfiguration());
      return job;
    } catch (IOException e) {
      throw new UncheckedIOException("no settings for a file of " + delta.deltaLog().dataPath(), e);
    }
  }

  private Map<String, String> options() {
    return TableParquetVersionOption.getWriterOptions(
        spark, TableCommit.scalaMap(java.util.Map.of()), table.configuration());
  }

  /** What {@code DESCRIBE HISTORY} tells of the commit. */
  private void note(AddFile file) {
    Map<String, SQLMetric> figures = BasicWriteJobStatsTracker.metrics();
    figures.apply("numFiles").set(1);
    figures.apply("numOutputRows").set(rows.size());
    figures.apply("numOutputBytes").set(file.size());
    delta.registerSQLMetrics(spark, figures);
  }

  /** Deletes what there is of a file; what fails here is told with what failed before. */
  private static void discard(
      OutputWriter writer, Path file, Configuration hadoop, Throwable failure) {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
    try {
      file.getFileSystem(hadoop).delete(file, false);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
