// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Delta's {@code RESTORE} does, without its jobs: it joins the files of both versions by
 * queries over the log, which take seconds a table, however few the files are.
 */
final class TableRestore {
  /** Delta's RESTORE looks at these properties; a commit of another kind is refused for them. */
  private static final List<String> HEEDED =
      List.of("delta.enableChangeDataFeed", "delta.appendOnly");

  private final SparkSession spark;
  private final String path;
  private final Configuration hadoop;

  TableRestore(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /** Makes the table what it was at an older version, by one commit. */
  void to(long version) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    boolean isDone =
        log.withNewTransaction(
            Option.empty(),
            Option.empty(),
            (OptimisticTransaction delta) -> isRestored(log, delta, version));
    if (!isDone) {
      DeltaTable.forPath(spark, path).restoreToVersion(version);
    }
  }

  /** Whether it could be done here; or else the table is one for queries, or lacks files. */
  private boolean isRestored(DeltaLog log, OptimisticTransaction delta, long version) {
    Snapshot then = log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
    DriverTable now = new DriverTable(hadoop, path);
    if (now.version() != delta.readVersion()
        || !then.protocol().equals(delta.snapshot().protocol())
        || isOfAnothersMaking(then)
        || isOfAnothersMaking(delta.snapshot())) {
      return false;
    }
    Optional<List<DriverTable.DataFile>> present = plain(now.files(ListedTable.MOST_FILES));
    Optional<List<DriverTable.DataFile>> former =
        plain(new DriverTable(hadoop, path, version).filesWithStatistics(ListedTable.MOST_FILES));
    if (present.isEmpty() || former.isEmpty()) {
      return false;
    }
    List<DriverTable.DataFile> back = without(former.get(), present.get());
    if (!areThere(back)) {
      return false;
    }
    delta.readWholeTable();
    if (!then.metadata().equals(delta.snapshot().metadata())) {
      delta.updateMetadata(then.metadata(), false);
    }
    List<Action> actions = new ArrayList<>();
    back.forEach(file -> actions.add(FileActions.add(file)));
    long time = System.currentTimeMillis();
    without(present.get(), former.get())
        .forEach(file -> actions.add(FileActions.remove(file, time)));
    delta.commit(
        CollectionConverters.asScala(actions).toSeq(),
        new DeltaOperations.Restore(Option.apply(version), Option.empty()));
    return true;
  }

  /** Whether somebody has switched on what Pinfold does not, and restoring must heed. */
  private static boolean isOfAnothersMaking(Snapshot snapshot) {
    return HEEDED.stream()
        .anyMatch(
            property ->
                snapshot.metadata().configuration().get(property).exists("true"::equalsIgnoreCase));
  }

  /** None where they are too many, or one is of another kind than Pinfold writes. */
  private static Optional<List<DriverTable.DataFile>> plain(
      Optional<List<DriverTable.DataFile>> files) {
    return files.filter(all -> all.stream().allMatch(DriverTable.DataFile::isPlain));
  }

  private static List<DriverTable.DataFile> without(
      List<DriverTable.DataFile> files, List<DriverTable.DataFile> others) {
    Set<String> left = new HashSet<>();
    others.forEach(file -> left.add(file.path()));
    return files.stream().filter(file -> !left.contains(file.path())).toList();
  }

  /** Looked for by one listing: a store answers that faster than as many questions. */
  private boolean areThere(Collection<DriverTable.DataFile> back) {
    if (back.isEmpty()) {
      return true;
    }
    Path table = new Path(path);
    Set<Path> there = new HashSet<>();
    try {
      FileSystem store = table.getFileSystem(hadoop);
      RemoteIterator<LocatedFileStatus> files = store.listFiles(table, true);
      while (files.hasNext()) {
        there.add(files.next().getPath());
      }
      Path whole = store.makeQualified(table);
      // The log names files as URIs do.
      return back.stream()
          .allMatch(file -> there.contains(new Path(whole, new Path(URI.create(file.path())))));
    } catch (IOException e) {
      throw new UncheckedIOException("a table's files cannot be looked for", e);
    }
  }
}
