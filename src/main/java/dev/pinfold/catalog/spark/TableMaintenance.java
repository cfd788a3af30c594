// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
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
import org.apache.spark.sql.SparkSession;
import scala.Console;
import scala.Option;
import scala.runtime.BoxedUnit;

/**
 * Packs the files of Delta tables, and deletes those that nobody reads any more. Whoever calls this
 * keeps writers out.
 */
public final class TableMaintenance {
  private static final String DELTA = "spark.databricks.delta.";

  private final SparkSession spark;
  private final DeltaTables tables;
  private final long targetBytes;
  private final Duration retention;

  /**
   * @param targetBytes how large a file becomes by packing, at most
   * @param retention how long older versions can be read
   */
  public TableMaintenance(
      SparkSession spark, DeltaTables tables, long targetBytes, Duration retention) {
    this.spark = spark;
    this.tables = tables;
    this.targetBytes = targetBytes;
    this.retention = retention;
  }

  /**
   * A number of files.
   *
   * @param bytes their size
   */
  public record Files(long number, long bytes) {
    static Files of(Collection<LocatedFileStatus> files) {
      return new Files(files.size(), files.stream().mapToLong(LocatedFileStatus::getLen).sum());
    }
  }

  /**
   * What was done to a table.
   *
   * @param before the files of its newest version, before
   * @param after the same, after
   * @param deleted the files that are gone
   */
  public record Account(Files before, Files after, Files deleted) {}

  /**
   * Writes many small files as few large ones, and deletes the files that no version has that can
   * still be read. Schema, properties and rows stay what they are. A table that needs nothing costs
   * the listing of its files.
   */
  public Account maintain(String table) {
    TableFiles first = TableFiles.of(spark, tables, table);
    TableFiles packed = first;
    // A file of nearly that size would be written anew each time for the little that it lacks.
    long small = targetBytes / 4 * 3;
    if (first.presentBelow(small) > 1) {
      with(
          Map.of(
              DELTA + "optimize.maxFileSize", Long.toString(targetBytes),
              DELTA + "optimize.minFileSize", Long.toString(small)),
          () -> DeltaTable.forPath(spark, tables.path(table)).optimize().executeCompaction());
      packed = TableFiles.of(spark, tables, table);
    }
    TableFiles last = packed;
    if (packed.hasOthersFrom(Instant.now().minus(retention))) {
      vacuum(table);
      last = TableFiles.of(spark, tables, table);
    }
    return new Account(first.present(), last.present(), packed.without(last));
  }

  private void vacuum(String table) {
    with(
        Map.of(
            // Delta knows of no lock, and lets a week pass in which a writer may be at work.
            DELTA + "retentionDurationCheck.enabled",
            "false",
            DELTA + "vacuum.parallelDelete.enabled",
            "true",
            // Delta lists a table's folders in so many tasks; Spark's default is 10,000.
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            Integer.toString(2 * spark.sparkContext().defaultParallelism())),
        () ->
            quietly(
                () -> DeltaTable.forPath(spark, tables.path(table)).vacuum(retention.toHours())));
  }

  /** Delta prints how many files it deleted, in the middle of what the command prints. */
  private static void quietly(Runnable work) {
    Console.withOut(
        OutputStream.nullOutputStream(),
        () -> {
          work.run();
          return BoxedUnit.UNIT;
        });
  }

  private void with(Map<String, String> settings, Runnable work) {
    Map<String, Option<String>> before = new TreeMap<>();
    settings.keySet().forEach(key -> before.put(key, spark.conf().getOption(key)));
    settings.forEach((key, value) -> spark.conf().set(key, value));
    try {
      work.run();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.isDefined()) {
              spark.conf().set(key, value.get());
            } else {
              spark.conf().unset(key);
            }
          });
    }
  }

  /**
   * The files under a table, those of its log left out.
   *
   * @param stored all of them, by path
   * @param names those that the newest version has, by name
   */
  private record TableFiles(Map<String, LocatedFileStatus> stored, Set<String> names) {
    static TableFiles of(SparkSession spark, DeltaTables tables, String table) {
      Set<String> names =
          Arrays.stream(tables.read(table).inputFiles())
              .map(file -> file.substring(file.lastIndexOf('/') + 1))
              .collect(Collectors.toSet());
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
        return new TableFiles(stored, names);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean isPresent(LocatedFileStatus file) {
      return names.contains(file.getPath().getName());
    }

    Files present() {
      return Files.of(stored.values().stream().filter(this::isPresent).toList());
    }

    long presentBelow(long bytes) {
      return stored.values().stream()
          .filter(file -> isPresent(file) && file.getLen() < bytes)
          .count();
    }

    /**
     * Whether there may be something to delete: how long a file was in use, the log knows alone.
     */
    boolean hasOthersFrom(Instant before) {
      return stored.values().stream()
          .anyMatch(file -> !isPresent(file) && file.getModificationTime() < before.toEpochMilli());
    }

    Files without(TableFiles later) {
      return Files.of(
          stored.entrySet().stream()
              .filter(file -> !later.stored.containsKey(file.getKey()))
              .map(Map.Entry::getValue)
              .toList());
    }
  }
}
