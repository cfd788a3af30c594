// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.commands.WriteIntoDelta;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes a Delta table, or changes it, with one commit through Delta's own transaction. Its commands
 * do the same with several jobs: they ask Spark for the table's transactions and files, which its
 * checksum and its log tell by themselves. Those that make a table either let all columns be null,
 * whatever the schema says, or take two commits. Each job costs more than the rows of a small table
 * do.
 */
final class TableCommit {
  /** Whether Delta shuffles rows before it writes them; goes before the table's own property. */
  private static final String OPTIMIZED_WRITE = "spark.databricks.delta.optimizeWrite.enabled";

  private final SparkSession spark;
  private final String path;

  /** Null: the commit is of no run. */
  private final TableTransaction transaction;

  private final ColumnStorage storage;
  private final Runnable fence;

  /**
   * @param storage how the columns of new rows are stored
   * @param fence fails where nothing must be written any more
   */
  TableCommit(
      SparkSession spark,
      String path,
      TableTransaction transaction,
      ColumnStorage storage,
      Runnable fence) {
    this.spark = spark;
    this.path = path;
    this.transaction = transaction;
    this.storage = storage;
    this.fence = fence;
  }

  /** What becomes of a table that is there. */
  enum Change {
    /** Rows are added; columns that are new become columns of the table. */
    APPEND(SaveMode.Append, Map.of("mergeSchema", "true")),

    /** The rows take the place of those that are there. The schema stays. */
    REPLACE_ROWS(SaveMode.Overwrite, Map.of()),

    /** Rows and schema take the place of those that are there. */
    REPLACE(SaveMode.Overwrite, Map.of("overwriteSchema", "true"));

    private final SaveMode mode;
    private final Map<String, String> options;

    Change(SaveMode mode, Map<String, String> options) {
      this.mode = mode;
      this.options = options;
    }

    private boolean isWhole() {
      return mode == SaveMode.Overwrite;
    }

    private DeltaOperations.Operation operation() {
      Option<Object> yes = Option.apply(true);
      return new DeltaOperations.Write(
          mode,
          Option.apply(none()),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          this == REPLACE ? yes : Option.empty(),
          this == APPEND ? yes : Option.empty(),
          Option.empty(),
          Option.empty());
    }
  }

  /**
   * Makes the table, where there is none. A commit that another makes meanwhile is a conflict, as
   * with any of Delta's writes.
   *
   * @param schema as it will be on disk
   * @param property of the table, by its name
   * @return whether it did; or else there is a table
   */
  boolean create(
      String comment, NewFiles rows, StructType schema, Map.Entry<String, String> property) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    return log.withNewTransaction(
        Option.empty(),
        Option.empty(),
        (OptimisticTransaction delta) -> {
          if (delta.readVersion() >= 0) {
            return false;
          }
          delta.updateMetadataForNewTable(metadata(comment, schema, property));
          log.createLogDirectoriesIfNotExists();
          commit(
              delta,
              write(delta, rows),
              List.of(),
              new DeltaOperations.CreateTable(delta.metadata(), false, true, Option.empty()));
          return true;
        });
  }

  /**
   * Changes the table, where there is one. As with any of Delta's writes that carry transaction
   * identifiers, nothing is done where one of the same run has been there before.
   *
   * @return whether there is a table
   */
  boolean change(NewFiles rows, Change change) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    return log.withNewTransaction(
        Option.empty(),
        Option.empty(),
        (OptimisticTransaction delta) -> {
          if (delta.readVersion() < 0) {
            return false;
          }
          if (!isDone(delta)) {
            if (change.isWhole()) {
              DeltaLog.assertRemovable(delta.snapshot());
              delta.readWholeTable();
            }
            updateSchema(log, delta, rows, change);
            List<Action> written = write(delta, rows);
            List<Action> removed = change.isWhole() ? removals(delta) : List.of();
            commit(delta, written, removed, change.operation());
          }
          return true;
        });
  }

  private List<Action> write(OptimisticTransaction delta, NewFiles rows) {
    Map<String, String> settings = new HashMap<>(storage.settings(delta.metadata().schema()));
    // How large files are is settled by tasks; protected records are in no form to be shuffled.
    settings.put(OPTIMIZED_WRITE, "false");
    return SessionSettings.with(spark, settings, () -> rows.write(delta));
  }

  private boolean isDone(OptimisticTransaction delta) {
    if (transaction == null) {
      return false;
    }
    // Two runs that write at once are in conflict, whatever they write.
    delta.readTxn().$plus$eq(TableTransaction.APPLICATION);
    long last = TableTransaction.last(delta.snapshot());
    if (last > transaction.sequence()) {
      throw new UserException(
          UserException.Kind.FAILED,
          "table " + path + ": a later run has written it meanwhile; this one ends here");
    }
    return last == transaction.sequence();
  }

  /** As Delta's own write does it, which looks at the schema alone for that. */
  private void updateSchema(
      DeltaLog log, OptimisticTransaction delta, NewFiles rows, Change change) {
    new WriteIntoDelta(
            log,
            change.mode,
            new DeltaOptions(scalaMap(change.options), delta.spark().sessionState().conf()),
            none(),
            scalaMap(Map.of()),
            spark.emptyDataFrame(),
            Option.empty(),
            Option.empty(),
            false)
        .updateMetadata(
            spark, delta, rows.schema(), none(), scalaMap(Map.of()), change.isWhole(), false);
  }

  /** Takes all files that are there out of the table. */
  private List<Action> removals(OptimisticTransaction delta) {
    long now = System.currentTimeMillis();
    DriverTable table = new DriverTable(spark.sessionState().newHadoopConf(), path);
    List<DriverTable.DataFile> files = table.files();
    List<Action> removals = new ArrayList<>();
    if (table.version() == delta.readVersion()
        && files.stream().allMatch(DriverTable.DataFile::isPlain)) {
      files.forEach(file -> removals.add(FileActions.remove(file, now)));
    } else {
      for (AddFile file : CollectionConverters.asJava(delta.filterFiles())) {
        removals.add(file.removeWithTimestamp(now, true));
      }
    }
    return removals;
  }

  private void commit(
      OptimisticTransaction delta,
      List<Action> written,
      List<Action> removed,
      DeltaOperations.Operation operation) {
    List<Action> actions = new ArrayList<>();
    if (transaction != null) {
      actions.add(transaction.action());
    }
    actions.addAll(written);
    actions.addAll(removed);
    // Whoever comes in between now is in conflict with what the transaction has read.
    fence.run();
    delta.commit(CollectionConverters.asScala(actions).toSeq(), operation);
  }

  private static Metadata metadata(
      String comment, StructType schema, Map.Entry<String, String> property) {
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        comment,
        new Format("parquet", scalaMap(Map.of())),
        schema.json(),
        none(),
        scalaMap(Map.ofEntries(property)),
        Option.apply(System.currentTimeMillis()));
  }

  /** No partitions. */
  private static scala.collection.immutable.Seq<String> none() {
    List<String> columns = List.of();
    return CollectionConverters.asScala(columns).toSeq();
  }

  static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
