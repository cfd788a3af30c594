// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.nightly;

import static dev.pinfold.nightly.NightlyFiles.HOME;
import static dev.pinfold.nightly.NightlyFiles.NIGHTLY;
import static dev.pinfold.nightly.NightlyFiles.json;
import static dev.pinfold.nightly.NightlyFiles.program;
import static dev.pinfold.nightly.NightlyFiles.rendered;
import static dev.pinfold.nightly.NightlyFiles.texts;
import static dev.pinfold.nightly.NightlyFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pinfold.cluster.ProcessRun;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All definitions of a nightly run say the same: class, arguments, hour, settings of Spark. */
class SameArgumentsTest {
  private static final String INPUT = "s3a://night-input/dump";
  private static final String OUTPUT = "s3a://night-output/tables";
  private static final String CONFIG = "/etc/pinfold/night.yaml";
  private static final List<String> ARGUMENTS =
      List.of("--input", INPUT, "--output", OUTPUT, "--config", CONFIG);
  private static final String MAIN_CLASS = "dev.pinfold.jobs.Run";

  @TempDir Path directory;
  private Path settings;

  @BeforeEach
  void writeSettings() throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("PINFOLD_INPUT", INPUT);
    values.put("PINFOLD_OUTPUT", OUTPUT);
    values.put("PINFOLD_CONFIG", CONFIG);
    values.put("PINFOLD_HOUR", "4");
    values.put("PINFOLD_MINUTE", "37");
    settings = NightlyFiles.settings(directory, values);
  }

  @Test
  void scheduledSparkApplication_arguments_areTheSettings() throws Exception {
    JsonNode template = yaml(rendered("kubernetes/scheduled.yaml", settings)).at("/spec/template");

    assertThat(texts(template.at("/arguments"))).isEqualTo(ARGUMENTS);
    assertThat(template.at("/mainClass").asText()).isEqualTo(MAIN_CLASS);
  }

  @Test
  void cronJob_arguments_areTheSettings() throws Exception {
    List<String> arguments = texts(cronJobDriver().at("/args"));

    assertThat(argumentsBehind(arguments, "/opt/pinfold/pinfold.jar")).isEqualTo(ARGUMENTS);
    assertThat(arguments).containsSubsequence("--class", MAIN_CLASS);
  }

  @Test
  void emrServerless_arguments_areTheSettings() throws Exception {
    JsonNode submit =
        json(rendered("emr-serverless/start-job-run.json", settings)).at("/jobDriver/sparkSubmit");

    assertThat(texts(submit.at("/entryPointArguments"))).isEqualTo(ARGUMENTS);
    assertThat(submit.at("/sparkSubmitParameters").asText()).contains("--class " + MAIN_CLASS);
  }

  @Test
  void eventBridgeSchedule_input_isTheJobRunWithATokenOfItsOwn() throws Exception {
    JsonNode schedule = json(rendered("emr-serverless/schedule.json", settings));
    JsonNode input = json(schedule.at("/Target/Input").asText());

    assertThat(input.path("clientToken").asText()).isEqualTo("<aws.scheduler.execution-id>");
    ((ObjectNode) input).remove("clientToken");
    assertThat(input).isEqualTo(json(rendered("emr-serverless/start-job-run.json", settings)));
  }

  @Test
  void databricks_arguments_areTheSettings() throws Exception {
    List<String> parameters = texts(databricksTask().at("/spark_submit_task/parameters"));

    assertThat(argumentsBehind(parameters, "s3://example-artifacts/pinfold/pinfold.jar"))
        .isEqualTo(ARGUMENTS);
    assertThat(parameters).startsWith("--class", MAIN_CLASS);
  }

  @Test
  void airflow_arguments_nameTheSettings() throws IOException {
    String dag = Files.readString(NIGHTLY.resolve("airflow/pinfold_nightly.py"));
    Matcher list = Pattern.compile("application_args=\\[(.*?)\\n *],", Pattern.DOTALL).matcher(dag);
    assertThat(list.find()).isTrue();
    Map<String, String> values =
        Map.of(
            "pinfold[\"PINFOLD_INPUT\"]", INPUT,
            "pinfold[\"PINFOLD_OUTPUT\"]", OUTPUT,
            "pinfold[\"PINFOLD_CONFIG\"]", CONFIG);

    List<String> arguments =
        Arrays.stream(list.group(1).strip().split("\\s*,\\s*", -1))
            .filter(one -> !one.isEmpty())
            .map(one -> values.getOrDefault(one, one.replace("\"", "")))
            .toList();

    assertThat(arguments).isEqualTo(ARGUMENTS);
    assertThat(dag).contains("java_class=\"" + MAIN_CLASS + "\"");
  }

  @Test
  void wrapper_arguments_areTheSettings() throws Exception {
    Path shows = program(directory.resolve("shows"), "printf '%s\\n' \"$@\"");

    ProcessRun run =
        ProcessRun.of(
            directory,
            Map.of("PINFOLD_ENV", settings.toString()),
            List.of(NIGHTLY.resolve("run").toString(), "--with", shows.toString()));

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines()).containsExactlyElementsOf(ARGUMENTS);
  }

  @Test
  void cronAndSystemd_command_isTheWrapper() throws Exception {
    assertThat(rendered("cron/pinfold", settings))
        .containsPattern(
            "(?m)^37 4 \\* \\* \\* /opt/pinfold/jobs/nightly/run --quiet --retries 2$");
    assertThat(rendered("systemd/pinfold-nightly.service", settings))
        .containsPattern("(?m)^ExecStart=/opt/pinfold/jobs/nightly/run$");
  }

  @Test
  void schedules_hourAndMinute_areTheSettings() throws Exception {
    assertThat(rendered("systemd/pinfold-nightly.timer", settings))
        .contains("OnCalendar=*-*-* 4:37:00 UTC");
    assertThat(yaml(rendered("kubernetes/scheduled.yaml", settings)).at("/spec/schedule").asText())
        .isEqualTo("37 4 * * *");
    assertThat(yaml(rendered("kubernetes/cronjob.yaml", settings)).at("/spec/schedule").asText())
        .isEqualTo("37 4 * * *");
    assertThat(
            json(rendered("emr-serverless/schedule.json", settings))
                .at("/ScheduleExpression")
                .asText())
        .isEqualTo("cron(37 4 * * ? *)");
    assertThat(
            json(rendered("databricks/job.json", settings))
                .at("/schedule/quartz_cron_expression")
                .asText())
        .isEqualTo("0 37 4 * * ?");
    assertThat(Files.readString(NIGHTLY.resolve("airflow/pinfold_nightly.py")))
        .contains("schedule=f\"{pinfold['PINFOLD_MINUTE']} {pinfold['PINFOLD_HOUR']} * * *\"");
  }

  @Test
  void sparkSettings_whereverNamed_areThoseOfTheDefaults() throws Exception {
    Properties defaults = properties("conf/spark-defaults.conf");
    Map<String, String> operator =
        fields(
            yaml(rendered("kubernetes/scheduled.yaml", settings)).at("/spec/template/sparkConf"));
    Map<String, String> emr = emrSettings("spark-defaults");
    Map<String, String> databricks = new LinkedHashMap<>();
    List<String> parameters = texts(databricksTask().at("/spark_submit_task/parameters"));
    for (int i = 0; i + 1 < parameters.size(); i++) {
      if (parameters.get(i).equals("--conf")) {
        String[] pair = parameters.get(i + 1).split("=", 2);
        databricks.put(pair[0], pair[1]);
      }
    }

    for (Map<String, String> one : List.of(operator, emr, databricks)) {
      one.forEach(
          (name, value) -> {
            if (defaults.containsKey(name)) {
              assertThat(value).as(name).isEqualTo(defaults.getProperty(name));
            }
          });
      assertThat(one)
          .containsKeys(
              "spark.io.encryption.enabled",
              "spark.redaction.regex",
              "spark.sql.redaction.string.regex",
              "spark.sql.session.timeZone");
    }
    assertThat(operator)
        .containsKeys(
            "spark.authenticate", "spark.network.crypto.enabled", "spark.eventLog.enabled");
  }

  @Test
  void logging_onEmrServerless_isPinfoldsOwn() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    properties("conf/log4j2.properties")
        .forEach(
            (name, value) -> {
              if (name.toString().matches("logger\\..*|rootLogger\\.level")) {
                expected.put(name.toString(), value.toString());
              }
            });

    assertThat(emrSettings("spark-driver-log4j2")).isEqualTo(expected);
    assertThat(emrSettings("spark-executor-log4j2")).isEqualTo(expected);
  }

  @Test
  void deltaJars_whereverNamed_areThoseOfTheBuild() throws Exception {
    List<String> built;
    try (Stream<Path> jars = Files.list(HOME.resolve("target/spark/jars"))) {
      built =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> name.matches("(delta|unitycatalog)-.*"))
              .sorted()
              .toList();
    }
    assertThat(built).isNotEmpty();

    assertThat(emrSettings("spark-defaults").get("spark.jars").split(",", -1))
        .extracting(jar -> jar.substring(jar.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrderElementsOf(built);
    Matcher version =
        Pattern.compile("io\\.delta:(delta-spark_2\\.13):([0-9.]+)\"")
            .matcher(Files.readString(NIGHTLY.resolve("airflow/pinfold_nightly.py")));
    assertThat(version.find()).isTrue();
    assertThat(built).contains(version.group(1) + "-" + version.group(2) + ".jar");
  }

  @Test
  void dockerfile_whatItCopies_isThere() throws IOException {
    String text = Files.readString(NIGHTLY.resolve("kubernetes/Dockerfile"));
    List<String> sources = new ArrayList<>();
    for (String line : text.lines().filter(one -> one.startsWith("COPY ")).toList()) {
      List<String> words = List.of(line.split(" ", -1));
      sources.addAll(words.subList(1, words.size() - 1));
    }

    assertThat(sources).contains("target/pinfold.jar", "conf");
    for (String source : sources) {
      if (!source.equals("target/pinfold.jar")) { // made after the tests
        Path path = HOME.resolve(source);
        try (var found =
            Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
          assertThat(found).as(source).isNotEmpty();
        }
      }
    }
    assertThat(text).contains("apache/spark:4.2.0-").contains("USER 185");
  }

  @Test
  void retries_whereExitCodesAreSeen_leaveOutTwoAndThree() throws Exception {
    assertThat(rendered("systemd/pinfold-nightly.service", settings))
        .contains("\nRestart=on-failure\n", "\nRestartPreventExitStatus=2 3\n");
    JsonNode rule =
        yaml(rendered("kubernetes/cronjob.yaml", settings))
            .at("/spec/jobTemplate/spec/podFailurePolicy/rules/0");
    assertThat(rule.at("/action").asText()).isEqualTo("FailJob");
    assertThat(rule.at("/onExitCodes/containerName")).isEqualTo(cronJobDriver().at("/name"));
    assertThat(texts(rule.at("/onExitCodes/values"))).containsExactly("2", "3");
  }

  @Test
  void retries_whereExitCodesAreNotSeen_areNone() throws Exception {
    assertThat(
            yaml(rendered("kubernetes/scheduled.yaml", settings))
                .at("/spec/template/restartPolicy/onFailureRetries")
                .asInt(-1))
        .isZero();
    assertThat(
            json(rendered("emr-serverless/start-job-run.json", settings))
                .at("/retryPolicy/maxAttempts")
                .asInt())
        .isEqualTo(1);
    assertThat(databricksTask().at("/max_retries").asInt(-1)).isZero();
  }

  private JsonNode cronJobDriver() throws Exception {
    return yaml(rendered("kubernetes/cronjob.yaml", settings))
        .at("/spec/jobTemplate/spec/template/spec/containers/0");
  }

  private JsonNode databricksTask() throws Exception {
    return json(rendered("databricks/job.json", settings)).at("/tasks/0");
  }

  private Map<String, String> emrSettings(String classification) throws Exception {
    for (JsonNode one :
        json(rendered("emr-serverless/start-job-run.json", settings))
            .at("/configurationOverrides/applicationConfiguration")) {
      if (one.path("classification").asText().equals(classification)) {
        return fields(one.path("properties"));
      }
    }
    throw new AssertionError("no classification " + classification);
  }

  private static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new TreeMap<>();
    object.properties().forEach(one -> fields.put(one.getKey(), one.getValue().asText()));
    assertThat(fields).isNotEmpty();
    return fields;
  }

  private static List<String> argumentsBehind(List<String> all, String jar) {
    assertThat(all).contains(jar);
    return all.subList(all.indexOf(jar) + 1, all.size());
  }

  /** Read as spark-submit reads it: as Java properties. */
  private static Properties properties(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(HOME.resolve(file))) {
      properties.load(reader);
    }
    return properties;
  }
}
