// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * The older versions of one Delta table. What was kept by mistake stands in their files, and the
 * smallest and largest values of each column in their log.
 */
final class TableHistory {
  private static final String RETENTION_CHECK =
      "spark.databricks.delta.retentionDurationCheck.enabled";

  private static final String DELETED_FILES = "delta.deletedFileRetentionDuration";

  /** Commits, checksums and checkpoints begin with their version. */
  private static final Pattern VERSION = Pattern.compile("([0-9]{20})[.].*");

  private final SparkSession spark;
  private final String path;

  TableHistory(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /**
   * Deletes all but the present version.
   *
   * @throws UserException where the store refuses
   */
  void forget() {
    String before = spark.conf().get(RETENTION_CHECK, "true");
    spark.conf().set(RETENTION_CHECK, "false");
    try {
      // A checkpoint holds on to deleted files, too, for as long as the table says.
      spark.sql(
          "ALTER TABLE delta.`"
              + path.replace("`", "``")
              + "` SET TBLPROPERTIES ('"
              + DELETED_FILES
              + "' = 'interval 0 hours')");
      DeltaTable.forPath(spark, path).vacuum(0);
      DeltaLog log = DeltaLog.forTable(spark, path);
      Snapshot present = log.update(false, Option.empty(), Option.empty());
      log.checkpoint(present, Option.empty());
      deleteLogBelow(present.version());
      spark.sql(
          "ALTER TABLE delta.`"
              + path.replace("`", "``")
              + "` UNSET TBLPROPERTIES ('"
              + DELETED_FILES
              + "')");
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.FAILED,
          "table "
              + path
              + ": its older versions hold values that are personal, and cannot be deleted ("
              + e.getClass().getSimpleName()
              + "); allow Pinfold to delete files there and run again",
          e);
    } finally {
      spark.conf().set(RETENTION_CHECK, before);
    }
  }

  private void deleteLogBelow(long version) throws IOException {
    Path log = new Path(path, "_delta_log");
    FileSystem files = log.getFileSystem(spark.sessionState().newHadoopConf());
    for (FileStatus file : files.listStatus(log)) {
      Matcher name = VERSION.matcher(file.getPath().getName());
      if (name.matches() && Long.parseLong(name.group(1)) < version) {
        files.delete(file.getPath(), false);
      }
    }
  }
}
