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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All definitions of a nightly run say the same: class, arguments, hour, settings of Spark. */
class SameArgumentsTest {
  private static final String INPUT = "s3a://night-input/dump";
  private static final String OUTPUT = "s3a://night-output/tables";
  private static final String CONFIG = "/etc/pinfold/night.yaml";
  private static final List<String> ARGUMENTS =
      List.of("--input", INPUT, "--output", OUTPUT, "--config", CONFIG);
  private static final String MAIN_CLASS = "dev.pinfold.jobs.Run";

  private static final Pattern PACKAGE =
      Pattern.compile("(?:[a-z0-9]+\\.)+[a-z0-9]+:([a-z0-9_.-]+):([0-9][0-9.]*[0-9])");

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
            "(?m)^37 4 \\* \\* \\* /opt/pinfold/jobs/nightly/run --quiet --retries 2 --maintain-on 7$");
    assertThat(rendered("systemd/pinfold-nightly.service", settings))
        .containsPattern(
            "(?m)^ExecStart=/opt/pinfold/jobs/nightly/run --retries 2 --maintain-on 7$");
  }

  @Test
  void maintenance_onKubernetes_isOfTheSameTables() throws Exception {
    JsonNode driver =
        yaml(rendered("kubernetes/maintain.yaml", settings))
            .at("/spec/jobTemplate/spec/template/spec/containers/0");
    List<String> arguments = texts(driver.at("/args"));

    assertThat(arguments).containsSubsequence("--class", "dev.pinfold.jobs.Maintain");
    assertThat(
            arguments.subList(arguments.indexOf("/opt/pinfold/pinfold.jar") + 1, arguments.size()))
        .containsExactlyElementsOf(ARGUMENTS.subList(2, ARGUMENTS.size()));
    assertThat(driver.at("/image")).isEqualTo(cronJobDriver().at("/image"));
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
  void deltaJars_onEmrServerless_areThoseOfTheBuild() throws Exception {
    assertThat(emrSettings("spark-defaults").get("spark.jars").split(",", -1))
        .extracting(jar -> jar.substring(jar.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrderElementsOf(built("(delta|unitycatalog)-.*"))
        .isNotEmpty();
  }

  /** Of what reads S3, the parts that the build names; the rest comes with them. */
  @ParameterizedTest
  @ValueSource(strings = {"jobs/nightly/airflow/pinfold_nightly.py", "docs/s3.md"})
  void packages_whereverNamed_areThoseOfTheBuild(String file) throws IOException {
    String text = Files.readString(HOME.resolve(file));
    Set<String> jars = new TreeSet<>();
    PACKAGE.matcher(text).results().forEach(one -> jars.add(one.group(1) + "-" + one.group(2)));

    assertThat(jars)
        .isSubsetOf(built(".*").stream().map(jar -> jar.replaceAll("\\.jar$", "")).toList());
    assertThat(jars)
        .extracting(jar -> jar.replaceAll("-[0-9.]+$", ""))
        .containsExactlyInAnyOrder(
            "analyticsaccelerator-s3",
            "apache-client",
            "delta-spark_2.13",
            "hadoop-aws",
            "s3",
            "s3-transfer-manager",
            "sts");
    assertThat(text)
        .containsPattern(
            "(?i)(?:exclude-packages |EXCLUDED = .[\\s\"]*)software.amazon.awssdk:bundle");
  }

  @Test
  void s3Jars_inTheImage_areAllThatTheBuildFound() throws IOException {
    assertThat(Files.readString(NIGHTLY.resolve("kubernetes/Dockerfile")))
        .contains("\nCOPY target/spark/s3/*.jar /opt/spark/jars/\n");
    List<String> found;
    try (Stream<Path> jars = Files.list(HOME.resolve("target/spark/s3"))) {
      found = jars.map(jar -> jar.getFileName().toString()).toList();
    }
    assertThat(found)
        .containsAll(built("(hadoop-aws|analyticsaccelerator-s3|s3|sts|apache-client)-[0-9.]+jar"))
        .anyMatch(name -> name.startsWith("hadoop-aws-"));
  }

  /** A second S3A beside the platform's own, of another Hadoop, would break both. */
  @Test
  void s3Jars_whereThePlatformHasItsOwn_areNotPassed() throws Exception {
    for (String definition : List.of("emr-serverless/start-job-run.json", "databricks/job.json")) {
      assertThat(rendered(definition, settings)).as(definition).doesNotContain("hadoop-aws");
    }
  }

  private static List<String> built(String pattern) throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("target/spark/jars"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void javaOptions_whereverNamed_keepRawValuesOutAndSayTheLogsFormat(String format)
      throws Exception {
    Files.writeString(settings, "PINFOLD_LOG_FORMAT=" + format + "\n", StandardOpenOption.APPEND);
    String expected =
        "-Dlog4j2.configurationFile=/opt/pinfold/conf/log4j2.properties -Dpinfold.log.format="
            + format;
    JsonNode operator = yaml(rendered("kubernetes/scheduled.yaml", settings));
    List<String> cronJob = texts(cronJobDriver().at("/args"));

    assertThat(operator.at("/spec/template/driver/javaOptions").asText()).endsWith(expected);
    assertThat(operator.at("/spec/template/executor/javaOptions").asText()).endsWith(expected);
    assertThat(cronJob.get(cronJob.indexOf("--driver-java-options") + 1)).endsWith(expected);
    for (List<String> arguments :
        List.of(cronJob, texts(databricksTask().at("/spark_submit_task/parameters")))) {
      assertThat(arguments)
          .anyMatch(
              one ->
                  one.startsWith("spark.executor.extraJavaOptions=-Xss4m")
                      && one.endsWith(expected));
    }
  }

  @Test
  void javaOptions_inAirflow_areThoseOfTheOthers() throws IOException {
    assertThat(Files.readString(NIGHTLY.resolve("airflow/pinfold_nightly.py")))
        .contains(
            "-Dlog4j2.configurationFile={pinfold['PINFOLD_LOGGING']}",
            "-Dpinfold.log.format={LOG_FORMAT}",
            "exclude_packages=\",\".join(EXCLUDED)",
            "\"spark.driver.extraJavaOptions\": JAVA_OPTIONS",
            "\"spark.executor.extraJavaOptions\": JAVA_OPTIONS");
  }

  @ParameterizedTest
  @CsvSource({"'', json", "text, text"})
  void logFormat_inTheEnvironment_holds(String given, String expected) throws Exception {
    Path shows = program(directory.resolve("format"), "printenv PINFOLD_LOG_FORMAT");

    ProcessRun run =
        ProcessRun.of(
            directory,
            Map.of("PINFOLD_ENV", settings.toString(), "PINFOLD_LOG_FORMAT", given),
            List.of(NIGHTLY.resolve("run").toString(), "--with", shows.toString()));

    assertThat(run.output()).as(run.errors()).isEqualTo(expected + "\n");
    assertThat(rendered("cron/pinfold", settings)).contains("\nPINFOLD_LOG_FORMAT=text\n");
  }

  @Test
  void logFormat_thatIsNone_isRefused() throws Exception {
    Files.writeString(settings, "PINFOLD_LOG_FORMAT=xml\n", StandardOpenOption.APPEND);

    ProcessRun run =
        ProcessRun.of(
            directory,
            Map.of("PINFOLD_ENV", settings.toString()),
            List.of(NIGHTLY.resolve("run").toString(), "--with", "true"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("'xml' must be text or json");
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
        .as("the wrapper tries again, also where the kernel ended the run")
        .contains("\nOOMPolicy=continue\n")
        .doesNotContain("Restart=");
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
