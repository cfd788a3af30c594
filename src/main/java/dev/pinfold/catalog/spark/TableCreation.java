// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes a Delta table of rows with one commit, through Delta's own transaction. Its commands either
 * let all columns be null, whatever the schema says, or take two commits; and each commit of a
 * command costs more than the rows of a small table do.
 */
final class TableCreation {
  private final SparkSession spark;
  private final String path;

  TableCreation(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /**
   * Makes the table, where there is none. A commit that another makes meanwhile is a conflict, as
   * with any of Delta's writes.
   *
   * @param schema as it will be on disk
   * @param property of the table, by its name
   * @param transaction what the commit carries, or null
   * @param storage how the rows' columns are stored
   * @return whether it did; or else there is a table
   */
  boolean create(
      String comment,
      Dataset<Row> rows,
      StructType schema,
      Map.Entry<String, String> property,
      TableTransaction transaction,
      ColumnStorage storage) {
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
          List<Action> actions = new ArrayList<>();
          if (transaction != null) {
            actions.add(transaction.action());
          }
          actions.addAll(
              SessionSettings.with(
                  spark,
                  storage.settings(delta.metadata().schema()),
                  () -> CollectionConverters.asJava(delta.writeFiles(rows, Option.empty()))));
          delta.commit(
              CollectionConverters.asScala(actions).toSeq(),
              new DeltaOperations.CreateTable(delta.metadata(), false, true, Option.empty()));
          return true;
        });
  }

  private static Metadata metadata(
      String comment, StructType schema, Map.Entry<String, String> property) {
    List<String> noPartitions = List.of();
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        comment,
        new Format("parquet", scalaMap(Map.of())),
        schema.json(),
        CollectionConverters.asScala(noPartitions).toSeq(),
        scalaMap(Map.ofEntries(property)),
        Option.apply(System.currentTimeMillis()));
  }

  private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
