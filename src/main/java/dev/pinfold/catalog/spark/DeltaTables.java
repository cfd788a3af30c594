// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The Delta tables under one output directory. A table is made with its comment and with column
 * mapping by name, so that any attribute's name can be a column's; each write is one commit.
 */
public final class DeltaTables {
  private static final String COLUMN_MAPPING = "delta.columnMapping.mode";
  private static final String BY_NAME = "name";

  /** The condition that all rows meet. */
  private static final String ALL = "true";

  private final SparkSession spark;
  private final String output;

  /** Null: writes are of no run. */
  private final TableTransaction transaction;

  /** Fails where another run has come in the place of this one; asked before each commit. */
  private final Runnable fence;

  /** By table, how its columns are stored, where that is not the usual way. */
  private final Map<String, ColumnStorage> storages = new ConcurrentHashMap<>();

  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, Map<String, ColumnCount>> wholes = new ConcurrentHashMap<>();

  /** As the session has Hadoop do when it is first asked for, which is null before; not changed. */
  private Configuration settings;

  public DeltaTables(SparkSession spark, String output) {
    this(spark, output, null, () -> {});
  }

  private DeltaTables(
      SparkSession spark, String output, TableTransaction transaction, Runnable fence) {
    this.spark = spark;
    this.output = output.endsWith("/") ? output.substring(0, output.length() - 1) : output;
    this.transaction = transaction;
    this.fence = fence;
  }

  /** The same tables; every write carries the transaction's identifiers. */
  public DeltaTables within(TableTransaction one) {
    return within(one, () -> {});
  }

  /**
   * The same.
   *
   * @param fence fails where the run must write nothing any more; asked before each commit
   */
  public DeltaTables within(TableTransaction one, Runnable fence) {
    return new DeltaTables(spark, output, one, fence);
  }

  /** The sequence number of the last run that wrote a table; 0 where none did. */
  public long lastSequence(String table) {
    return exists(table) ? TableTransaction.last(spark, path(table)) : 0;
  }

  /**
   * Takes what a run that was not finished wrote back out of these tables, and deletes those that
   * it made.
   *
   * @return the tables that were changed
   */
  public List<String> rollBack(Collection<String> all, TableTransaction unfinished) {
    List<Supplier<Optional<String>>> each = new ArrayList<>();
    for (String table : all) {
      TableRollback rollback = new TableRollback(spark, path(table));
      each.add(() -> rollback.rollBack(unfinished) ? Optional.of(table) : Optional.empty());
    }
    return SideBySide.results(spark, each).stream().flatMap(Optional::stream).toList();
  }

  /** Whether a table's log still tells of commits that were taken back. */
  public boolean tellsOfRollBack(String table) {
    try {
      return files(table).tellsOfRestore();
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  /** Where a table lies. */
  public String path(String table) {
    return output + "/" + table;
  }

  /** Whether there is a table, and not only a log that a process began and no commit in it. */
  public boolean exists(String table) {
    try {
      return files(table).hasVersion();
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  /**
   * Opens a table.
   *
   * @throws UserException where there is none
   */
  public Dataset<Row> read(String table) {
    require(table);
    return spark.read().format("delta").load(path(table));
  }

  /**
   * The same for a query over all of a table's files, which it does not choose by their statistics;
   * opened without a query over the log, where files are few.
   */
  public Dataset<Row> readAll(String table) {
    require(table);
    return ListedTable.of(spark, path(table), ListedTable.MOST_FILES).orElseGet(() -> read(table));
  }

  /**
   * Makes sure that there is a table.
   *
   * @throws UserException where there is none
   */
  void require(String table) {
    if (!exists(table)) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + output
              + ": holds no table "
              + table
              + "; give --output the directory of a finished run");
    }
  }

  /**
   * The rows of a small table, without a query: it is read in the driver.
   *
   * @param columns those of them that the table has
   * @return empty where there is no table
   */
  public List<Row> rows(String table, String... columns) {
    return exists(table) ? inDriver(table).rows(columns) : List.of();
  }

  /**
   * How many rows a table has, and in how many of them each column holds something, where its log
   * tells. It tells of few files; of many it is read as long as a query would take.
   */
  public Optional<Map<String, ColumnCount>> countsInLog(String table) {
    return exists(table) ? inDriver(table).counts() : Optional.empty();
  }

  /** What of a table that these wrote as a whole was counted as it was written. */
  public Optional<Map<String, ColumnCount>> countsOfWhole(String table) {
    return Optional.ofNullable(wholes.get(table));
  }

  private DriverTable inDriver(String table) {
    return new DriverTable(settings(), path(table));
  }

  /** Says how the columns of a table are stored that {@link #replace} or {@link #append} writes. */
  public void store(String table, ColumnStorage storage) {
    storages.put(table, storage);
  }

  /**
   * Makes these rows the whole of a table whose schema is always the same, so that columns that
   * must not be null stay so on disk: Delta drops that from a schema that a write brings. Where an
   * older Pinfold wrote another schema, the table is made anew first. The rows are counted while
   * they are written; see {@link #countsOfWhole}.
   */
  public void replaceRows(String table, String comment, Dataset<Row> rows) {
    CountedRows counted = CountedRows.of(spark, rows);
    NewFiles files = NewFiles.of(counted.rows());
    replaceRows(table, comment, files);
    noteWhole(table, files, counted);
  }

  private void replaceRows(String table, String comment, NewFiles rows) {
    if (isFree(table) && create(table, comment, rows, rows.schema())) {
      return;
    }
    if (!hasSchema(table, rows.schema())) {
      define(DeltaTable.createOrReplace(spark), table, comment, rows.schema());
    }
    change(table, rows, TableCommit.Change.REPLACE_ROWS);
  }

  /**
   * Makes these rows, and their schema, the whole of the table. Its columns may be null, whatever
   * the schema says. The rows are counted while they are written; see {@link #countsOfWhole}.
   */
  public void replace(String table, String comment, Dataset<Row> rows) {
    CountedRows counted = CountedRows.of(spark, rows);
    NewFiles files = NewFiles.of(counted.rows());
    replace(table, comment, files);
    noteWhole(table, files, counted);
  }

  private void noteWhole(String table, NewFiles files, CountedRows counted) {
    if (files.isDone()) {
      wholes.put(table, counted.counts());
    }
  }

  /** As {@link #replace}, of many rows, which are not counted here. */
  public void replaceRecords(String table, String comment, Dataset<Row> rows) {
    replace(table, comment, NewFiles.of(rows));
  }

  private void replace(String table, String comment, NewFiles rows) {
    boolean isThere = exists(table);
    if (!isThere && create(table, comment, rows, rows.schema().asNullable())) {
      return;
    }
    change(table, rows, TableCommit.Change.REPLACE);
  }

  /**
   * Replaces the rows that a condition names with these; the others get their schema too. Its
   * columns may be null, as with {@link #replace}.
   */
  public void replaceWhere(String table, String comment, Dataset<Row> rows, String condition) {
    if (condition.equals(ALL) || !exists(table)) {
      replace(table, comment, rows);
      return;
    }
    if (!hasSchema(table, rows.schema())) {
      Dataset<Row> others = read(table).where("NOT (" + condition + ")");
      replace(table, comment, others.unionByName(rows, true).to(rows.schema()));
      return;
    }
    fence.run();
    writer(rows, "overwrite").option("replaceWhere", condition).save(path(table));
    written.remove(table);
    wholes.remove(table);
  }

  /** Adds rows; columns that are new become columns of the table. */
  public void append(String table, String comment, Dataset<Row> rows) {
    append(table, comment, NewFiles.of(rows));
  }

  private void append(String table, String comment, NewFiles rows) {
    if (isFree(table) && create(table, comment, rows, rows.schema())) {
      return;
    }
    if (!exists(table)) {
      define(DeltaTable.createIfNotExists(spark), table, comment, rows.schema());
    }
    change(table, rows, TableCommit.Change.APPEND);
  }

  /** Writes rows into their table, as {@link #replaceRows} or {@link #append}, in one file. */
  public void write(NewRows rows) {
    NewFiles files = NewFiles.of(spark, rows);
    if (rows.isWhole()) {
      replaceRows(rows.table(), rows.comment(), files);
    } else {
      append(rows.table(), rows.comment(), files);
    }
  }

  /**
   * Leaves nothing of what the table held before its newest commit: neither files, nor the log's
   * account of them, whose statistics quote values. Readers of an older version fail.
   */
  public void forgetHistory(String table) {
    new TableHistory(spark, path(table)).forget();
  }

  /**
   * How many rows these wrote last into a table, by the statistics of the files that were
   * committed, or else by Delta's account of its newest commit.
   */
  public long rowsOfLastWrite(String table) {
    Long known = written.get(table);
    if (known != null) {
      return known;
    }
    Row metrics =
        DeltaTable.forPath(spark, path(table))
            .history(1)
            .selectExpr("operationMetrics['numOutputRows']")
            .head();
    return metrics.isNullAt(0) ? 0 : Long.parseLong(metrics.getString(0));
  }

  /**
   * Makes a table of these rows with one commit: to make it first and then write it costs more than
   * twice as much.
   *
   * @return whether there was none
   */
  private boolean create(String table, String comment, NewFiles rows, StructType schema) {
    boolean isMade =
        commit(table).create(comment, rows, schema, Map.entry(COLUMN_MAPPING, BY_NAME));
    if (isMade) {
      note(table, rows);
    }
    return isMade;
  }

  private void change(String table, NewFiles rows, TableCommit.Change change) {
    if (!commit(table).change(rows, change)) {
      throw new UserException(
          UserException.Kind.FAILED, "table " + path(table) + ": is not there any more; run again");
    }
    note(table, rows);
  }

  private TableCommit commit(String table) {
    return new TableCommit(
        spark, path(table), transaction, storages.getOrDefault(table, ColumnStorage.USUAL), fence);
  }

  private void note(String table, NewFiles rows) {
    wholes.remove(table);
    if (rows.written().isPresent()) {
      written.put(table, rows.written().getAsLong());
    } else {
      written.remove(table);
    }
  }

  /** Whether nothing lies where the table would; of what is not ours, Delta's command complains. */
  private boolean isFree(String table) {
    try {
      return files(table).isFree();
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  private TableFiles files(String table) throws IOException {
    return new TableFiles(path(table), settings());
  }

  /** Spark would put them together anew each time that a table is looked for. */
  private synchronized Configuration settings() {
    if (settings == null) {
      settings = spark.sessionState().newHadoopConf();
    }
    return settings;
  }

  private static UncheckedIOException unlisted(IOException e) {
    return new UncheckedIOException("a table's files cannot be listed", e);
  }

  private void define(DeltaTableBuilder builder, String table, String comment, StructType schema) {
    builder
        .location(path(table))
        .addColumns(schema)
        .comment(comment)
        .property(COLUMN_MAPPING, BY_NAME)
        .execute();
  }

  /** Whether a table is there and has this very schema, comments and metadata included. */
  private boolean hasSchema(String table, StructType schema) {
    if (!exists(table)) {
      return false;
    }
    StructType present =
        DeltaColumnMapping$.MODULE$.dropColumnMappingMetadata(
            DeltaLog.forTable(spark, path(table))
                .update(false, Option.empty(), Option.empty())
                .schema());
    return present.json().equals(schema.json());
  }

  private DataFrameWriter<Row> writer(Dataset<Row> rows, String mode) {
    DataFrameWriter<Row> writer = rows.write().format("delta").mode(mode);
    return transaction == null ? writer : transaction.stamp(writer);
  }
}
