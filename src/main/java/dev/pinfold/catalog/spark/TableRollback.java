// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.Iterator;
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
   * commits of a run stand at the end of a table's log, since one run at a time writes.
   *
   * @return whether there was such a commit
   */
  boolean rollBack(TableTransaction unfinished) {
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

  private OptionalLong firstCommit(long sequence) {
    OptionalLong first = OptionalLong.empty();
    Iterator<Row> commits =
        DeltaTable.forPath(spark, path)
            .history()
            .select("version", "userMetadata")
            .orderBy(org.apache.spark.sql.functions.col("version").desc())
            .toLocalIterator();
    while (commits.hasNext()) {
      Row commit = commits.next();
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
      Path table = new Path(path);
      table.getFileSystem(spark.sessionState().newHadoopConf()).delete(table, true);
      DeltaLog.invalidateCache(spark, table);
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
