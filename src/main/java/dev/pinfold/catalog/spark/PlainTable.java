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
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.ColumnWithDefaultExprUtils;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.TableFeature;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.constraints.Constraint;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.delta.hooks.AutoCompact$;
import org.apache.spark.sql.delta.schema.SchemaUtils$;
import org.apache.spark.sql.delta.util.TableParquetVersionOption;
import org.apache.spark.sql.execution.datasources.BasicWriteJobStatsTracker;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table whose files can be written without {@code TransactionalWrite} of Delta 4.4.0, and what
 * that one does with rows besides: physical names and field numbers, settings of Parquet, the
 * figures in the table's history. Where Delta would do more than that, as for CHECK constraints,
 * {@link #isPlain} says so, and Delta has to.
 */
final class PlainTable {
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

  /** Empty where the table asks for more than that, or for a column that the rows lack. */
  private final Optional<List<RequiredColumn>> required;

  /**
   * @param delta has the table's metadata already as they will be with these rows
   * @param schema of the rows
   */
  PlainTable(SparkSession spark, OptimisticTransaction delta, StructType schema) {
    this.spark = spark;
    this.delta = delta;
    this.table = delta.metadata();
    this.schema = schema;
    this.required = required();
  }

  /**
   * Whether rows go into files as they are, and nothing is to be asked of them but that some
   * columns hold something.
   */
  boolean isPlain() {
    return required.isPresent()
        && table.partitionColumns().isEmpty()
        && FEATURES.containsAll(features())
        && !ColumnWithDefaultExprUtils.tableHasDefaultExpr(delta.protocol(), table, false)
        && SchemaUtils$.MODULE$.findNullTypeColumn(table.schema()).isEmpty()
        && Arrays.stream(schema.fields()).allMatch(this::isAsInTable);
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

  private Optional<List<RequiredColumn>> required() {
    List<RequiredColumn> all = new ArrayList<>();
    for (Constraint constraint : CollectionConverters.asJava(Constraints.getAll(table, spark))) {
      if (!(constraint instanceof Constraints.NotNull notNull)) {
        return Optional.empty();
      }
      Optional<RequiredColumn> column = RequiredColumn.of(notNull, schema);
      if (column.isEmpty()) {
        return Optional.empty();
      }
      all.add(column.get());
    }
    return Optional.of(all);
  }

  /** The columns that must not be null, nested ones among them, of a plain table. */
  List<RequiredColumn> requiredColumns() {
    return required.orElseThrow();
  }

  /** The rows' columns as files know them. */
  StructType physical() {
    return DeltaColumnMapping$.MODULE$.createPhysicalSchema(
        schema.asNullable(), table.schema(), table.columnMappingMode(), true);
  }

  /** With the settings of the session and of the table, as for a query's write. */
  Job job() {
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

  /**
   * Puts into a job's settings what Parquet's writer goes by, and says what makes such writers.
   *
   * @param physical the rows' columns as files know them
   */
  OutputWriterFactory writers(Job job, StructType physical) {
    return delta
        .deltaLog()
        .fileFormat(delta.protocol(), table)
        .prepareWrite(spark, job, options(), physical);
  }

  /** What names files and says what of them is to be committed. */
  DelayedCommitProtocol committer() {
    return delta.getCommitter(delta.deltaLog().dataPath());
  }

  /** What {@code DESCRIBE HISTORY} tells of the commit, and what Delta does after each. */
  void note(long files, long rows, long bytes) {
    Map<String, SQLMetric> figures = BasicWriteJobStatsTracker.metrics();
    figures.apply("numFiles").set(files);
    figures.apply("numOutputRows").set(rows);
    figures.apply("numOutputBytes").set(bytes);
    delta.registerSQLMetrics(spark, figures);
    if (files > 0) {
      delta.registerPostCommitHook(AutoCompact$.MODULE$);
    }
  }
}
