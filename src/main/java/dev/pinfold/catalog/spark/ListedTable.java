// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table to query, whose files the driver lists by Delta's kernel. Delta's own reader asks the log
 * by several queries of its own, which take longer than one over a few rows.
 */
final class ListedTable {
  /** Of more files, queries over the log are faster, and need no room in the driver. */
  static final int MOST_FILES = 10_000;

  private ListedTable() {}

  /**
   * Opens the newest version.
   *
   * @param most files that are listed
   * @return empty where its files are many, or of another kind than Pinfold writes
   */
  static Optional<Dataset<Row>> of(SparkSession spark, String path, int most) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    Snapshot snapshot = log.update(false, Option.empty(), Option.empty());
    DriverTable table = new DriverTable(spark.sessionState().newHadoopConf(), path);
    if (table.version() != snapshot.version()) {
      return Optional.empty();
    }
    Optional<List<DriverTable.DataFile>> files = table.files(most);
    if (files.isEmpty() || !files.get().stream().allMatch(DriverTable.DataFile::isPlain)) {
      return Optional.empty();
    }
    List<AddFile> added = new ArrayList<>();
    files.get().forEach(file -> added.add(FileActions.add(file)));
    return Optional.of(
        log.createDataFrame(
            snapshot,
            CollectionConverters.asScala(added).toSeq(),
            /* isStreaming= */ false,
            Option.empty()));
  }
}
