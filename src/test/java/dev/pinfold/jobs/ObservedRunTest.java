// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import dev.pinfold.report.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/**
 * What is seen of a good run and of a failed one in the same session, by the shipped settings: the
 * log as JSON, Spark's own Prometheus servlet, the file for node_exporter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservedRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VALUE = "lena.vogt@example.org";
  private static final String FORMAT = "pinfold.log.format";
  private static final long AGE_SECONDS = 7200;

  @TempDir private static Path directory;

  private final Set<String> identifiers = new LinkedHashSet<>();
  private final Properties before = new Properties();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private RunSummary summary;
  private Instant ended;
  private String scraped;
  private String goodFile;
  private String failedFile;
  private String log;

  @BeforeAll
  void runs() throws Exception {
    Path input = directory.resolve("input");
    SampleDump.write(input, new SampleSettings(60, 200, 3), identifiers::add);
    age(input);
    Path broken = Files.createDirectories(directory.resolve("broken/endpoints"));
    Files.writeString(broken.resolve("part-0.json"), "no JSON: " + VALUE + "\n");
    before.putAll(System.getProperties());
    PrintStream standardError = System.err;
    LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    URI location = logging.getConfigLocation();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    System.setProperty(FORMAT, "json");
    metricsSettings().forEach((name, value) -> System.setProperty((String) name, (String) value));
    System.setProperty("spark.ui.enabled", "true");
    System.setProperty("spark.ui.port", "0");
    configure(logging, Path.of("conf", "log4j2.properties").toUri());
    try (SparkSession spark = SparkSessions.open("observed")) {
      summary = run(spark, input);
      ended = Instant.now();
      scraped = get(spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
      goodFile = Files.readString(textfile());
      assertThatThrownBy(() -> run(spark, directory.resolve("broken")))
          .isInstanceOf(UserException.class);
      failedFile = Files.readString(textfile());
      LogManager.getLogger("org.apache.spark.Some")
          .warn("two\nlines \"quoted\"", new IllegalStateException(VALUE, new IOException(VALUE)));
      CommandLineErrors.execute(
          new Trial(
              () -> {
                throw new IllegalStateException(VALUE);
              }),
          "--stacktrace");
    } finally {
      System.setProperties(before);
      System.setErr(standardError);
      configure(logging, location);
    }
    log = errors.toString(StandardCharsets.UTF_8);
  }

  /**
   * Lets go of standard error first: an appender that follows one of the same name writes to the
   * stream of that one, whatever System.err is now.
   */
  private static void configure(LoggerContext logging, URI location) throws IOException {
    Path silent = directory.resolve("silent.properties");
    Files.writeString(silent, "rootLogger.level = off\n");
    logging.setConfigLocation(silent.toUri());
    logging.setConfigLocation(location);
  }

  private static void age(Path input) throws IOException {
    FileTime then = FileTime.from(Instant.now().minusSeconds(AGE_SECONDS));
    try (Stream<Path> files = Files.walk(input)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }

  /** What the shipped settings say of metrics. */
  private static Properties metricsSettings() throws IOException {
    Properties all = new Properties();
    try (InputStream file = Files.newInputStream(Path.of("conf", "spark-defaults.conf"))) {
      all.load(file);
    }
    Properties metrics = new Properties();
    all.forEach(
        (name, value) -> {
          if (name.toString().startsWith("spark.metrics.")) {
            metrics.put(name, value);
          }
        });
    assertThat(metrics).isNotEmpty();
    return metrics;
  }

  private static Path textfile() {
    return directory.resolve("figures/pinfold.prom");
  }

  private static RunSummary run(SparkSession spark, Path input) throws IOException {
    Path conf = Path.of("conf").toAbsolutePath();
    DumpOptions options = new DumpOptions();
    options.input = input.toString();
    options.output = directory.resolve("output").toString();
    options.config =
        Files.writeString(
            directory.resolve("pinfold.yaml"),
            """
            files: {policy: '%1$s/policy.yaml', identifiers: '%1$s/identifiers', kpis: '%1$s/kpis.yaml', detection: '%1$s/detection.yaml'}
            metrics: {textfile: figures/pinfold.prom}
            """
                .formatted(conf));
    Clock clock = Clock.systemUTC();
    return DumpCommand.within(
        spark,
        DumpCommand.Configured.load(options, clock),
        "run",
        options,
        clock,
        run -> run.run(new RunScope(LocalDate.of(2026, 10, 31), true, false, Optional.empty())));
  }

  private static String get(String url) throws Exception {
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private List<JsonNode> events(String event) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : log.lines().toList()) {
      JsonNode one = JSON.readTree(line);
      if (one.path("event").asText().equals(event)) {
        events.add(one);
      }
    }
    return events;
  }

  /** By name and labels. */
  private static Map<String, Double> samples(String text) {
    Map<String, Double> samples = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (!line.startsWith("#")) {
        int at = line.lastIndexOf(' ');
        assertThat(line.substring(0, at))
            .matches(
                "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-z_]+=\"[^\"\\n]*\"(,[a-z_]+=\"[^\"\\n]*\")*})?");
        Double other = samples.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
        assertThat(other).as("twice: " + line).isNull();
      }
    }
    return samples;
  }

  private long sum(ToLongFunction<RunSummary.Counts> count) {
    return summary.datasets().values().stream().mapToLong(count).sum();
  }

  @Test
  void log_everyLine_isOneJsonObject() throws IOException {
    assertThat(log.lines()).hasSizeGreaterThan(15);
    for (String line : log.lines().toList()) {
      JsonNode one = JSON.readTree(line);
      assertThat(one.path("time").asText()).as(line).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z");
      assertThat(one.path("level").asText()).as(line).matches("INFO|WARN|ERROR");
      assertThat(one.path("message").asText()).as(line).isNotEmpty();
      assertThat(one.path("logger").asText()).as(line).isNotEmpty();
    }
  }

  @Test
  void log_rawValues_areNotThere() {
    identifiers.add(VALUE);
    assertThat(new RawValueSearch(identifiers).in("log", log.getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  @Test
  void log_stages_beginAndEndWithTheRunsId() throws IOException {
    List<JsonNode> begun = events("stage_begun");
    List<JsonNode> done = events("stage_ended");

    assertThat(begun).extracting(one -> one.path("stage").asText()).contains("Profile", "Publish");
    assertThat(done)
        .extracting(one -> one.path("stage").asText())
        .containsExactlyElementsOf(begun.stream().map(one -> one.path("stage").asText()).toList());
    assertThat(done).allMatch(one -> one.path("seconds").isNumber());
    assertThat(begun.get(0).path("run_id").asText()).isEqualTo(summary.runId());
  }

  @Test
  void log_endOfARun_hasItsCountsAsNumbers_orClassesOfTheFailure() throws IOException {
    List<JsonNode> ends = events("run_ended");

    assertThat(ends).hasSize(2);
    JsonNode good = ends.get(0);
    assertThat(good.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(good.path("command").asText()).isEqualTo("run");
    JsonNode read = good.path("counts").path("endpoints.records_read");
    assertThat(read.isIntegralNumber()).isTrue();
    assertThat(read.asLong()).isEqualTo(summary.datasets().get(Dataset.ENDPOINTS).read());
    JsonNode failed = ends.get(1);
    assertThat(failed.path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.path("level").asText()).isEqualTo("ERROR");
    assertThat(failed.path("failure").asText()).isEqualTo(UserException.class.getName());
  }

  @Test
  void log_exception_hasClassesAndFrames_butNoMessage() throws IOException {
    JsonNode line =
        JSON.readTree(log.lines().filter(one -> one.contains("spark.Some")).findFirst().get());

    assertThat(line.path("message").asText()).isEqualTo("two\nlines \"quoted\"");
    assertThat(line.at("/exception/class").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.at("/exception/root_cause").asText()).isEqualTo("java.io.IOException");
    assertThat(line.at("/exception/frames/0/class").asText()).isEqualTo(getClass().getName());
    assertThat(line.at("/exception").size()).isEqualTo(3);
  }

  @Test
  void log_failedCommand_isALineWithItsFrames() throws IOException {
    assertThat(events("failed"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("message").asText())
                  .startsWith("unexpected failure: java.lang.IllegalStateException");
              assertThat(line.path("frames").get(1).asText()).contains(getClass().getName());
            });
  }

  @Test
  void servlet_ofSpark_hasTheFigures() {
    String prefix = "metrics_pinfold_driver_plugin_dev_pinfold_jobs_monitor_MetricsPlugin_";
    String suffix = "_Value{type=\"gauges\"}";
    Map<String, Double> samples = samples(scraped);

    assertThat(samples)
        .containsEntry(prefix + "records_read" + suffix, (double) sum(RunSummary.Counts::read))
        .containsEntry(
            prefix + "records_quarantined" + suffix, (double) sum(RunSummary.Counts::quarantined))
        .containsEntry(prefix + "input_bytes" + suffix, (double) sum(RunSummary.Counts::bytes))
        .containsEntry(prefix + "run_succeeded" + suffix, 1.0)
        .containsKey(prefix + "stage_profile_seconds" + suffix)
        .containsKey(prefix + "stage_protect_seconds" + suffix)
        .containsKey(prefix + "events_records_written" + suffix);
    assertThat(samples.get(prefix + "findings" + suffix)).isPositive();
    assertThat(samples.get(prefix + "lag_seconds" + suffix)).isBetween(7200.0, 7200 + 600.0);
  }

  @Test
  void textfile_afterAGoodRun_hasTheFiguresWithLabels() throws IOException {
    String output = "output=\"file:" + directory.toRealPath().resolve("output") + "\"";
    Map<String, Double> samples = samples(goodFile);

    assertThat(samples)
        .containsEntry("pinfold_run_succeeded{" + output + "}", 1.0)
        .containsEntry(
            "pinfold_records_read{" + output + ",dataset=\"events\"}",
            (double) summary.datasets().get(Dataset.EVENTS).read())
        .containsKey("pinfold_stage_duration_seconds{" + output + ",stage=\"Profile\"}");
    assertThat(samples.get("pinfold_lag_seconds{" + output + "}")).isBetween(7200.0, 7200 + 600.0);
    assertThat(samples.get("pinfold_last_success_timestamp_seconds{" + output + "}"))
        .isBetween(ended.getEpochSecond() - 600.0, (double) ended.getEpochSecond());
    for (String line : goodFile.lines().filter(one -> !one.startsWith("#")).toList()) {
      String name = line.substring(0, line.indexOf('{'));
      assertThat(goodFile).contains("# HELP " + name + " ").contains("# TYPE " + name + " gauge\n");
    }
    assertThat(goodFile).endsWith("\n");
    try (Stream<Path> files = Files.list(textfile().getParent())) {
      assertThat(files).containsExactly(textfile());
    }
  }

  @Test
  void textfile_afterAFailedRun_keepsTheTimeOfTheLastGoodOne() {
    assertThat(failedFile).containsPattern("pinfold_run_succeeded\\{[^}]*} 0\n");
    String success =
        goodFile.lines().filter(one -> one.startsWith("pinfold_last_success")).findFirst().get();
    assertThat(failedFile.lines()).contains(success);
    assertThat(failedFile).doesNotContain("pinfold_findings");
  }

  @Command(name = "trial", mixinStandardHelpOptions = true)
  private record Trial(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }
}
