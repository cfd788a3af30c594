// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
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
import scala.runtime.BoxedUnit;

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
   * Makes the table, where there is none: a commit that another made meanwhile is a conflict, as
   * with any of Delta's writes.
   *
   * @param schema as it will be on disk
   * @param property of the table, by its name
   * @param transaction what the commit carries, or null
   */
  void create(
      String comment,
      Dataset<Row> rows,
      StructType schema,
      java.util.Map.Entry<String, String> property,
      TableTransaction transaction) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    log.withNewTransaction(
        Option.empty(),
        Option.empty(),
        (OptimisticTransaction delta) -> {
          if (delta.readVersion() >= 0) {
            throw new IllegalStateException("table " + path + " was made meanwhile");
          }
          delta.updateMetadataForNewTable(metadata(comment, schema, property));
          log.createLogDirectoriesIfNotExists();
          List<Action> actions = new ArrayList<>();
          if (transaction != null) {
            actions.add(transaction.action());
          }
          actions.addAll(CollectionConverters.asJava(delta.writeFiles(rows, Option.empty())));
          delta.commit(
              CollectionConverters.asScala(actions).toSeq(),
              new DeltaOperations.CreateTable(delta.metadata(), false, true, Option.empty()));
          return BoxedUnit.UNIT;
        });
  }

  private static Metadata metadata(
      String comment, StructType schema, java.util.Map.Entry<String, String> property) {
    scala.collection.immutable.Map<String, String> none =
        scala.collection.immutable.Map$.MODULE$.empty();
    List<String> noPartitions = List.of();
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        comment,
        new Format("parquet", none),
        schema.json(),
        CollectionConverters.asScala(noPartitions).toSeq(),
        none.updated(property.getKey(), property.getValue()),
        Option.apply(System.currentTimeMillis()));
  }
}
