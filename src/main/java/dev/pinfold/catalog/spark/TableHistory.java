// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * The older versions of one Delta table. What was kept by mistake stands in their files, and the
 * smallest and largest values of each column in their log.
 */
final class TableHistory {
  private static final String LOG = "_delta_log";
  private static final String DATA_FILE = ".parquet";

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
    try {
      // A checkpoint tells of deleted files, too, for as long as the table says.
      alter("SET TBLPROPERTIES ('" + DELETED_FILES + "' = 'interval 0 hours')");
      deleteOtherFiles();
      DeltaLog log = DeltaLog.forTable(spark, path);
      Snapshot present = log.update(false, Option.empty(), Option.empty());
      log.checkpoint(present, Option.empty());
      deleteLogBelow(present.version());
      alter("UNSET TBLPROPERTIES ('" + DELETED_FILES + "')");
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.FAILED,
          "table "
              + path
              + ": its older versions hold values that are personal, and cannot be deleted ("
              + e.getClass().getSimpleName()
              + "); allow Pinfold to delete files there and run again",
          e);
    }
  }

  private void alter(String change) {
    spark.sql("ALTER TABLE delta.`" + path.replace("`", "``") + "` " + change);
  }

  /** What Delta's VACUUM does, without its jobs for a handful of files. */
  private void deleteOtherFiles() throws IOException {
    Set<String> present =
        Arrays.stream(spark.read().format("delta").load(path).inputFiles())
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    Path table = new Path(path);
    FileSystem files = table.getFileSystem(spark.sessionState().newHadoopConf());
    RemoteIterator<LocatedFileStatus> all = files.listFiles(table, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (file.getName().endsWith(DATA_FILE)
          && !isOfLog(file)
          && !present.contains(file.getName())) {
        files.delete(file, false);
      }
    }
  }

  /** Whether a file of a table belongs to its log. */
  static boolean isOfLog(Path file) {
    return file.toString().contains("/" + LOG + "/");
  }

  private void deleteLogBelow(long version) throws IOException {
    Path log = new Path(path, LOG);
    FileSystem files = log.getFileSystem(spark.sessionState().newHadoopConf());
    for (FileStatus file : files.listStatus(log)) {
      Matcher name = VERSION.matcher(file.getPath().getName());
      if (name.matches() && Long.parseLong(name.group(1)) < version) {
        files.delete(file.getPath(), false);
      }
    }
  }
}
