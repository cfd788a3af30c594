// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pinfold.LocalSession;
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of a run that died, in tables of several kinds. */
class TableRollbackTest {
  private static final TableTransaction RUN = new TableTransaction("r2", 8);

  private static SparkSession spark;

  @TempDir Path directory;
  private DeltaTables tables;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpretedWithDelta();
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @BeforeEach
  void write() {
    tables = new DeltaTables(spark, directory.toString());
    new TableTransaction("r1", 7).open(spark);
    tables.append("t", "a comment", numbers(0, 5));
    RUN.open(spark);
  }

  @AfterEach
  void closeRun() {
    TableTransaction.close(spark);
  }

  private static Dataset<Row> numbers(int from, int to) {
    return spark.range(from, to).toDF("n").coalesce(1);
  }

  /** Sets a property of the table, as an operator would. */
  private void set(String property, boolean value) {
    spark.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = %s)"
            .formatted(tables.path("t"), property, value));
  }

  private List<String> rollBack() {
    TableTransaction.close(spark);
    return tables.rollBack(List.of("t", "none"), RUN);
  }

  private List<Long> rows() {
    return tables.read("t").orderBy("n").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  /** What its newest commit did. */
  private String operation() {
    return DeltaTable.forPath(spark, tables.path("t")).history(1).head().getAs("operation");
  }

  @Test
  void rollBack_rowsAndColumnThatWereAdded_areGone() {
    tables.append("t", "a comment", numbers(5, 9).selectExpr("n", "n * 2 AS twice"));
    assertThat(tables.read("t").columns()).containsExactly("n", "twice");
    tables.append("t", "a comment", numbers(9, 12));
    assertThat(tables.read("t").count()).isEqualTo(12);

    assertThat(rollBack()).containsExactly("t");

    assertThat(tables.read("t").columns()).containsExactly("n");
    assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(operation()).isEqualTo("RESTORE");
    assertThat(tables.countsInLog("t").orElseThrow().values())
        .extracting(count -> count.rows() + " " + count.nonNull())
        .containsExactly("5 5");
    assertThat(rollBack()).as("taken back already").isEmpty();
    tables.append("t", "a comment", numbers(5, 6).selectExpr("n", "'x' AS twice"));
    assertThat(rows()).hasSize(6);
  }

  @Test
  void rollBack_rowsThatWereReplaced_areThereAgain() {
    tables.replace("t", "a comment", numbers(20, 30));
    assertThat(rows()).hasSize(10);

    rollBack();

    assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void rollBack_rowsMarkedAsDeletedWithinAFile_areThereAgain() {
    set("delta.enableDeletionVectors", true);
    TableTransaction.close(spark);
    set("of.nobody", true);
    RUN.open(spark);
    DeltaTable.forPath(spark, tables.path("t")).delete("n > 2");
    assertThat(rows()).hasSize(3);

    rollBack();

    assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  /** Delta refuses to take a column out of such a table, but for its RESTORE. */
  @Test
  void rollBack_columnThatWasAddedToATableWithAChangeFeed_isGone() {
    TableTransaction.close(spark);
    set("delta.enableChangeDataFeed", true);
    RUN.open(spark);
    tables.append("t", "a comment", numbers(5, 9).selectExpr("n", "n * 2 AS twice"));

    rollBack();

    assertThat(tables.read("t").columns()).containsExactly("n");
    assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void rollBack_aFileThatIsGone_isToldAndNotMadePartOfTheTable() throws Exception {
    tables.replace("t", "a comment", numbers(20, 30));
    List<String> present = List.of(tables.read("t").inputFiles());
    try (Stream<Path> files = Files.walk(directory.resolve("t"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".parquet")
            && !file.toString().contains("_delta_log")
            && present.stream().noneMatch(one -> one.endsWith(name))) {
          Files.delete(file);
        }
      }
    }

    assertThat(catchThrowable(this::rollBack)).hasMessageContaining("ignoreMissingFiles");

    assertThat(rows()).hasSize(10);
  }
}
