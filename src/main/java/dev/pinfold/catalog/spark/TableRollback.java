// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

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
      new TableRestore(spark, path).to(first.getAsLong() - 1);
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
    long newest =
        DeltaLog.forTable(spark, path).update(false, Option.empty(), Option.empty()).version();
    long version = newest;
    try {
      TableFiles files = files();
      while (version >= 0 && isOfRun(files.commitText(version), sequence)) {
        version--;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a table's log cannot be read", e);
    }
    return version == newest ? OptionalLong.empty() : OptionalLong.of(version + 1);
  }

  private static boolean isOfRun(String commitText, long sequence) {
    return TableTransaction.sequenceOf(commitText).filter(one -> one == sequence).isPresent();
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
