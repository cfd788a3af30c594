// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunRetention;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.catalog.spark.TableMaintenance;
import dev.pinfold.catalog.spark.TableMaintenance.Account;
import dev.pinfold.catalog.spark.TableSchemas;
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A table to which nights added, that was repaired once, and a history of runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintenanceTest {
  private static final Instant OLD = Instant.parse("2025-01-01T02:00:00Z");
  private static final Instant LIMIT = Instant.parse("2026-01-01T00:00:00Z");
  private static final StructType SCHEMA =
      new StructType()
          .add("Id", DataTypes.StringType, true, "its type")
          .add("e-mail addr.", DataTypes.StringType, true, Metadata.fromJson("{\"pinfold\":\"x\"}"))
          .add("_file", DataTypes.StringType)
          .add("_position", DataTypes.LongType)
          .add("_run_id", DataTypes.StringType);

  @TempDir private static Path directory;

  private List<String> rowsBefore;
  private List<String> rowsAfter;
  private String definitionBefore;
  private String definitionAfter;
  private Account first;
  private Account second;
  private long filesOnDisk;
  private int forgottenOfYoung;
  private int forgotten;
  private List<String> runs;
  private List<String> findings;

  @BeforeAll
  void maintain() throws Exception {
    try (SparkSession spark = SparkSessions.open("maintenance")) {
      DeltaTables tables = new DeltaTables(spark, directory.toString());
      tables.replace("endpoints", "Records", night(spark, 0));
      tables.append("endpoints", "Records", night(spark, 1));
      tables.forgetHistory("endpoints");
      tables.append("endpoints", "Records", night(spark, 2));
      rowsBefore = sorted(tables.read("endpoints"));
      definitionBefore = definition(spark, tables);
      TableMaintenance maintenance = new TableMaintenance(spark, tables, 1 << 20, Duration.ZERO);
      first = maintenance.maintain("endpoints");
      second = maintenance.maintain("endpoints");
      rowsAfter = sorted(tables.read("endpoints"));
      definitionAfter = definition(spark, tables);
      try (Stream<Path> files = Files.walk(directory.resolve("endpoints"))) {
        filesOnDisk =
            files
                .filter(file -> file.toString().endsWith(".parquet"))
                .filter(file -> !file.toString().contains("_delta_log"))
                .count();
      }
      makeHistory(spark, tables);
      RunRetention retention = new RunRetention(spark, tables);
      List<String> accounts = List.of(CatalogTables.FINDINGS, CatalogTables.CHANGES);
      forgottenOfYoung = retention.forget(OLD, 1, accounts);
      forgotten = retention.forget(LIMIT, 1, accounts);
      runs = column(tables, RunTables.RUNS);
      findings = column(tables, CatalogTables.FINDINGS);
    }
  }

  private static Dataset<Row> night(SparkSession spark, int number) {
    List<Row> rows =
        Stream.iterate(0, i -> i + 1)
            .limit(30)
            .map(
                i -> RowFactory.create("e" + i, "t" + number, "f" + number, (long) i, "r" + number))
            .toList();
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }

  /** Six runs, the oldest first, each with a finding; the last good one measured risk alone. */
  private static void makeHistory(SparkSession spark, DeltaTables tables) {
    List<Row> runs = new ArrayList<>();
    List<Row> findings = new ArrayList<>();
    for (String status :
        List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "SUCCEEDED", "SUCCEEDED", "FAILED")) {
      String run = "r" + runs.size();
      Timestamp started = Timestamp.from(OLD.plus(Duration.ofDays(runs.size())));
      runs.add(
          RowFactory.create(
              run, run.equals("r4") ? "risk" : "run", started, started, status, "1", null, "d"));
      findings.add(RowFactory.create(run, "c", "i", "NONE", 1L, 1L, 1.0, null));
    }
    tables.append(RunTables.RUNS, "Runs", spark.createDataFrame(runs, TableSchemas.RUNS));
    new RunTables(spark, tables)
        .writeFiles(List.of(new FileAccount("a.json", "endpoints", 1, 1, null, 1, 1)), "r0");
    tables.append(
        CatalogTables.FINDINGS,
        "Findings",
        spark.createDataFrame(findings, TableSchemas.PII_FINDINGS));
  }

  private static List<String> column(DeltaTables tables, String table) {
    return tables.read(table).orderBy(col("run_id")).collectAsList().stream()
        .map(row -> row.<String>getAs("run_id"))
        .toList();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private static String definition(SparkSession spark, DeltaTables tables) {
    Row detail = DeltaTable.forPath(spark, tables.path("endpoints")).detail().head();
    return detail.getAs("properties")
        + " "
        + detail.getAs("description")
        + " "
        + tables.read("endpoints").schema().json();
  }

  @Test
  void maintain_smallFiles_becomeOne_andTheOldOnesGo() {
    assertThat(first.before().number()).isGreaterThan(3);
    assertThat(first.after().number()).isOne();
    assertThat(first.deleted().number()).isEqualTo(first.before().number());
    assertThat(first.deleted().bytes()).isEqualTo(first.before().bytes()).isPositive();
    assertThat(filesOnDisk).isOne();
  }

  @Test
  void maintain_rowsAndDefinitionOfTheTable_staySame() {
    assertThat(rowsBefore).hasSize(90);
    assertThat(rowsAfter).isEqualTo(rowsBefore);
    assertThat(definitionAfter)
        .isEqualTo(definitionBefore)
        .contains("delta.columnMapping.mode", "e-mail addr.", "pinfold");
  }

  @Test
  void maintain_again_findsNothingToDo() {
    assertThat(second.before()).isEqualTo(second.after()).isEqualTo(first.after());
    assertThat(second.deleted().number()).isZero();
  }

  @Test
  void forget_oldRuns_goButForTheLatest_theLastGoodOne_andThoseWithRecords() {
    assertThat(forgottenOfYoung).isZero();
    assertThat(forgotten).isEqualTo(3);
    assertThat(runs).containsExactly("r0", "r3", "r5");
    assertThat(findings)
        .as("what is told of a run goes even where a record leads to it")
        .containsExactly("r3", "r5");
  }
}
