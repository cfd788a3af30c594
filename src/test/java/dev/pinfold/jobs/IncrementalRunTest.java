// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.TableTransaction;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump that comes in parts, night by night, against the same dump taken at once. Between the
 * nights a run dies.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncrementalRunTest {
  private static final List<String> RECORDS =
      List.of("endpoints", "events", "imports", "configuration");
  private static final String LATE = "events/2026/10/31/00/late.json";
  private static final String LATER = "events/2026/10/31/01/later.json";

  @TempDir private static Path directory;
  private Path whole;
  private Path nightly;
  private CommandsInProcess byNight;
  private CommandsInProcess atOnce;
  private String secondNight;
  private String nightOfOneEvent;
  private String thirdNight;
  private String hoursBefore;
  private Map<String, Long> versionsBefore;
  private Map<String, Long> versionsAfter;
  private List<String> eventFilesOfFirstNight;

  @BeforeAll
  void nights() throws Exception {
    whole = directory.resolve("once/input");
    nightly = directory.resolve("nightly/input");
    SampleDump.write(whole, new SampleSettings(60, 240, 5));
    Path events;
    try (Stream<Path> files = Files.walk(whole.resolve("events"))) {
      events =
          files
              .filter(file -> file.getFileName().toString().startsWith("pinpoint"))
              .findFirst()
              .orElseThrow();
    }
    Files.createDirectories(whole.resolve(LATE).getParent());
    Files.write(
        whole.resolve(LATE),
        List.of(
            "{\"event_type\":\"_session.start\",\"event_timestamp\":1793404800000,"
                + "\"arrival_timestamp\":1793404801000,\"application\":{\"app_id\":\"a1\"},"
                + "\"attributes\":{\"never_seen_before\":\"ana.novak@example.com\"},"
                + "\"client\":{\"client_id\":\"c-1\"}}",
            "{\"broken\":"));
    byNight = new CommandsInProcess(directory.resolve("nightly"));
    atOnce = new CommandsInProcess(directory.resolve("once"));

    copy("configuration");
    copy("imports/people-1.csv");
    copy("endpoints/export-1");
    copy(whole.relativize(events).toString());
    dieWithinTheFirstCommit();
    byNight.run(0, "--as-of", "2026-10-30");
    eventFilesOfFirstNight =
        byNight.query(
            "ingested_files", rows -> texts(rows.where("dataset = 'events'").select("file")));
    copy("imports");
    copy("endpoints");
    copy("events");
    hoursBefore = byNight.run(0, "--as-of", "2026-10-30", "--to", "2026-10-29T23");
    dieAfterWriting();
    forgetDigests();
    secondNight = byNight.run(0, "--as-of", "2026-10-31");
    Files.createDirectories(whole.resolve(LATER).getParent());
    Files.writeString(
        whole.resolve(LATER),
        "{\"event_type\":\"_session.start\",\"event_timestamp\":1793408400000,"
            + "\"arrival_timestamp\":1793408401000,\"application\":{\"app_id\":\"a1\"},"
            + "\"client\":{\"client_id\":\"c-1\"}}");
    copy("events");
    nightOfOneEvent = byNight.run(0, "--as-of", "2026-10-31");
    versionsBefore = versions();
    thirdNight = byNight.run(0); // as the scheduler does, on another day
    versionsAfter = versions();

    copyKeys();
    atOnce.run(0, "--as-of", "2026-10-31");
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).sorted().toList();
  }

  /** Takes a part of the dump over, as it is. */
  private void copy(String part) throws IOException {
    try (Stream<Path> files = Files.walk(whole.resolve(part))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = nightly.resolve(whole.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  private void copyKeys() throws IOException {
    Path from = byNight.output().resolve("keys");
    Path to = Files.createDirectories(atOnce.output().resolve("keys"));
    try (Stream<Path> keys = Files.list(from)) {
      for (Path key : keys.toList()) {
        Files.copy(key, to.resolve(key.getFileName()));
      }
    }
  }

  /** Leaves what a process leaves that ends while it makes a table: a log, and no commit in it. */
  private void dieWithinTheFirstCommit() throws IOException {
    Path log = Files.createDirectories(byNight.output().resolve("kpis").resolve("_delta_log"));
    Files.writeString(log.resolve(".00000000000000000000.json.5b1f.tmp"), "{");
    Files.writeString(log.getParent().resolve("part-0.parquet"), "");
    RunJournal.of(byNight.output().toString(), new Configuration())
        .begin(new TableTransaction("died-at-first", 1));
  }

  /**
   * Leaves what a process leaves that ends in the midst of a run: written tables and a journal; and
   * another that took it back, and ended after it had entered that and before it closed the
   * journal.
   */
  private void dieAfterWriting() throws IOException {
    String output = byNight.output().toString();
    try (SparkSession spark = SparkSessions.open("test")) {
      DeltaTables tables = new DeltaTables(spark, output);
      TableTransaction died = new TableTransaction("died", System.currentTimeMillis());
      RunJournal journal = RunJournal.of(output, spark.sparkContext().hadoopConfiguration());
      journal.begin(died);
      died.open(spark);
      Dataset<Row> twice = tables.read("endpoints");
      tables.within(died).append("endpoints", "", twice.withColumn("half", lit(1)));
      TableTransaction.close(spark);
      assertThat(
              new RunRecovery(spark, tables, journal, Clock.systemUTC(), () -> true)
                  .recover(stage -> {}))
          .isPresent();
      journal.begin(died);
    }
  }

  /** The catalog as a version wrote it that gave events no digest. */
  private void forgetDigests() throws IOException {
    try (SparkSession spark = SparkSessions.open("test")) {
      DeltaTable.forPath(spark, byNight.output().resolve("pii_catalog").toString())
          .delete("column_path = 'events._digest'");
    }
  }

  private Map<String, Long> versions() throws IOException {
    Map<String, Long> versions = new TreeMap<>();
    try (SparkSession spark = SparkSessions.open("test")) {
      for (String table : OutputDirectory.tablesOfRuns()) {
        String path = byNight.output().resolve(table).toString();
        if (DeltaTable.isDeltaTable(spark, path)) {
          versions.put(
              table,
              DeltaTable.forPath(spark, path).history(1).select("version").head().getLong(0));
        }
      }
    }
    return versions;
  }

  @Test
  void recordTables_areThoseOfOneRun() throws IOException {
    for (String table : RECORDS) {
      assertSame(table, "_run_id");
    }
  }

  @Test
  void accountsOfFilesAndBadRecords_areThoseOfOneRun() throws IOException {
    assertSame("ingested_files", "run_id", "modified");
    assertSame("quarantine", "run_id", "raw_encrypted");
  }

  @Test
  void aggregates_areThoseOfOneRun() throws IOException {
    assertSame("kpis");
    assertSame("kpi_totals");
    assertThat(rows(byNight, "demographics", "as_of = '2026-10-31'"))
        .isEqualTo(rows(atOnce, "demographics", "as_of = '2026-10-31'"))
        .isNotEmpty();
  }

  @Test
  void catalog_isThatOfOneRun_butForTheTablesThatGrowWithEachRun() throws IOException {
    String inputs = "dataset IN ('endpoints', 'events', 'imports', 'configuration')";
    String[] leftOut = {"first_seen", "last_seen", "run_id"};
    assertThat(rows(byNight, "pii_catalog", inputs, leftOut))
        .isEqualTo(rows(atOnce, "pii_catalog", inputs, leftOut))
        .isNotEmpty();
    assertSame("lineage", "run_id");
    assertSame("column_profiles", "run_id", "profile_encrypted");
  }

  @Test
  void catalog_countsWhatIsThere_afterNightsAndARunThatDied() throws IOException {
    try (SparkSession spark = SparkSessions.open("test")) {
      // The third night found nothing new, and entered itself behind the catalog's back.
      assertThat(CountedTables.differences(spark, byNight.output()))
          .filteredOn(difference -> !difference.startsWith("runs."))
          .isEmpty();
    }
  }

  @Test
  void tableWhoseMakingBrokeOff_isMadeAnewAsAllAre() throws IOException {
    try (SparkSession spark = SparkSessions.open("test")) {
      Row kpis =
          DeltaTable.forPath(spark, byNight.output().resolve("kpis").toString()).detail().head();
      assertThat(kpis.<String>getAs("description")).startsWith("KPIs by day and group");
      assertThat(kpis.getJavaMap(kpis.fieldIndex("properties")).toString())
          .contains("delta.columnMapping.mode=name");
    }
    assertThat(byNight.output().resolve("kpis/part-0.parquet")).doesNotExist();
  }

  @Test
  void secondNight_tellsWhatItTook_andThatARunHadDied() {
    assertThat(secondNight)
        .contains("Run died died before its end; what it had written is taken back.")
        .containsPattern("Files: \\d+ of the input were taken by earlier runs")
        .contains("events.attributes.never_seen_before is new: EMAIL_ADDRESS")
        .as("a column of Pinfold's own is no drift of the dump")
        .doesNotContain("events._digest is new");
    List<String> ends =
        byNight.query("runs", rows -> texts(rows.where("run_id = 'died'").select("status")));
    assertThat(ends).as("entered once").containsExactly("ROLLED_BACK");
  }

  @Test
  void nightOfOneEvent_countsOnlyWhomItIsOf() {
    assertThat(nightOfOneEvent)
        .contains("Aggregates: whose records are as before was not counted again.");
    assertThat(secondNight)
        .as("events have a column more")
        .contains("Aggregates: whose records are as before was not counted again.");
  }

  @Test
  void runOfHours_takesTheEventsOfThemAlone() {
    assertThat(eventFilesOfFirstNight).hasSize(1);
    assertThat(hoursBefore)
        .contains("Files: events of the hours asked for were looked at, and nothing else.")
        .contains("Nothing is new");
  }

  @Test
  void nightWithoutNewFiles_changesNoTable() {
    assertThat(thirdNight).contains("Nothing is new; the tables stay as they are.");
    assertThat(versionsAfter).isEqualTo(versionsBefore).isNotEmpty();
  }

  private void assertSame(String table, String... leftOut) throws IOException {
    assertThat(rows(byNight, table, "true", leftOut))
        .as(table)
        .isEqualTo(rows(atOnce, table, "true", leftOut))
        .isNotEmpty();
  }

  /** All rows as texts, in order; columns by name, since those of a later night stand last. */
  private static List<String> rows(
      CommandsInProcess commands, String table, String condition, String... leftOut) {
    return commands.query(
        table,
        rows -> {
          Dataset<Row> kept = rows.where(condition).drop(leftOut);
          List<String> texts = new ArrayList<>();
          Column[] columns =
              Arrays.stream(kept.columns())
                  .sorted()
                  .map(name -> kept.col("`" + name + "`"))
                  .toArray(Column[]::new);
          kept.select(columns).toJSON().collectAsList().forEach(text -> texts.add(sorted(text)));
          texts.sort(null);
          return texts;
        });
  }

  /** A struct's fields in an order of their own, whichever night they were first seen. */
  private static String sorted(String json) {
    try {
      com.fasterxml.jackson.databind.ObjectMapper mapper =
          com.fasterxml.jackson.databind.json.JsonMapper.builder()
              .enable(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .build();
      return mapper.writeValueAsString(mapper.readValue(json, Map.class));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
