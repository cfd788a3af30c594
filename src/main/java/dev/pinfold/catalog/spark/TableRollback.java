// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Takes the commits of a run that died back out of one Delta table. */
final class TableRollback {
  private final SparkSession spark;
  private final String path;

  TableRollback(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /**
   * Restores the version before the run's first commit; a table that the run made is deleted. The
   * commits of a run stand at the end of a table's log, since one run at a time writes. What is
   * left of a table whose making, or deleting, broke off before its first commit or after it was
   * gone, is deleted too.
   *
   * @return whether anything was to do
   */
  boolean rollBack(TableTransaction unfinished) {
    if (!hasVersion()) {
      return deleteRemains();
    }
    OptionalLong first = firstCommit(unfinished.sequence());
    if (first.isEmpty()) {
      return false;
    }
    if (first.getAsLong() == 0) {
      delete();
    } else {
      DeltaTable.forPath(spark, path).restoreToVersion(first.getAsLong() - 1);
    }
    return true;
  }

  private boolean hasVersion() {
    try {
      return files().hasVersion();
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  /** Deletes a log without a version, and what lies beside it. */
  private boolean deleteRemains() {
    try {
      if (!files().hasLog()) {
        return false;
      }
    } catch (IOException e) {
      throw unlisted(e);
    }
    delete();
    return true;
  }

  private static UncheckedIOException unlisted(IOException e) {
    return new UncheckedIOException("a table's log cannot be listed", e);
  }

  private TableFiles files() throws IOException {
    return new TableFiles(path, spark.sessionState().newHadoopConf());
  }

  private OptionalLong firstCommit(long sequence) {
    OptionalLong first = OptionalLong.empty();
    // Delta reads it in the driver; a sort would be jobs, as many as a shuffle has partitions.
    List<Row> history = new ArrayList<>();
    DeltaTable.forPath(spark, path)
        .history()
        .select("version", "userMetadata")
        .toLocalIterator()
        .forEachRemaining(history::add);
    history.sort(Comparator.comparingLong((Row commit) -> commit.getLong(0)).reversed());
    for (Row commit : history) {
      boolean isOfRun =
          TableTransaction.sequenceOf(commit.getString(1))
              .filter(one -> one == sequence)
              .isPresent();
      if (!isOfRun) {
        break;
      }
      first = OptionalLong.of(commit.getLong(0));
    }
    return first;
  }

  private void delete() {
    try {
      files().delete();
      DeltaLog.invalidateCache(spark, new Path(path));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.FAILED,
          "table "
              + path
              + ": a run that died made it, and it cannot be deleted ("
              + e.getClass().getSimpleName()
              + "); allow Pinfold to delete there and run again",
          e);
    }
  }
}
