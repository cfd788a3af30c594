// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Writes the accounts of a run: its files, its bad records and itself. */
public final class RunTables {
  public static final String FILES = "ingested_files";
  public static final String QUARANTINE = "quarantine";
  public static final String RUNS = "runs";

  /** A run's {@code status}. */
  static final String SUCCEEDED = "SUCCEEDED";

  private final SparkSession spark;
  private final DeltaTables tables;

  public RunTables(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * One input file's account.
   *
   * @param modified epoch milliseconds
   */
  public record FileAccount(
      String file, String dataset, long bytes, long modified, long read, long written) {}

  public void writeFiles(Collection<FileAccount> files, String runId) {
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
                        runId))
            .toList();
    tables.replaceRows(
        FILES,
        "Every input file and where its records went: read = written + quarantined",
        spark.createDataFrame(rows, TableSchemas.INGESTED_FILES).coalesce(1));
  }

  public void writeQuarantine(Dataset<Row> rows) {
    tables.replaceRows(
        QUARANTINE, "Records that could not be read, and notes on records that were kept", rows);
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
    tables.append(
        RUNS,
        "Every run, with what it counted",
        spark.createDataFrame(List.of(row), TableSchemas.RUNS).coalesce(1));
  }
}
