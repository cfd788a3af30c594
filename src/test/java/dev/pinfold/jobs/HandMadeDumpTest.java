// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands, in this process, on dumps of a few records with known answers. */
class HandMadeDumpTest {
  @TempDir private Path directory;
  private Path input;
  private Path output;
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void place() {
    input = directory.resolve("input");
    output = directory.resolve("output");
  }

  private void write(String file, String... lines) throws IOException {
    Path path = input.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines));
  }

  /** Runs a command and gives back what it printed. */
  private String execute(int expectedExit, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = CommandLineErrors.commandLine(new Pinfold());
      line.setErr(new PrintWriter(errors, true));
      assertThat(line.execute(arguments)).as(errors.toString()).isEqualTo(expectedExit);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String run(int expectedExit, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--as-of",
                "2026-10-30"));
    arguments.addAll(List.of(more));
    return execute(expectedExit, arguments.toArray(String[]::new));
  }

  private <T> T query(String table, Function<org.apache.spark.sql.Dataset<Row>, T> question) {
    try (SparkSession spark = SparkSessions.open("test")) {
      return question.apply(spark.read().format("delta").load(output.resolve(table).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(org.apache.spark.sql.Dataset<Row> rows, String... expressions) {
    return rows
        .selectExpr("concat_ws(' | ', " + String.join(", ", expressions) + ") AS line")
        .orderBy("line")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static String endpoint(int number, String attributes) {
    return "{\"Id\":\"endpoint-%d\",\"ChannelType\":\"EMAIL\",\"Address\":\"person%d@example.com\",\"EffectiveDate\":\"2026-10-01T00:00:00Z\",\"User\":{\"UserId\":\"user-%d\"},\"Attributes\":{%s}}"
        .formatted(number, number, number, attributes);
  }

  @Test
  void run_renamedAndNestedAttributes_areCataloguedAndCountedUnderTheirInputNames()
      throws IOException {
    String[] lines = new String[40];
    for (int i = 0; i < lines.length; i++) {
      String plan = i % 2 == 0 ? "free" : "gold";
      lines[i] =
          endpoint(
              i,
              "\"plan\":[\"%s\"],\"Plan\":[\"%s\"],\"orders\":[{\"status\":\"open\"},{\"status\":\"%s\"}]"
                  .formatted(plan, plan, i % 2 == 0 ? "open" : "closed"));
    }
    write("endpoints/part-0.json", lines);
    run(0);

    List<String> catalog =
        query(
            "pii_catalog",
            rows ->
                lines(
                    rows.where("lower(column_path) LIKE 'endpoints.attributes.plan%'"),
                    "column_path",
                    "action",
                    "non_null",
                    "type"));
    assertThat(catalog)
        .containsExactly(
            "endpoints.Attributes.Plan | keep | 40 | NONE",
            "endpoints.Attributes.plan | keep | 40 | NONE",
            "endpoints.Attributes.plan~2 | keep | 40 | NONE");
    List<String> demographics =
        query(
            "demographics",
            rows ->
                lines(
                    rows.where("dimension LIKE 'Attributes.%'"),
                    "dimension",
                    "bucket",
                    "endpoints"));
    assertThat(demographics)
        .containsExactly(
            "Attributes.Plan | free | 20",
            "Attributes.Plan | gold | 20",
            "Attributes.orders.status | closed | 20",
            "Attributes.orders.status | open | 40",
            "Attributes.plan | free | 20",
            "Attributes.plan | gold | 20");
  }

  @Test
  void run_again_overEverything_givesTheSameTables() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""), endpoint(2, ""), "{\"Id\":");
    write(
        "events/2026/10/01/00/part-0",
        "{\"event_type\":\"_session.start\",\"event_timestamp\":1790812800000,\"client\":{\"client_id\":\"endpoint-1\"}}");
    run(0);
    List<List<String>> first = tables();
    run(0, "--full");
    assertThat(tables()).isEqualTo(first);
    assertThat(first.get(0)).hasSize(2);
  }

  private List<List<String>> tables() {
    return List.of("endpoints", "events", "demographics", "kpis", "lineage", "quarantine").stream()
        .map(
            table ->
                query(
                    table,
                    rows ->
                        rows
                            .drop("_run_id", "run_id", "raw_encrypted")
                            .toJSON()
                            .collectAsList()
                            .stream()
                            .sorted()
                            .toList()))
        .toList();
  }

  @Test
  void classify_afterARun_keepsTheColumnsOfItsTablesInTheCatalog() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""), endpoint(2, ""));
    run(0);
    long before = query("pii_catalog", rows -> rows.count());
    execute(0, "classify", "--input", input.toString(), "--output", output.toString());
    long after = query("pii_catalog", rows -> rows.count());
    long ofKpis = query("pii_catalog", rows -> rows.where("dataset = 'kpis'").count());
    assertThat(after).isEqualTo(before);
    assertThat(ofKpis).isPositive();
  }

  @Test
  void catalog_formats_tellTheSameColumns() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""), endpoint(2, ""));
    execute(0, "classify", "--input", input.toString(), "--output", output.toString());
    String table = execute(0, "catalog", "--output", output.toString());
    String json = execute(0, "catalog", "--output", output.toString(), "--format", "json");
    String csv = execute(0, "catalog", "--output", output.toString(), "--format", "csv");
    assertThat(table).contains("endpoints.Address").contains("EMAIL_ADDRESS");
    assertThat(json.lines())
        .anyMatch(
            line ->
                line.contains("\"column_path\":\"endpoints.Address\"")
                    && line.contains("\"type\":\"EMAIL_ADDRESS\""));
    assertThat(csv.lines().findFirst().orElseThrow()).startsWith("column_path,dataset,categories");
    assertThat(csv.lines().skip(1)).hasSize((int) json.lines().count());
    assertThat(table + json + csv).doesNotContain("person1");
  }

  @Test
  void run_metricThatIsNoExactDouble_isKeptAside() throws IOException {
    write(
        "events/2026/10/01/00/part-0",
        "{\"event_type\":\"a\",\"event_timestamp\":1790812800000,\"metrics\":{\"size\":9007199254740993}}",
        "{\"event_type\":\"a\",\"event_timestamp\":1790812800000,\"metrics\":{\"size\":9007199254740992}}");
    run(0);
    List<String> sizes =
        query(
            "events",
            rows -> lines(rows, "coalesce(metrics.size, -1)", "array_join(map_keys(_other), ',')"));
    assertThat(sizes).containsExactly("-1.0 | metrics.size", "9.007199254740992E15");
  }

  @Test
  void run_outputAmongTheInput_isRefused() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""));
    output = input;
    run(2);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .endsWith(
            "its tables would lie among the files of --input "
                + input
                + "; give --output a directory of its own");
  }

  @Test
  void run_outputThatHoldsOtherFiles_isRefusedInOneLine() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""));
    Files.createDirectories(output.resolve("events"));
    Files.writeString(output.resolve("events/mine.txt"), "mine");
    run(1);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .contains("holds events, which is no Delta table; move it away");
    assertThat(output.resolve("events/mine.txt")).hasContent("mine");
  }

  @Test
  void run_nothingReadable_saysWhyAndEndsWithThree() throws IOException {
    write("endpoints/part-0.json", "[{\"Id\":\"a\"}]");
    run(3);
    assertThat(errors.toString())
        .contains("none of its 1 files holds a readable record (NOT_AN_OBJECT: 1)");
  }

  @Test
  void run_fileWithoutAnyRecord_isTold() throws IOException {
    write("endpoints/part-0.json", endpoint(1, ""));
    write("endpoints/part-1.json", "[{\"Id\":\"a\"}]");
    assertThat(run(0)).contains("1 file gave no record at all");
  }

  @Test
  void scan_formats_findTheSameColumns() throws IOException {
    write(
        "people.json",
        "{\"mail\":\"ana@example.com\",\"n\":1}",
        "{\"mail\":\"bo@example.org\",\"n\":2}");
    write("people.csv", "mail;n", "ana@example.com;1", "bo@example.org;2");
    String people = input.resolve("people.json").toString();
    String parquet = directory.resolve("people.parquet").toString();
    String delta = directory.resolve("people.delta").toString();
    try (SparkSession spark = SparkSessions.open("test")) {
      spark.read().json(people).write().parquet(parquet);
      spark.read().json(people).write().format("delta").save(delta);
    }
    // Two tables in one session, one of them twice.
    String json =
        execute(
            0,
            "scan",
            people,
            input.toString() + "/./people.json",
            people,
            "--format",
            "json",
            "--json");
    assertThat(json.lines().filter(line -> line.contains("\"EMAIL_ADDRESS\""))).hasSize(3);
    String csv = input.resolve("people.csv").toString();
    assertThat(execute(0, "scan", csv, "--format", "csv"))
        .contains("mail")
        .contains("EMAIL_ADDRESS");
    assertThat(execute(0, "scan", parquet, "--format", "parquet")).contains("EMAIL_ADDRESS");
    assertThat(execute(0, "scan", delta, "--format", "delta")).contains("EMAIL_ADDRESS");
    assertThat(input.toFile().list()).hasSize(2);
  }

  @Test
  void scan_fileOfAnotherFormat_isOneLine() throws IOException {
    write("people.parquet", "no parquet at all, whatever its name says");
    execute(1, "scan", input.resolve("people.parquet").toString(), "--format", "parquet");
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .contains("people.parquet: cannot be read as parquet")
        .doesNotContain("unexpected failure");
  }
}
