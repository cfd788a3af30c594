// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Rows on their way into files of a table; used once. */
final class NewFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Supplier<Dataset<Row>> rows;
  private final StructType schema;

  /** Null where the rows are not the driver's. */
  private final NewRows counted;

  private OptionalLong written = OptionalLong.empty();
  private boolean isDone;

  private NewFiles(
      SparkSession spark, Supplier<Dataset<Row>> rows, StructType schema, NewRows counted) {
    this.spark = spark;
    this.rows = rows;
    this.schema = schema;
    this.counted = counted;
  }

  /** Rows that Spark's tasks make. */
  static NewFiles of(Dataset<Row> rows) {
    return new NewFiles(rows.sparkSession(), () -> rows, rows.schema(), null);
  }

  /** Rows of the driver, in one file; none where there is no row. */
  static NewFiles of(SparkSession spark, NewRows rows) {
    return new NewFiles(
        spark,
        () -> spark.createDataFrame(rows.rows(), rows.schema()).coalesce(1),
        rows.schema(),
        rows);
  }

  StructType schema() {
    return schema;
  }

  /** How many rows the files hold, where their statistics tell. */
  OptionalLong written() {
    return written;
  }

  /** Whether they were written at all: they are not where the same commit has been made before. */
  boolean isDone() {
    return isDone;
  }

  /** Writes them, and says what to commit. */
  List<Action> write(OptimisticTransaction delta) {
    List<Action> actions = new ArrayList<>();
    if (counted == null || !counted.rows().isEmpty()) {
      PlainTable table = new PlainTable(spark, delta, schema);
      ColumnFiles files = new ColumnFiles(spark, delta, table, schema);
      if (counted != null && table.isPlain()) {
        actions.add(new RowsFile(spark, table, counted).write());
      } else if (counted == null && files.isPlain()) {
        actions.addAll(files.write(rows.get()));
      } else {
        actions.addAll(CollectionConverters.asJava(delta.writeFiles(rows.get(), Option.empty())));
      }
    }
    if (counted != null && actions.size() == 1 && actions.get(0) instanceof AddFile file) {
      actions.set(0, withStatistics(file, delta.metadata().schema()));
    }
    written = count(actions);
    isDone = true;
    return actions;
  }

  private static OptionalLong count(List<Action> actions) {
    long count = 0;
    for (Action action : actions) {
      if (action instanceof AddFile file) {
        Option<Object> own = file.numPhysicalRecords();
        if (own.isEmpty()) {
          return OptionalLong.empty();
        }
        count += ((Number) own.get()).longValue();
      }
    }
    return OptionalLong.of(count);
  }

  /** The driver knows how many rows there are, so that nobody has to read the file for it. */
  private AddFile withStatistics(AddFile file, StructType schema) {
    try {
      ObjectNode statistics = JSON.createObjectNode();
      statistics.put("numRecords", counted.rows().size());
      ObjectNode empty = statistics.putObject("nullCount");
      Map<ColumnPath, ColumnCount> counts = counted.counts();
      for (StructField column : schema.fields()) {
        ColumnCount count = counts.get(ColumnPath.of(counted.table(), column.name()));
        if (!(column.dataType() instanceof StructType)) {
          empty.put(
              DeltaColumnMapping$.MODULE$.getPhysicalName(column),
              count == null ? counted.rows().size() : count.rows() - count.nonNull());
        }
      }
      return FileActions.withStatistics(file, JSON.writeValueAsString(statistics));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are JSON", e);
    }
  }
}
