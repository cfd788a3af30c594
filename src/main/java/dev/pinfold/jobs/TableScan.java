// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.UserException;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.spark.SparkProfiler;
import dev.pinfold.ingest.FileFormat;
import dev.pinfold.ingest.HadoopFiles;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Classifies the columns of tables. JSON and CSV of any number of tables are read in one Spark job;
 * Parquet and Delta in one a table.
 */
final class TableScan {
  private final SparkSession spark;
  private final PinfoldSettings settings;
  private final Rules rules;
  private final List<String> notes = new ArrayList<>();
  private boolean hasUnreadableTable;

  TableScan(SparkSession spark, PinfoldSettings settings, Rules rules) {
    this.spark = spark;
    this.settings = settings;
    this.rules = rules;
  }

  /**
   * A column of a scanned table.
   *
   * @param table the path as it was given
   */
  record Column(String table, Classification classification) {}

  List<Column> scan(List<String> paths, Scan.Format format) {
    Map<ColumnPath, ColumnProfile> profiles =
        switch (format) {
          case JSON -> ofFiles(paths, FileFormat.JSON);
          case CSV -> ofFiles(paths, FileFormat.PLAIN_CSV);
          case PARQUET, DELTA -> ofTables(paths, format);
        };
    ColumnProfiles all = new ColumnProfiles(profiles);
    Map<ColumnPath, Classification> classified = rules.classifier().classifyAll(all);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String root = root(i);
      String table = paths.get(i);
      classified.forEach(
          (path, classification) -> {
            if (path.root().equals(root)) {
              columns.add(new Column(table, classification));
            }
          });
    }
    return columns;
  }

  private static String root(int table) {
    return "table" + table;
  }

  private Map<ColumnPath, ColumnProfile> ofFiles(List<String> paths, FileFormat format) {
    List<InputFile> files = new ArrayList<>();
    Map<String, String> roots = new HashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      for (InputFile file :
          HadoopFiles.listTable(paths.get(i), format, spark.sparkContext().hadoopConfiguration())) {
        // A file of two tables is read for each.
        String name = root(i) + "/" + file.relativePath();
        roots.put(name, root(i));
        files.add(file.named(name));
      }
    }
    try (SparkProfiler profiler =
        SparkProfiler.ofFiles(
            spark,
            InputSplits.plan(files, settings.splitBytes()),
            rules.identifiers(),
            rules.valueIdentifiers(),
            (file, position, raw) -> new byte[0],
            RunContext.readLimits(settings),
            roots)) {
      Map<ColumnPath, ColumnProfile> profiles = profiler.profiles();
      account(paths, roots, profiler);
      return profiles;
    }
  }

  /** How much of each table could not be read; a scan that read nothing at all has failed. */
  private void account(List<String> paths, Map<String, String> roots, SparkProfiler profiler) {
    UnreadRecords unread = UnreadRecords.of(profiler, roots);
    if (unread.written() == 0) {
      throw new UserException(
          UserException.Kind.DATA,
          unread.read() == 0
              ? "scan: the tables hold no record; check the paths"
              : "scan: none of "
                  + unread.read()
                  + " records could be read ("
                  + unread.reasons()
                  + "); check --format and that the files are UTF-8");
    }
    for (int i = 0; i < paths.size(); i++) {
      unread.note(root(i), paths.get(i)).ifPresent(notes::add);
      hasUnreadableTable |= unread.isNothingReadable(root(i));
    }
  }

  /** Whether a table holds records, and none that could be read. */
  boolean hasUnreadableTable() {
    return hasUnreadableTable;
  }

  /** What the user should know of the tables beside their columns. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private Map<ColumnPath, ColumnProfile> ofTables(List<String> paths, Scan.Format format) {
    Map<ColumnPath, ColumnProfile> profiles = new HashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      try (SparkProfiler profiler =
          SparkProfiler.ofTable(
              spark,
              open(paths.get(i), format),
              root(i),
              rules.identifiers(),
              rules.valueIdentifiers())) {
        profiles.putAll(profiler.profiles());
      } catch (Exception e) {
        throw unreadable(paths.get(i), format, e);
      }
    }
    return profiles;
  }

  /**
   * What a failure of Spark's means to the user; any other is passed on. Spark throws its checked
   * exceptions undeclared.
   */
  private static RuntimeException unreadable(String path, Scan.Format format, Exception failure) {
    if (failure instanceof UserException user) {
      return user;
    }
    return new UserException(
        UserException.Kind.FAILED,
        "scan "
            + path
            + ": cannot be read as "
            + format.name().toLowerCase(Locale.ROOT)
            + " ("
            + failure.getClass().getSimpleName()
            + "); check the path and --format",
        failure);
  }

  private Dataset<Row> open(String path, Scan.Format format) {
    try {
      return spark.read().format(format.name().toLowerCase(Locale.ROOT)).load(path);
    } catch (Exception e) {
      throw unreadable(path, format, e);
    }
  }
}
