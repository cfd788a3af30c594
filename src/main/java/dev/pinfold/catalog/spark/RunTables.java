// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

  private static final String STATUS = "status";
  private static final String DIGEST = "digest";

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
      // Where the store tells of the content, a time says nothing: it may be of the same second.
      boolean isSameContent =
          digest == null || digestNow == null ? modified == modifiedNow : digest.equals(digestNow);
      return bytes == bytesNow && isSameContent;
    }
  }

  /** The files that earlier runs took, by name; none where there was no run. */
  public Map<String, FileAccount> readFiles() {
    Map<String, FileAccount> files = new HashMap<>();
    for (Row row :
        tables.rows(
            FILES,
            "file",
            "dataset",
            "bytes",
            "modified",
            "records_read",
            "records_written",
            DIGEST)) {
      files.put(
          row.getString(0),
          new FileAccount(
              row.getString(0),
              row.getString(1),
              row.getLong(2),
              row.getTimestamp(3).getTime(),
              // Not every table has one.
              Arrays.asList(row.schema().fieldNames()).contains(DIGEST) ? row.getAs(DIGEST) : null,
              row.getLong(4),
              row.getLong(5)));
    }
    return files;
  }

  /** Makes these files all that were taken. */
  public void writeFiles(Collection<FileAccount> files, String runId) {
    tables.write(rows(files, runId, true));
  }

  /** Adds files to those that were taken. */
  public void addFiles(Collection<FileAccount> files, String runId) {
    tables.write(rows(files, runId, false));
  }

  /** Makes these files all of some datasets that were taken, and adds those of others. */
  public void writeFilesOf(
      Collection<String> datasets, Collection<FileAccount> files, String runId) {
    Dataset<Row> others = tables.read(FILES).where(not(col("dataset").isin(datasets.toArray())));
    tables.replaceRows(
        FILES,
        FILES_COMMENT,
        others
            .unionByName(
                spark.createDataFrame(
                    rows(files, runId, false).rows(), TableSchemas.INGESTED_FILES),
                true)
            .to(TableSchemas.INGESTED_FILES)
            .coalesce(1));
  }

  private static NewRows rows(Collection<FileAccount> files, String runId, boolean isWhole) {
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
    return new NewRows(FILES, FILES_COMMENT, TableSchemas.INGESTED_FILES, rows, isWhole);
  }

  /** There is no bad record. */
  public void writeNoQuarantine() {
    tables.write(
        new NewRows(QUARANTINE, QUARANTINE_COMMENT, TableSchemas.QUARANTINE, List.of(), true));
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
          .delete(col("run_id").equalTo(runId).and(col(STATUS).equalTo(SUCCEEDED)));
    }
  }

  /** Whether a run stands there with a status. */
  public boolean hasRun(String runId, String status) {
    return tables.rows(RUNS, "run_id", STATUS).stream()
        .anyMatch(row -> row.getString(0).equals(runId) && row.getString(1).equals(status));
  }

  /**
   * The runs, the latest first.
   *
   * @param most how many at most
   */
  public List<Row> readRuns(int most) {
    return runs(row -> true).stream().limit(most).toList();
  }

  /** The latest run of a command that succeeded. */
  public Optional<Row> lastGoodRun(String command) {
    return runs(row -> row.getAs("command").equals(command) && row.getAs(STATUS).equals(SUCCEEDED))
        .stream()
        .findFirst();
  }

  /** Whether any run of a command, of those that are listed, did not end well. */
  public boolean hasFailed(String command) {
    return tables.exists(RUNS)
        && !runs(row ->
                row.getAs("command").equals(command) && !row.getAs(STATUS).equals(SUCCEEDED))
            .isEmpty();
  }

  private List<Row> runs(Predicate<Row> wanted) {
    tables.require(RUNS);
    return tables.rows(RUNS, TableSchemas.RUNS.fieldNames()).stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing((Row row) -> row.<Timestamp>getAs("started"))
                .thenComparing(row -> row.<String>getAs("run_id"))
                .reversed())
        .toList();
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
