// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.DeltaTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nights on one output: a column that held shades of colour begins to hold addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftRunTest {
  private static final List<String> SHADES = List.of("teal", "mauve", "ochre", "sienna", "azure");

  @TempDir private static Path directory;
  private CommandsInProcess commands;
  private String firstNight;
  private String secondNight;
  private boolean wasInTheLog;
  private boolean wasADimension;

  private static String[] endpoints(boolean withAddresses) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String shade =
          withAddresses && i % 2 == 0 ? "ana" + i + "@example.com" : SHADES.get(i % SHADES.size());
      lines.add(
          "{\"Id\":\"e"
              + i
              + "\",\"ChannelType\":\"EMAIL\",\"Address\":\"bo"
              + i
              + "@example.com\",\"shade\":\""
              + shade
              + "\",\"Attributes\":{\"hue\":[\""
              + shade
              + "\"]},\"EffectiveDate\":\"2026-10-01T00:00:00Z\""
              + (withAddresses ? ",\"extra\":\"x\"}" : "}"));
    }
    return lines.toArray(String[]::new);
  }

  @BeforeAll
  void twoNights() throws IOException {
    commands = new CommandsInProcess(directory);
    commands.write("endpoints/a.json", endpoints(false));
    firstNight = commands.run(0, "--as-of", "2026-10-30", "--fail-on-drift");
    wasInTheLog = log().contains("teal");
    wasADimension =
        commands.query(
            "demographics",
            rows -> !rows.where("dimension = 'Attributes.hue' AND bucket = 'teal'").isEmpty());
    commands.write("endpoints/a.json", endpoints(true));
    secondNight = commands.run(3, "--as-of", "2026-10-31", "--fail-on-drift");
  }

  /** The text of the commits, and the rows of the checkpoints, of the endpoints' table. */
  private String log() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(commands.output().resolve("endpoints/_delta_log"));
        SparkSession spark = SparkSessions.open("test")) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".parquet")) {
          spark.read().parquet(file.toString()).toJSON().collectAsList().forEach(text::append);
        } else if (!file.toString().endsWith(".crc")) {
          text.append(Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return text.toString();
  }

  @Test
  void firstNight_hasNothingToCompareWith() {
    assertThat(firstNight).doesNotContain("Changed since");
    assertThat(wasInTheLog).isTrue();
  }

  @Test
  void secondNight_saysWhatChanged_andEndsWithThree() {
    assertThat(secondNight)
        .contains("Changed since the run before:")
        .contains("endpoints.shade began to hold personal data: NONE -> ")
        .contains("endpoints.extra is new: NONE")
        .doesNotContain("ana0@");
  }

  @Test
  void catalogChanges_holdThem() {
    List<String> changes =
        commands.query(
            "catalog_changes",
            rows ->
                rows
                    .where("dataset = 'endpoints'")
                    .select("column_path", "change", "run_id")
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(0) + " " + row.getString(1))
                    .toList());

    assertThat(changes)
        .contains(
            "endpoints.shade BECAME_PERSONAL",
            "endpoints.shade ACTION_CHANGED",
            "endpoints.extra NEW_COLUMN");
  }

  @Test
  void columnThatWasKept_leavesNothingBehind() throws IOException {
    assertThat(secondNight)
        .containsPattern("Repaired: .*endpoints\\.shade.* were kept by an earlier run");
    assertThat(log()).doesNotContain("teal", "mauve", "sienna");
    List<String> shades =
        commands.query(
            "endpoints",
            rows ->
                rows.select("shade").collectAsList().stream()
                    .map((Row row) -> row.getString(0))
                    .toList());
    assertThat(shades).hasSize(200).noneMatch(shade -> shade.contains("@"));
    long active = commands.query("endpoints", rows -> (long) rows.inputFiles().length);
    try (Stream<Path> files = Files.walk(commands.output().resolve("endpoints"))) {
      assertThat(
              files.filter(
                  file ->
                      file.getFileName().toString().startsWith("part-")
                          && file.toString().endsWith(".parquet")))
          .hasSize((int) active);
    }
  }

  @Test
  void catalog_afterARepair_countsWhatIsThere() throws IOException {
    try (SparkSession spark = SparkSessions.open("test")) {
      assertThat(CountedTables.differences(spark, commands.output())).isEmpty();
    }
  }

  /**
   * No day shows anything of a dimension that turned out to be personal, nor does an earlier one.
   */
  @Test
  void demographics_loseTheDimensionThatIsPersonalNow() {
    List<String> dimensions =
        commands.query(
            "demographics",
            rows ->
                rows.selectExpr("concat(as_of, ' ', dimension)").distinct().collectAsList().stream()
                    .map((Row row) -> row.getString(0))
                    .toList());
    assertThat(dimensions)
        .contains("2026-10-31 channel_type")
        .noneMatch(dimension -> dimension.startsWith("2026-10-30"))
        .doesNotContain("2026-10-31 Attributes.hue");
    assertThat(wasADimension).isTrue();
  }

  @Test
  void runs_areListed_theLatestFirst_andStatusNamesIt() {
    String output = commands.output().toString();
    String[] runs =
        commands.execute(0, "runs", "--output", output, "--json").lines().toArray(String[]::new);

    assertThat(runs).hasSize(2);
    assertThat(runs[0])
        .contains("\"status\":\"SUCCEEDED\"", "\"endpoints.records_read\":200")
        .doesNotContain("ana");
    assertThat(commands.execute(0, "runs", "--output", output, "--last", "1").lines())
        .filteredOn(line -> line.contains("SUCCEEDED"))
        .hasSize(1);
    assertThat(commands.execute(0, "status", "--output", output, "--within", "24"))
        .startsWith("Last good run: ")
        .contains("200 records, 0 quarantined");
    commands.execute(2, "status", "--output", output, "--within", "0");
  }

  /** The last, since it packs the files that others look at; the endpoints were repaired before. */
  @Test
  @Order(Integer.MAX_VALUE)
  @SuppressWarnings("try") // the lock is held, not used
  void maintain_afterARepair_keepsWhatTheNewestVersionsHold_andWaitsForNoRun() throws IOException {
    String output = commands.output().toString();
    String uri = commands.output().toUri().toString();
    try (OutputLock lock =
        OutputLock.take(uri, "tonight", Clock.systemUTC(), new Configuration())) {
      commands.execute(1, "maintain", "--output", output);
    }
    assertThat(commands.errors()).contains("run tonight on ", "is at work there");

    String printed = commands.execute(0, "maintain", "--output", output);

    assertThat(printed.lines()).anyMatch(line -> line.matches("runs +2 +1 +0\\.0 +0 +0\\.0"));
    assertThat(printed).contains("endpoints ", "pii_catalog ", "Runs forgotten: 0");
    try (SparkSession spark = SparkSessions.open("test")) {
      DeltaTables tables = new DeltaTables(spark, output);
      assertThat(tables.read("endpoints").count()).isEqualTo(200);
      assertThat(tables.read("runs").count()).isEqualTo(2);
      assertThat(tables.read("catalog_changes").count()).isPositive();
    }
  }
}
