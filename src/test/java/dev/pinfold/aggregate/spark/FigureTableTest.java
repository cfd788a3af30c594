// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.TestKpis;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.protect.FigureCipher;
import dev.pinfold.protect.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures from one run to the next, in a real Delta table. */
class FigureTableTest {
  private static final LocalDate DAY = LocalDate.parse("2026-10-31");
  private static final FigureTable.Account ACCOUNT =
      new FigureTable.Account("digest", DAY, 100, 1_000);

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static DeltaTables tables;
  private static FigureTable table;
  private static List<FigureCell> figures;

  @BeforeAll
  static void write() {
    spark = LocalSession.interpretedWithDelta();
    tables = new DeltaTables(spark, directory.toString());
    table = new FigureTable(spark, tables, new FigureCipher(TestKeys.generate()));
    figures = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) { // more than a packet
      figures.add(
          new FigureCell(i % 7, Grain.DAY, 20_000 + i, 1, "Kangaroo-" + i, null, i / 4.0, i, i));
    }
    figures.add(
        new FigureCell(
            1, Grain.PERIOD, -1, 2, "x", new FigureCell.Around(1, "y"), 0.1 + 0.2, 3, 2));
    table.write(new CountedFigures(rdd(figures), rdd(figures.subList(0, 3))), ACCOUNT, "run-1");
  }

  private static JavaRDD<FigureCell> rdd(List<FigureCell> cells) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(cells, 2);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    FigureTable.Stored stored = table.read().orElseThrow();

    assertThat(stored.account()).isEqualTo(ACCOUNT);
    assertThat(stored.figures().ofKpis().collect()).containsExactlyInAnyOrderElementsOf(figures);
    assertThat(stored.figures().buckets().collect())
        .containsExactlyInAnyOrderElementsOf(figures.subList(0, 3));
  }

  @Test
  void read_withAnotherKey_isNothing() {
    assertThat(new FigureTable(spark, tables, new FigureCipher(TestKeys.generate())).read())
        .isEmpty();
  }

  @Test
  void files_ofTheTable_holdNoLabel() throws IOException {
    byte[] label = "Kangaroo".getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> all = Files.walk(directory.resolve(FigureTable.NAME))) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain(new String(label, StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void clear_aTable_leavesNothingToGoOnWith() {
    DeltaTables others = new DeltaTables(spark, directory.resolve("others").toString());
    FigureTable other = new FigureTable(spark, others, new FigureCipher(TestKeys.generate()));
    other.clear();
    assertThat(others.exists(FigureTable.NAME)).as("none was there").isFalse();
    other.write(new CountedFigures(rdd(figures.subList(0, 2)), rdd(List.of())), ACCOUNT, "run-1");

    other.clear();

    assertThat(other.read()).isEmpty();
    assertThat(others.read(FigureTable.NAME).isEmpty()).isTrue();
  }

  @Test
  void account_isContinued_onlyByMoreRecordsOfTheSame() {
    assertThat(ACCOUNT.isContinuedBy(account("digest", DAY.plusDays(1), 110, 1_000), 10, 0))
        .isTrue();
    assertThat(ACCOUNT.isContinuedBy(account("other", DAY, 110, 1_000), 10, 0)).isFalse();
    assertThat(ACCOUNT.isContinuedBy(account("digest", DAY, 110, 1_000), 110, 0))
        .as("made anew")
        .isFalse();
    assertThat(ACCOUNT.isContinuedBy(account("digest", DAY, 100, 990), 0, 0)).isFalse();
    assertThat(ACCOUNT.isContinuedBy(account("digest", DAY.plusYears(1), 100, 1_000), 0, 0))
        .as("everybody's age is another")
        .isFalse();
  }

  private static FigureTable.Account account(
      String digest, LocalDate day, long endpoints, long events) {
    return new FigureTable.Account(digest, day, endpoints, events);
  }

  @Test
  void digest_ofOtherRules_isAnother() {
    CountedFigures.Rules rules =
        new CountedFigures.Rules(TestKpis.of("dimensions: {opt_out: OptOut}"), Map.of("a", "b"));
    String digest = FigureTable.digest(rules, "configuration");

    assertThat(
            FigureTable.digest(
                new CountedFigures.Rules(
                    TestKpis.of("dimensions: {opt_out: OptOut}"), Map.of("a", "b")),
                "configuration"))
        .as("read once more")
        .isEqualTo(digest);
    assertThat(
            List.of(
                FigureTable.digest(
                    new CountedFigures.Rules(
                        TestKpis.of("dimensions: {model: Demographic.Model}"), Map.of("a", "b")),
                    "configuration"),
                FigureTable.digest(
                    new CountedFigures.Rules(rules.kpis(), Map.of("a", "c")), "configuration"),
                FigureTable.digest(rules, "other")))
        .doesNotContain(digest)
        .doesNotHaveDuplicates();
  }
}
