// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import dev.pinfold.protect.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code pinfold risk} on what a run made of a sample dump. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskTest {
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  @TempDir private static Path directory;
  private final Set<String> identifiers = new LinkedHashSet<>();
  private SparkSession spark;
  private Path config;
  private String text;
  private String json;

  @BeforeAll
  void run() throws Exception {
    SampleDump.write(directory.resolve("input"), new SampleSettings(300, 60, 7), identifiers::add);
    config = configuration();
    String output = directory.resolve("output").toString();
    String input = directory.resolve("input").toString();
    int exit = process("run", "--input", input, "--output", output, "--config", config.toString());
    assertThat(exit).as(printed).isZero();
    exit = process("risk", "--output", output, "--config", config.toString());
    assertThat(exit).as(printed).isZero();
    text = printed;
    // In this process, which needs no start of its own, and before another session is open.
    CommandsInProcess commands = new CommandsInProcess(directory);
    json =
        commands
            .execute(0, "risk", "--output", output, "--target-k", "3", "--json")
            .lines()
            .filter(line -> line.startsWith("{"))
            .findFirst()
            .orElseThrow();
    for (String table : List.of("imports", "events")) {
      // On a copy, so that the table of risk that others count is not touched.
      Path copy = Files.createDirectories(directory.resolve("copy-" + table));
      for (String name : List.of(table, "endpoints", "pii_catalog", "lineage")) {
        copy(Path.of(output, name), copy.resolve(name));
      }
      others.put(
          table,
          commands.execute(
              0, "risk", "--output", copy.toString(), "--table", table, "--target-k", "3"));
    }
    spark = SparkSessions.open("test");
  }

  @AfterAll
  void close() throws java.io.IOException {
    if (spark != null) {
      spark.close();
    }
  }

  private String printed;

  /** What {@code risk} printed of other tables. */
  private final Map<String, String> others = new HashMap<>();

  private int process(String... arguments) throws Exception {
    PinfoldProcess process =
        new PinfoldProcess(Files.createTempDirectory(directory, "process"))
            .with("-Dspark.io.encryption.enabled=false");
    int exit = process.run(arguments);
    printed = process.output();
    return exit;
  }

  /** The shipped configuration, with few figures. */
  private Path configuration() throws Exception {
    Path copy = directory.resolve("conf");
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Path.of("conf").relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Files.writeString(copy.resolve("kpis.yaml"), "privacy: {min_group_size: 7}\n");
    return copy.resolve("pinfold.yaml");
  }

  private Dataset<Row> table(String name) {
    return spark.read().format("delta").load(directory.resolve("output").resolve(name).toString());
  }

  @Test
  void json_figures_areThoseOfTheTable() throws Exception {
    JsonNode report = new ObjectMapper().readTree(json);
    assertThat(report.path("table").asText()).isEqualTo("endpoints");
    assertThat(report.path("target_k").asInt()).isEqualTo(3);
    long people =
        table("endpoints")
            .where("Id IS NOT NULL")
            .selectExpr("coalesce(User.UserId, Id) AS person")
            .distinct()
            .count();
    assertThat(report.path("people").asLong()).isEqualTo(people);
    List<String> columns = new ArrayList<>();
    report
        .path("quasi_identifiers")
        .forEach(one -> one.path("columns").forEach(column -> columns.add(column.asText())));
    assertThat(columns)
        .contains(
            "Location.City",
            "Location.PostalCode",
            "Location.Latitude",
            "User.UserAttributes.gender")
        .doesNotContain("Address", "User.UserId");
    long sum = 0;
    for (JsonNode classes : report.path("class_sizes")) {
      sum += classes.asLong();
    }
    assertThat(report.path("classes").asLong()).isEqualTo(sum);
    assertThat(report.path("identifying").toString())
        .contains("Attributes.last_seen_ms")
        .doesNotContain("Attributes.device_uuid_hash");
    assertThat(report.path("sensitive").toString()).contains("Attributes.plan");
  }

  @Test
  void proposals_inTheReport_areRulesOfThePolicy() throws Exception {
    JsonNode proposals = new ObjectMapper().readTree(json).path("proposals");
    assertThat(proposals).isNotEmpty();
    for (JsonNode proposal : proposals) {
      assertThat(proposal.path("k").asLong()).isGreaterThanOrEqualTo(3);
      StringBuilder rules = new StringBuilder("rules:\n");
      proposal.path("rules").forEach(line -> rules.append(line.asText()).append('\n'));
      Problems problems = new Problems();
      assertThat(
              new PolicyFile(PersonalDataType::find)
                  .read(YamlFile.parse("policy.yaml", rules.toString(), problems))
                  .size())
          .isPositive();
      problems.throwIfAny();
    }
  }

  @Test
  void text_ofTheReport_isForAPerson() {
    assertThat(text)
        .contains("Re-identification risk of endpoints")
        .contains("the target is 7")
        .contains("What the policy could say to reach k = 7")
        .contains("Location.PostalCode");
  }

  /** Every value of the table, and every raw one: none may be in the output. */
  @Test
  void output_textAndJson_holdNoValue() throws Exception {
    Set<String> values = new HashSet<>();
    collect(table("endpoints").drop("_file", "_run_id").toJSON().collectAsList(), values);
    assertThat(values).hasSizeGreaterThan(500);
    Set<String> names = new HashSet<>();
    JsonNode report = new ObjectMapper().readTree(json);
    texts(report, names);
    Set<String> found = new TreeSet<>(names);
    found.retainAll(values);
    assertThat(found).isEmpty();
    Set<String> words = new HashSet<>(List.of(text.split("[\\s,;:()\\[\\]+]+")));
    words.retainAll(values.stream().filter(value -> LETTER.matcher(value).find()).toList());
    assertThat(words).isEmpty();
    RawValueSearch search = new RawValueSearch(identifiers);
    assertThat(search.in("text", text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(search.in("json", json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    // The sizes of classes are numbers of people, which some value may equal.
    List<String> rows =
        table("risk").where("measure <> 'classes_of_size'").toJSON().collectAsList();
    Set<String> details = new HashSet<>();
    for (String row : rows) {
      details.add(new ObjectMapper().readTree(row).path("detail").asText());
    }
    details.remove("");
    details.retainAll(values);
    assertThat(details).isEmpty();
  }

  private static void collect(List<String> rows, Set<String> values) throws Exception {
    for (String row : rows) {
      texts(new ObjectMapper().readTree(row), values);
    }
    values.remove("");
  }

  private static void texts(JsonNode node, Set<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(inner -> texts(inner, texts));
  }

  @Test
  void table_risk_hasBothRunsAndSaysWhatItIs() {
    assertThat(table("risk").select("run_id").distinct().count()).isEqualTo(2);
    assertThat(table("risk").where("measure = 'k'").count()).isEqualTo(2);
    String comment =
        spark
            .sql("DESCRIBE DETAIL delta.`" + directory.resolve("output/risk") + "`")
            .select("description")
            .head()
            .getString(0);
    assertThat(comment).contains("risk");
  }

  @Test
  void usage_bad_isRefusedBeforeAnythingIsRead() {
    assertThat(CommandLineErrors.execute(new Risk(), "--output", "x", "--target-k", "1"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(CommandLineErrors.execute(new Risk(), "--output", "x", "--table", "nothing"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(CommandLineErrors.execute(new Risk(), "--output", "x", "--target-k", "many"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(CommandLineErrors.execute(new Risk())).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void output_withoutTables_isSaidOnOneLine() throws Exception {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    assertThat(process("risk", "--output", empty.toString(), "--target-k", "5"))
        .isEqualTo(ExitCodes.FAILED);
    assertThat(printed).contains("holds no table endpoints");
  }

  @Test
  void tables_importsAndEvents_haveReportsToo() {
    for (String table : List.of("imports", "events")) {
      assertThat(others.get(table)).contains("Re-identification risk of " + table);
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
