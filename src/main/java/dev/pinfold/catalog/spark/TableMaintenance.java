// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Packs the files of Delta tables, and deletes those that nobody reads any more. Whoever calls this
 * keeps writers out.
 */
public final class TableMaintenance {
  private static final String DELTA = "spark.databricks.delta.";

  private final SparkSession spark;
  private final DeltaTables tables;

  public TableMaintenance(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * A number of files.
   *
   * @param bytes their size
   */
  public record Files(long number, long bytes) {}

  /** The files of a table's newest version. */
  public Files present(String table) {
    Row detail = DeltaTable.forPath(spark, tables.path(table)).detail().head();
    return new Files(
        detail.getLong(detail.fieldIndex("numFiles")),
        detail.getLong(detail.fieldIndex("sizeInBytes")));
  }

  /**
   * Writes many small files as few large ones; schema, properties and rows stay what they are.
   *
   * @param targetBytes how large a file becomes, at most
   */
  public void pack(String table, long targetBytes) {
    // A file of nearly that size would be written anew every night for the little that it lacks.
    long small = targetBytes / 4 * 3;
    with(
        Map.of(
            DELTA + "optimize.maxFileSize", Long.toString(targetBytes),
            DELTA + "optimize.minFileSize", Long.toString(small)),
        () -> DeltaTable.forPath(spark, tables.path(table)).optimize().executeCompaction());
  }

  /**
   * Deletes the files that no version of the last so many hours has.
   *
   * @return what was deleted
   */
  public Files deleteOld(String table, Duration retention) {
    Map<String, LocatedFileStatus> stored = stored(table);
    if (!hasOld(table, stored.values(), Instant.now().minus(retention))) {
      return new Files(0, 0);
    }
    with(
        Map.of(
            // Delta knows of no lock, and lets a week pass in which a writer may be at work.
            DELTA + "retentionDurationCheck.enabled",
            "false",
            DELTA + "vacuum.parallelDelete.enabled",
            "true",
            // Delta lists a table's folders with so many tasks; Spark's default is 10,000.
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            Integer.toString(2 * spark.sparkContext().defaultParallelism())),
        () -> DeltaTable.forPath(spark, tables.path(table)).vacuum(retention.toHours()));
    stored.keySet().removeAll(stored(table).keySet());
    return new Files(
        stored.size(), stored.values().stream().mapToLong(LocatedFileStatus::getLen).sum());
  }

  /** A vacuum takes seconds, even where there is nothing to do, as for most tables. */
  private boolean hasOld(String table, Collection<LocatedFileStatus> stored, Instant before) {
    Set<String> present =
        Arrays.stream(tables.read(table).inputFiles())
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    return stored.stream()
        .anyMatch(
            file ->
                file.getModificationTime() < before.toEpochMilli()
                    && !present.contains(file.getPath().getName()));
  }

  /** All files of a table but those of its log, by path. */
  private Map<String, LocatedFileStatus> stored(String table) {
    try {
      Path path = new Path(tables.path(table));
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
      Map<String, LocatedFileStatus> stored = new HashMap<>();
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        if (!TableHistory.isOfLog(file.getPath())) {
          stored.put(file.getPath().toString(), file);
        }
      }
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void with(Map<String, String> settings, Runnable work) {
    Map<String, String> before = new TreeMap<>();
    settings.keySet().forEach(key -> before.put(key, spark.conf().get(key, "")));
    settings.forEach((key, value) -> spark.conf().set(key, value));
    try {
      work.run();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.isEmpty()) {
              spark.conf().unset(key);
            } else {
              spark.conf().set(key, value);
            }
          });
    }
  }
}
