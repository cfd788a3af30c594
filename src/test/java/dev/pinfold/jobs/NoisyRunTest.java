// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code pinfold run} with differential privacy, from files to tables and to its refusal. */
class NoisyRunTest {
  private static final int PEOPLE = 2000;

  @TempDir private Path directory;
  private final StringWriter errors = new StringWriter();

  private void write(String file, List<String> lines) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private void configure() throws IOException {
    Path conf = Path.of("conf").toAbsolutePath();
    write(
        "conf/pinfold.yaml",
        List.of(
            "files: {policy: %s, identifiers: %s, detection: %s, kpis: kpis.yaml}"
                .formatted(
                    conf.resolve("policy.yaml"),
                    conf.resolve("identifiers"),
                    conf.resolve("detection.yaml"))));
    write(
        "conf/kpis.yaml",
        List.of(
            "privacy:",
            "  differential_privacy:",
            "    {epsilon: 3, delta: 1.0e-6, max_groups: 2, max_per_group: 3, budget: {epsilon: 4, delta: 1.0e-5}}",
            "dimensions: {channel_type: ChannelType}",
            "fields: {event_type: {source: events, column: event_type}}",
            "kpis:",
            "  - {name: sent, title: t, formula: f, numerator: {count: \"event_type = '_email.send'\"}}",
            "  - {name: reached, title: t, formula: f, numerator: {people: \"event_type = '_email.send'\"}}"));
    List<String> endpoints = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      endpoints.add(
          "{\"Id\":\"endpoint-%d\",\"ChannelType\":\"%s\",\"EffectiveDate\":\"2026-10-01T00:00:00Z\",\"User\":{\"UserId\":\"user-%d\"}}"
              .formatted(i, i == 0 ? "VOICE" : "EMAIL", i));
      events.add(
          "{\"event_type\":\"_email.send\",\"event_timestamp\":%d,\"client\":{\"client_id\":\"endpoint-%d\"}}"
              .formatted(1790812800000L + i, i));
    }
    write("input/endpoints/part-0.json", endpoints);
    write("input/events/2026/10/01/00/part-0", events);
  }

  private String run(int expectedExit, String asOf) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = CommandLineErrors.commandLine(new Pinfold());
      line.setErr(new PrintWriter(errors, true));
      int exit =
          line.execute(
              "run",
              "--input",
              directory.resolve("input").toString(),
              "--output",
              directory.resolve("output").toString(),
              "--config",
              directory.resolve("conf/pinfold.yaml").toString(),
              "--as-of",
              asOf);
      assertThat(exit).as(errors.toString()).isEqualTo(expectedExit);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private List<Row> rows(SparkSession spark, String table) {
    String path = directory.resolve("output").resolve(table).toString();
    return spark.read().format("delta").load(path).collectAsList();
  }

  /** Every file of every table but the list of runs. */
  private List<String> files() throws IOException {
    Path output = directory.resolve("output");
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(Files::isRegularFile)
          .map(file -> output.relativize(file).toString())
          .filter(file -> !file.startsWith("runs/"))
          .sorted()
          .toList();
    }
  }

  @Test
  void run_twiceOnABudgetForOne_isNearTheTruthAndThenRefused() throws IOException {
    configure();
    String printed = run(0, "2026-10-30");
    assertThat(printed)
        .contains("Note: the aggregates have gaussian noise: epsilon 3, delta 0.000001.")
        .contains("epsilon 3 of 4 and delta 0.000001 of 0.00001 are spent; see privacy_budget.")
        .contains("privacy_budget");
    try (SparkSession spark = SparkSessions.open("test")) {
      assertThat(rows(spark, "privacy_budget"))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.<Double>getAs("epsilon_total")).isEqualTo(3);
                assertThat(row.<String>getAs("run_id")).isEqualTo(row.getAs("release_id"));
              });
      for (String table : List.of("kpis", "kpi_totals")) {
        assertThat(rows(spark, table))
            .hasSize(2)
            .allSatisfy(
                row -> {
                  double value = row.<Double>getAs("value");
                  assertThat(value).isEqualTo(Math.rint(value)).isBetween(1800.0, 2200.0);
                });
      }
      assertThat(rows(spark, "demographics"))
          .hasSize(2) // the total and EMAIL; one person's VOICE is not there
          .allSatisfy(
              row -> {
                assertThat(row.<Long>getAs("endpoints")).isBetween(1800L, 2200L);
                assertThat(row.<Long>getAs("users")).isBetween(1800L, 2200L);
                assertThat(row.<String>getAs("bucket")).isIn("", "EMAIL");
              });
    }
    List<String> before = files();
    run(2, "2026-10-31");
    assertThat(errors.toString())
        .contains("privacy.differential_privacy.budget: 1 release spent epsilon 3")
        .contains("wants epsilon 3")
        .doesNotContain("Exception");
    assertThat(files()).isEqualTo(before);
  }
}
