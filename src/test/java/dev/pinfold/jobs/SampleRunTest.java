// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.spark.SparkExpressions;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import dev.pinfold.jobs.sample.SampleTruth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job on a sample dump, as a process of its own, with Spark's own encryption and
 * suppression switched off, so that everything can be seen: its tables against the truth of the
 * sample, and every byte that it left against the sample's direct identifiers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleRunTest {
  private static final List<String> TABLES =
      List.of(
          "endpoints",
          "events",
          "imports",
          "configuration",
          "pii_catalog",
          "pii_findings",
          "lineage",
          "catalog_changes",
          "demographics",
          "kpis",
          "kpi_totals",
          "quarantine",
          "ingested_files",
          "runs");

  @TempDir private static Path directory;

  /** Rows of the aggregates without noise, of small tables and of large ones. */
  private final Map<Boolean, List<List<String>>> exactTables = new HashMap<>();

  private final Set<String> identifiers = new LinkedHashSet<>();
  private SampleTruth truth;
  private String printed;
  private SparkSession spark;

  @BeforeAll
  void run() throws Exception {
    truth =
        SampleDump.write(
            directory.resolve("input"), new SampleSettings(300, 1200, 7), identifiers::add);
    PinfoldProcess process =
        new PinfoldProcess(Files.createDirectories(directory.resolve("process")))
            .with("-Dspark.io.encryption.enabled=false");
    int exit =
        process.run(
            "run",
            "--input",
            directory.resolve("input").toString(),
            "--output",
            directory.resolve("output").toString(),
            "--config",
            configuration().toString(),
            "--as-of",
            "2026-10-31",
            "--stacktrace");
    printed = process.output();
    assertThat(exit).as(printed).isZero();
    assertThat(printed).doesNotContain("restricted mode");
    spark = LocalSession.withGeneratedCode(SparkSessions.open("test"));
  }

  @AfterAll
  void close() throws IOException {
    if (spark != null) {
      spark.close();
    }
  }

  /** The shipped configuration with suppression switched off. */
  private Path configuration() throws IOException {
    Path copy = directory.resolve("conf");
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Path.of("conf").relativize(file));
        Files.createDirectories(target.getParent());
        Files.writeString(
            target, Files.readString(file).replace("min_group_size: 10", "min_group_size: 1"));
      }
    }
    return copy.resolve("pinfold.yaml");
  }

  private Dataset<Row> table(String name) {
    return spark.read().format("delta").load(directory.resolve("output").resolve(name).toString());
  }

  @Test
  void files_eachOne_holdsWhatTheTruthSays() {
    Map<String, SampleTruth.FileTruth> found = new TreeMap<>();
    for (Row row : table("ingested_files").collectAsList()) {
      found.put(
          row.getAs("file"),
          new SampleTruth.FileTruth(
              row.getAs("dataset"),
              row.<Long>getAs("records_read"),
              row.<Long>getAs("records_written"),
              row.<Long>getAs("records_quarantined")));
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(truth.files());
  }

  @Test
  void quarantine_badRecords_areThereAndNotesBesides() {
    Map<String, Long> quarantined = new HashMap<>();
    for (Row row :
        table("quarantine")
            .where("reason NOT LIKE 'INNER_JSON%'")
            .groupBy("file")
            .count()
            .collectAsList()) {
      quarantined.put(row.getString(0), row.getLong(1));
    }
    truth
        .files()
        .forEach(
            (file, expected) ->
                assertThat(quarantined.getOrDefault(file, 0L))
                    .as(file)
                    .isEqualTo(expected.records_quarantined()));
    assertThat(table("quarantine").where("reason LIKE 'INNER_JSON%'").count()).isEqualTo(1);
  }

  @Test
  void catalog_columns_haveTheTypesOfTheTruth() {
    Map<String, String> types = new HashMap<>();
    for (Row row : table("pii_catalog").select("column_path", "type").collectAsList()) {
      types.put(row.getString(0), row.getString(1));
    }
    Set<String> wrong = new TreeSet<>();
    truth
        .columns()
        .forEach(
            (path, expected) -> {
              String type = types.get(path);
              if (type != null && !List.of(expected.split("\\|")).contains(type)) {
                wrong.add(path + " is " + type + ", should be " + expected);
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(types.keySet())
        .containsAll(
            truth.columns().keySet().stream()
                .filter(path -> !path.matches(".*(password|api_key)"))
                .toList());
  }

  @Test
  void tokens_ofOnePerson_areEqualInAllTables() {
    Dataset<Row> mails =
        table("endpoints").where("ChannelType = 'EMAIL'").select("Address").distinct();
    Dataset<Row> sent =
        table("events")
            .selectExpr("explode(facets.email_channel.mail_event.mail.destination) AS Address")
            .distinct();
    assertThat(sent.count()).isPositive();
    assertThat(sent.join(mails, "Address").count()).isEqualTo(sent.count());
    Dataset<Row> ids = table("endpoints").select(col("Id")).distinct();
    Dataset<Row> clients = table("events").selectExpr("client.client_id AS Id").distinct();
    assertThat(clients.join(ids, "Id").count()).isEqualTo(clients.count());
    Dataset<Row> users = table("imports").selectExpr("User.UserId AS u").distinct();
    Dataset<Row> known = table("endpoints").selectExpr("User.UserId AS u").distinct();
    assertThat(users.join(known, "u").count()).isPositive();
  }

  @Test
  void demographics_counts_equalTheTruth() {
    Map<String, Long> buckets = new HashMap<>();
    for (Row row : table("demographics").collectAsList()) {
      buckets.put(row.getAs("dimension") + "." + row.getAs("bucket"), row.getAs("endpoints"));
    }
    truth
        .counts()
        .forEach(
            (name, expected) -> {
              if (name.startsWith("endpoints.channel_type.")
                  || name.startsWith("endpoints.opt_out.")
                  || name.startsWith("endpoints.country.")) {
                String bucket = name.substring("endpoints.".length());
                // One record is there whose only version comes from the damaged files' copies.
                assertThat(buckets.get(bucket)).as(bucket).isEqualTo(expected.longValue());
              }
            });
    assertThat(buckets.get("total."))
        .isEqualTo(truth.counts().get("endpoints.distinct").longValue());
    for (String dimension :
        new String[] {"channel_type", "platform", "country", "city", "opt_out"}) {
      long total =
          table("demographics")
              .where(col("dimension").equalTo(dimension))
              .agg(sum("endpoints"))
              .head()
              .getLong(0);
      assertThat(total).as(dimension).isEqualTo(buckets.get("total."));
    }
    assertThat(buckets).containsKey("Attributes.plan.free");
    assertThat(table("demographics").where("suppressed").count()).isZero();
  }

  @Test
  void kpis_figures_equalTheTruth() {
    Map<String, Double> totals = new HashMap<>();
    for (Row row :
        table("kpis")
            .groupBy("kpi", "group_by", "group_value")
            .agg(sum("numerator"))
            .collectAsList()) {
      totals.put(row.getString(0) + "/" + row.getString(2), row.getDouble(3));
    }
    Map<String, String> counted =
        Map.ofEntries(
            Map.entry("sessions/", "events.type._session.start"),
            Map.entry("emails-sent/", "events.type._email.send"),
            Map.entry("emails-delivered/", "events.type._email.delivered"),
            Map.entry("emails-opened/", "emails.opened"),
            Map.entry("emails-clicked/", "events.type._email.click"),
            Map.entry("emails-hard-bounced/", "events.type._email.hardbounce"),
            Map.entry("emails-unsubscribed/", "events.type._email.unsubscribe"),
            Map.entry("sms-delivered/", "events.type._SMS.SUCCESS"),
            Map.entry("push-opened/", "events.type._campaign.opened_notification"),
            Map.entry("campaign-sends/", "events.type._campaign.send"),
            Map.entry("journey-sends/", "events.type._journey.send"),
            Map.entry("purchases/", "events.type._monetization.purchase"),
            Map.entry("sms-spend/", "sms.campaign.spend"),
            Map.entry("txn-sms-total-price/", "sms.transactional.spend"),
            Map.entry("revenue/EUR", "revenue.EUR"),
            Map.entry("revenue/USD", "revenue.USD"),
            Map.entry("new-endpoints/", "endpoints.distinct"),
            Map.entry("new-users/", "users.distinct"));
    counted.forEach(
        (kpi, name) ->
            assertThat(totals.get(kpi))
                .as(kpi)
                .isNotNull()
                .isCloseTo(truth.counts().get(name), within(1e-6)));
  }

  @Test
  void rawDump_ofEachFile_readsTheRecordsOfTheTruth() throws Exception {
    RawDump dump = RawDump.read(directory.resolve("input"));
    Map<String, Long> read = new TreeMap<>();
    dump.endpoints().forEach((file, records) -> read.put(file, (long) records.size()));
    dump.events().forEach((file, records) -> read.put(file, (long) records.size()));
    Map<String, Long> expected = new TreeMap<>();
    truth
        .files()
        .forEach(
            (file, of) -> {
              if (of.dataset().equals("endpoints") || of.dataset().equals("events")) {
                expected.put(file, of.records_written());
              }
            });
    assertThat(read).containsExactlyEntriesOf(expected);
  }

  @Test
  void kpis_everyFigureOfBothTables_isThatOfAnIndependentComputation() throws Exception {
    PlainKpis plain = new PlainKpis(new PlainHistory(RawDump.read(directory.resolve("input"))));
    Map<String, PlainKpi.Figures> found = new TreeMap<>();
    for (Row row : table("kpis").collectAsList()) {
      found.put(key(row, row.getAs("date").toString()), figures(row, null, null));
    }
    for (Row row : table("kpi_totals").collectAsList()) {
      found.put(key(row, "all"), figures(row, row.getAs("first_date"), row.getAs("last_date")));
    }
    Map<String, String> differences = new TreeMap<>();
    Stream.concat(found.keySet().stream(), plain.rows().keySet().stream())
        .filter(key -> !Objects.equals(found.get(key), plain.rows().get(key)))
        .forEach(
            key -> differences.put(key, found.get(key) + " is to be " + plain.rows().get(key)));
    assertThat(differences.entrySet().stream().limit(20))
        .as("%,d rows; a KPI or group of kpis.yaml is to be in PlainKpis too", differences.size())
        .isEmpty();
    Set<String> withFigures = new TreeSet<>();
    found.keySet().forEach(key -> withFigures.add(key.substring(0, key.indexOf(" | "))));
    assertThat(withFigures).hasSizeGreaterThan(90);
  }

  private static String key(Row row, String date) {
    return String.join(
        " | ", row.getAs("kpi"), date, row.getAs("group_by"), row.getAs("group_value"));
  }

  private static PlainKpi.Figures figures(Row row, Date first, Date last) {
    return new PlainKpi.Figures(
        row.getAs("numerator"),
        row.getAs("denominator"),
        row.getAs("value"),
        first == null ? null : first.toLocalDate(),
        last == null ? null : last.toLocalDate());
  }

  /** Interpreted, as small tables are, and with generated code, as large ones. */
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void aggregates_ofTheShippedKpis_readEachFileOfTheProtectedTablesOnce(
      boolean isNoisy, boolean isLarge) throws IOException {
    AggregatesAgain again =
        new AggregatesAgain(
            spark,
            directory.resolve("output"),
            directory.resolve("again-" + isNoisy + "-" + isLarge));
    String text = Files.readString(Path.of("conf/kpis.yaml"));
    String changed = isNoisy ? text.replace("    enabled: false", "    enabled: true") : text;
    assertThat(changed.equals(text)).isNotEqualTo(isNoisy);
    Path file = Files.writeString(directory.resolve("kpis-" + isNoisy + ".yaml"), changed);
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.read(file, problems), new SparkExpressions());
    problems.throwIfAny();

    Map<String, Integer> opened = again.run(kpis, isLarge ? Interpreted.MOST_ROWS + 1 : 1);

    Map<String, Integer> once = new TreeMap<>();
    again.files().forEach(one -> once.put(one, 1));
    assertThat(once).hasSizeGreaterThan(1);
    opened.keySet().retainAll(once.keySet());
    assertThat(opened).containsExactlyInAnyOrderEntriesOf(once);
    // Noise leaves nothing of so few people but the account of it.
    for (String table : isNoisy ? List.of("privacy_budget") : AggregateStage.TABLES) {
      assertThat(again.table(table).count()).as(table).isPositive();
    }
    if (!isNoisy) {
      exactTables.put(
          isLarge,
          AggregateStage.TABLES.stream().map(again::table).map(SampleRunTest::texts).toList());
      // Sums of the sample are exact in any order: prices are of quarters.
      if (exactTables.size() == 2) {
        for (int i = 0; i < AggregateStage.TABLES.size(); i++) {
          assertThat(exactTables.get(true).get(i))
              .as(AggregateStage.TABLES.get(i))
              .containsExactlyElementsOf(exactTables.get(false).get(i));
        }
      }
    }
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void demographics_users_equalAnIndependentCount() throws Exception {
    Map<String, Set<String>> users = new TreeMap<>();
    for (JsonNode endpoint :
        PlainHistory.newest(PlainHistory.all(RawDump.read(directory.resolve("input")).endpoints()))
            .values()) {
      for (String path : List.of("/ChannelType", "/Location/Country", "/Demographic/Platform")) {
        Set<String> bucket =
            users.computeIfAbsent(
                path + " " + endpoint.at(path).asText("(unknown)"), key -> new TreeSet<>());
        if (endpoint.at("/User/UserId").isTextual()) {
          bucket.add(endpoint.at("/User/UserId").asText());
        }
      }
    }
    Map<String, String> paths =
        Map.of(
            "channel_type", "/ChannelType",
            "country", "/Location/Country",
            "platform", "/Demographic/Platform");
    Map<String, Long> found = new TreeMap<>();
    for (Row row : table("demographics").collectAsList()) {
      String path = paths.get(row.<String>getAs("dimension"));
      if (path != null) {
        found.put(path + " " + row.getAs("bucket"), row.getAs("users"));
      }
    }
    Map<String, Long> expected = new TreeMap<>();
    users.forEach((bucket, ids) -> expected.put(bucket, (long) ids.size()));
    assertThat(found).containsExactlyEntriesOf(expected);
  }

  @Test
  void tables_ofAFirstRun_areWrittenWithOneCommit() throws IOException {
    for (String table : List.of("endpoints", "events", "demographics", "kpis", "kpi_totals")) {
      Path log = directory.resolve("output").resolve(table).resolve("_delta_log");
      try (Stream<Path> files = Files.list(log)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as(table)
            .filteredOn(name -> name.endsWith(".json"))
            .containsExactly("00000000000000000000.json");
      }
    }
  }

  @Test
  void columns_ofTheProtectedTables_sayWhatTheyAre() {
    StructField address = table("endpoints").schema().apply("Address");
    assertThat(address.metadata().getString("pinfold.type")).isNotEqualTo("NONE");
    assertThat(address.metadata().getString("comment")).contains("USER_AND_ENDPOINT; tokenize");
    for (String name : TABLES) {
      String comment =
          spark
              .sql("DESCRIBE DETAIL delta.`" + directory.resolve("output").resolve(name) + "`")
              .select("description")
              .head()
              .getString(0);
      assertThat(comment).as(name).isNotBlank();
    }
  }

  @Test
  void lineage_everyOutputColumn_isInItAndInTheCatalog() {
    Set<String> outputs = new TreeSet<>();
    table("lineage")
        .select("output_path")
        .distinct()
        .collectAsList()
        .forEach(row -> outputs.add(row.getString(0)));
    Set<String> catalogued = new TreeSet<>();
    table("pii_catalog")
        .select("column_path")
        .collectAsList()
        .forEach(row -> catalogued.add(row.getString(0)));
    for (String column :
        new String[] {
          "kpis.value", "kpis.numerator", "demographics.users", "demographics.bucket"
        }) {
      assertThat(outputs).contains(column);
      assertThat(catalogued).contains(column);
    }
    assertThat(catalogued).containsAll(outputs);
  }

  @Test
  void leak_nothingThatTheRunWrote_holdsADirectIdentifier() throws Exception {
    RawValueSearch search = new RawValueSearch(identifiers);
    assertThat(search.size()).isGreaterThan(3000);
    List<Path> files = new ArrayList<>();
    for (String place : new String[] {"output", "process"}) {
      try (Stream<Path> walk = Files.walk(directory.resolve(place))) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    assertThat(files).anyMatch(file -> file.endsWith("spark.log"));
    assertThat(files).anyMatch(file -> file.toString().contains("/seen/"));
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      found.addAll(search.inFile(file));
    }
    // Parquet is compressed: its values are searched as they read.
    for (String name : TABLES) {
      table(name)
          .toJSON()
          .toLocalIterator()
          .forEachRemaining(
              row -> found.addAll(search.in(name, row.getBytes(StandardCharsets.UTF_8))));
    }
    assertThat(found).isEmpty();
    // The search would have found them.
    assertThat(search.inFile(directory.resolve("input/imports/people-1.csv"))).isNotEmpty();
  }
}
