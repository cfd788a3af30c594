// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Writes the accounts of a run: its files, its bad records and itself. */
public final class RunTables {
  public static final String FILES = "ingested_files";
  public static final String QUARANTINE = "quarantine";
  public static final String RUNS = "runs";

  /** The status of a run that did all it had to. */
  public static final String SUCCEEDED = "SUCCEEDED";

  public static final String FAILED = "FAILED";

  /** The status of a run that died, and whose writes were taken back. */
  public static final String ROLLED_BACK = "ROLLED_BACK";

  private static final String FILES_COMMENT =
      "Every input file and where its records went: read = written + quarantined";
  private static final String QUARANTINE_COMMENT =
      "Records that could not be read, and notes on records that were kept";

  private final SparkSession spark;
  private final DeltaTables tables;

  public RunTables(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * One input file's account.
   *
   * @param file as tables name it
   * @param modified epoch milliseconds
   * @param digest what the store says of its content, or null
   */
  public record FileAccount(
      String file,
      String dataset,
      long bytes,
      long modified,
      String digest,
      long read,
      long written) {

    /** Whether a file in the store is still the one that was read. */
    public boolean isSame(long bytesNow, long modifiedNow, String digestNow) {
      boolean isSameContent = digest != null && digest.equals(digestNow);
      return bytes == bytesNow && (isSameContent || modified == modifiedNow);
    }
  }

  /** The files that earlier runs took, by name; none where there was no run. */
  public Map<String, FileAccount> readFiles() {
    Map<String, FileAccount> files = new HashMap<>();
    if (tables.exists(FILES)) {
      Dataset<Row> rows = tables.read(FILES);
      boolean hasDigest = Arrays.asList(rows.columns()).contains("digest");
      rows.select(
              col("file"),
              col("dataset"),
              col("bytes"),
              col("modified"),
              hasDigest ? col("digest") : lit(null).cast("string"),
              col("records_read"),
              col("records_written"))
          .toLocalIterator()
          .forEachRemaining(
              row ->
                  files.put(
                      row.getString(0),
                      new FileAccount(
                          row.getString(0),
                          row.getString(1),
                          row.getLong(2),
                          row.getTimestamp(3).getTime(),
                          row.getString(4),
                          row.getLong(5),
                          row.getLong(6))));
    }
    return files;
  }

  /** Makes these files all that were taken. */
  public void writeFiles(Collection<FileAccount> files, String runId) {
    tables.replaceRows(FILES, FILES_COMMENT, rows(files, runId));
  }

  /** Adds files to those that were taken. */
  public void addFiles(Collection<FileAccount> files, String runId) {
    tables.append(FILES, FILES_COMMENT, rows(files, runId));
  }

  /** Makes these files all of some datasets that were taken, and adds those of others. */
  public void writeFilesOf(
      Collection<String> datasets, Collection<FileAccount> files, String runId) {
    Dataset<Row> others = tables.read(FILES).where(not(col("dataset").isin(datasets.toArray())));
    tables.replaceRows(
        FILES,
        FILES_COMMENT,
        others.unionByName(rows(files, runId), true).to(TableSchemas.INGESTED_FILES).coalesce(1));
  }

  private Dataset<Row> rows(Collection<FileAccount> files, String runId) {
    List<Row> rows =
        files.stream()
            .map(
                file ->
                    RowFactory.create(
                        file.file(),
                        file.dataset(),
                        file.bytes(),
                        new Timestamp(file.modified()),
                        file.read(),
                        file.written(),
                        file.read() - file.written(),
                        runId,
                        file.digest()))
            .toList();
    return spark.createDataFrame(rows, TableSchemas.INGESTED_FILES).coalesce(1);
  }

  /** Makes these all bad records. */
  public void writeQuarantine(Dataset<Row> rows) {
    tables.replaceRows(QUARANTINE, QUARANTINE_COMMENT, rows);
  }

  /** Adds bad records of files that were not read before. */
  public void addQuarantine(Dataset<Row> rows) {
    tables.append(QUARANTINE, QUARANTINE_COMMENT, rows);
  }

  /**
   * Puts these bad records in the place of those of some files that are read again; those of other
   * files stay.
   */
  public void writeQuarantineOf(Collection<String> files, Dataset<Row> rows) {
    Dataset<Row> again =
        spark.createDataFrame(
            files.stream().map(RowFactory::create).toList(),
            new StructType().add(TableSchemas.QUARANTINE.apply("file")));
    Dataset<Row> others = tables.read(QUARANTINE);
    others =
        others.join(broadcast(again), others.col("file").equalTo(again.col("file")), "left_anti");
    tables.replaceRows(
        QUARANTINE, QUARANTINE_COMMENT, others.unionByName(rows).to(TableSchemas.QUARANTINE));
  }

  /** A run that was taken back did not succeed, whatever it said of itself before it died. */
  public void forgetSuccess(String runId) {
    if (tables.exists(RUNS)) {
      DeltaTable.forPath(spark, tables.path(RUNS))
          .delete(col("run_id").equalTo(runId).and(col("status").equalTo(SUCCEEDED)));
    }
  }

  /** Whether a run stands there with a status. */
  public boolean hasRun(String runId, String status) {
    return tables.exists(RUNS)
        && !tables
            .read(RUNS)
            .where(col("run_id").equalTo(runId).and(col("status").equalTo(status)))
            .isEmpty();
  }

  /**
   * The runs, the latest first.
   *
   * @param most how many at most
   */
  public List<Row> readRuns(int most) {
    List<Row> rows = new ArrayList<>();
    runs().limit(most).toLocalIterator().forEachRemaining(rows::add);
    return rows;
  }

  /** The latest run of a command, however it ended. */
  public Optional<Row> latestRun(String command) {
    return first(runs().where(col("command").equalTo(command)));
  }

  /** The latest run of a command that succeeded. */
  public Optional<Row> lastGoodRun(String command) {
    return first(
        runs().where(col("command").equalTo(command).and(col("status").equalTo(SUCCEEDED))));
  }

  private static Optional<Row> first(Dataset<Row> rows) {
    Iterator<Row> one = rows.limit(1).toLocalIterator();
    return one.hasNext() ? Optional.of(one.next()) : Optional.empty();
  }

  private Dataset<Row> runs() {
    return tables.read(RUNS).orderBy(col("started").desc(), col("run_id").desc());
  }

  /** Adds the run itself. */
  public void writeRun(
      String runId,
      String command,
      Instant started,
      Instant finished,
      String status,
      String version,
      Map<String, Long> counts,
      String configurationDigest) {
    Row row =
        RowFactory.create(
            runId,
            command,
            Timestamp.from(started),
            Timestamp.from(finished),
            status,
            version,
            CollectionConverters.asScala(counts),
            configurationDigest);
    tables.write(
        new NewRows(
            RUNS, "Every run, with what it counted", TableSchemas.RUNS, List.of(row), false));
  }
}
