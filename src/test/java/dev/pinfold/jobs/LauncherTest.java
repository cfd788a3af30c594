// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.cluster.PathingJar;
import dev.pinfold.cluster.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code jobs/pinfold} as a process, from a copy of the house whose path holds spaces. */
class LauncherTest {
  @TempDir static Path temporary;

  private static Path home;
  private static Path launcher;

  @BeforeAll
  static void buildHome() throws IOException {
    home = Files.createDirectory(temporary.toRealPath().resolve("a house"));
    Path project = Path.of("").toAbsolutePath();
    for (String name : List.of("jobs", "conf", "target")) {
      Files.createDirectory(home.resolve(name));
    }
    launcher =
        Files.copy(
            project.resolve("jobs/pinfold"),
            home.resolve("jobs/pinfold"),
            StandardCopyOption.COPY_ATTRIBUTES);
    for (String name : List.of("pinfold.yaml", "spark-defaults.conf", "log4j2.properties")) {
      Files.copy(project.resolve("conf").resolve(name), home.resolve("conf").resolve(name));
    }
    Files.createSymbolicLink(home.resolve("target/spark"), project.resolve("target/spark"));
    PathingJar.write(home.resolve("target/pinfold.jar"));
  }

  @Test
  void help_anywhere_listsTheCommandsAndEndsWithZero() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("some where"));

    ProcessRun run = run(elsewhere, Map.of(), launcher, "--help");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).contains("Usage: pinfold", "check", "doctor", "Exit codes");
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void launcher_throughSymbolicLinks_findsItsHouse() throws Exception {
    Path links = Files.createDirectories(temporary.resolve("links"));
    Path first = Files.createSymbolicLink(links.resolve("first"), launcher);
    Path second = Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

    ProcessRun run = run(temporary, Map.of(), second, "--version");

    assertThat(first).isSymbolicLink();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).startsWith("pinfold ");
  }

  @Test
  void check_badFileOnAPathWithSpaces_endsWithTwoAndEveryProblem() throws Exception {
    Path bad = Files.writeString(temporary.resolve("bad one.yaml"), "profil: demo\nfoo: bar\n");

    ProcessRun run = run(temporary, Map.of(), launcher, "check", "--config", bad.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines()).hasSize(2);
    assertThat(run.errors())
        .contains(bad + ":1:1 profil: unknown key; did you mean 'profile'?")
        .contains(bad + ":2:1 foo: unknown key");
  }

  @Test
  void doctor_badConfiguration_endsWithOne() throws Exception {
    Path bad = Files.writeString(temporary.resolve("bad doctor.yaml"), "foo: bar\n");

    ProcessRun run = run(temporary, Map.of(), launcher, "doctor", "--config", bad.toString());

    assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
    assertThat(run.output())
        .contains("ok    spark: 4.2.0", "ok    delta: 4.4.0", "fail  configuration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "check --nonsense"})
  void launcher_badUsage_endsWithTwoAndOneLine(String arguments) throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of(),
            launcher,
            arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines())
        .singleElement()
        .asString()
        .startsWith("pinfold: ")
        .contains("--help");
  }

  @Test
  void launcher_withSparkHome_handsOptionsAndArgumentsOver() throws Exception {
    Path spark = fakeSpark("exit 3");

    ProcessRun run =
        run(
            temporary,
            Map.of("SPARK_HOME", spark.toString(), "PINFOLD_HEAP", "3g"),
            launcher,
            "run",
            "--master",
            "spark://127.0.0.1:7077",
            "--input",
            "an input",
            "--conf",
            "spark.a=b c",
            "--output=an output",
            "--executor-memory=2g",
            "--jars",
            "/opt/one.jar",
            "--name",
            "tonight");

    assertThat(run.exitCode()).as(run.errors()).isEqualTo(3);
    List<String> lines = run.output().lines().toList();
    assertThat(lines)
        .startsWith(
            "--master",
            "spark://127.0.0.1:7077",
            "--properties-file",
            home.resolve("conf/spark-defaults.conf").toString(),
            "--driver-memory",
            "3g",
            "--conf",
            "spark.a=b c",
            "--executor-memory",
            "2g",
            "--name",
            "tonight",
            "--jars")
        .endsWith(
            "--class",
            "dev.pinfold.jobs.Pinfold",
            home.resolve("target/pinfold.jar").toString(),
            "run",
            "--input",
            "an input",
            "--output=an output");
    assertThat(lines.get(lines.indexOf("--jars") + 1))
        .startsWith("/opt/one.jar,")
        .contains("delta-spark_2.13-4.4.0.jar", "delta-storage-4.4.0.jar")
        .contains("hadoop-aws-3.5.0.jar", "/sts-2.35.4.jar", "httpclient-4.5.13.jar")
        .doesNotContain("spark-core");
  }

  @Test
  void launcher_withSparkHomeAlone_submitsToALocalMaster() throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of("SPARK_HOME", fakeSpark("").toString()),
            launcher,
            "run",
            "--output",
            "o");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output().lines()).startsWith("--master", "local[*]");
  }

  @Test
  void launcher_commandWithoutSpark_runsPlainlyEvenWithSparkHome() throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of("SPARK_HOME", fakeSpark("exit 9").toString()),
            launcher,
            "check",
            "--help",
            "--master",
            "yarn");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("Usage: pinfold check");
  }

  @Test
  void launcher_masterWithoutSparkHome_usesSparkSubmitOfTheSameJars() throws Exception {
    Path javaHome = fakeJava("17.0.1");

    ProcessRun run =
        run(
            temporary,
            Map.of("JAVA_HOME", javaHome.toString()),
            launcher,
            "run",
            "--driver-memory",
            "1g",
            "--properties-file",
            home.resolve("conf/spark-defaults.conf").toString(),
            "--master",
            "local[2]");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines())
        .contains("-XX:+UseParallelGC", "-Xmx1g", "org.apache.spark.deploy.SparkSubmit", "local[2]")
        .endsWith("dev.pinfold.jobs.Pinfold", home.resolve("target/pinfold.jar").toString(), "run");
  }

  @Test
  void launcher_embeddedSpark_getsTheShippedSettings() throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of("JAVA_HOME", fakeJava("21").toString(), "PINFOLD_JAVA_OPTS", "-Da=b -Dc=d"),
            launcher,
            "run",
            "--input",
            "x");

    assertThat(run.output().lines())
        .contains(
            "-Dspark.io.encryption.enabled=true",
            "-Dspark.sql.session.timeZone=UTC",
            "-Dlog4j2.configurationFile=" + home.resolve("conf/log4j2.properties"),
            "-Da=b",
            "-Dc=d",
            "-Dpinfold.own.process=true",
            "-XX:+UseParallelGC",
            "-Xmx2g")
        .endsWith("dev.pinfold.jobs.Pinfold", "run", "--input", "x")
        .noneMatch(line -> line.contains("SparkSubmit"));
  }

  @ParameterizedTest
  @CsvSource({
    "run, PINFOLD_JAVA_OPTS, -Da=b -XX:+UseZGC, -XX:+UseZGC",
    "doctor, PINFOLD_JAVA_OPTS, -Da=b -XX:+UseZGC, -XX:+UseZGC",
    "run, _JAVA_OPTIONS, -XX:+UseZGC, ''",
    "doctor, JAVA_TOOL_OPTIONS, -XX:+UseZGC, ''",
    "run, PINFOLD_JAVA_OPTS, -XX:+UseNUMA -XX:MaxGCPauseMillis=9, -XX:+UseParallelGC",
    "doctor, PINFOLD_JAVA_OPTS, -Da=b, -XX:+UseSerialGC"
  })
  void launcher_collectorOfTheUser_isTheOnlyOne(
      String command, String variable, String options, String expected) throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of("JAVA_HOME", fakeJava("21").toString(), variable, options),
            launcher,
            command);

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines()).contains("dev.pinfold.jobs.Pinfold");
    assertThat(run.output().lines().filter(line -> line.matches("-XX:\\+Use.*GC")))
        .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @Test
  void launcher_collectorOfTheUser_isTheOnlyOneOfSparkSubmitToo() throws Exception {
    ProcessRun run =
        run(
            temporary,
            Map.of("SPARK_HOME", fakeSpark("").toString(), "PINFOLD_JAVA_OPTS", "-XX:+UseZGC"),
            launcher,
            "run");

    assertThat(run.output().lines()).contains("spark.driver.defaultJavaOptions=");
  }

  @Test
  void launcher_logFormat_reachesTheExecutors_andMustBeKnown() throws Exception {
    Map<String, String> json =
        Map.of("SPARK_HOME", fakeSpark("").toString(), "PINFOLD_LOG_FORMAT", "json");

    ProcessRun submitted = run(temporary, json, launcher, "run", "--output", "o");
    ProcessRun refused =
        run(temporary, Map.of("PINFOLD_LOG_FORMAT", "xml"), launcher, "run", "--output", "o");

    assertThat(submitted.output().lines()).contains("spark.executorEnv.PINFOLD_LOG_FORMAT=json");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("PINFOLD_LOG_FORMAT (xml) must be text or json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.2", "1.8.0_392"})
  void launcher_oldJava_saysWhatToInstall(String version) throws Exception {
    ProcessRun run =
        run(temporary, Map.of("JAVA_HOME", fakeJava(version).toString()), launcher, "--help");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("install a JDK 17 or set JAVA_HOME");
  }

  @Test
  void launcher_optionWithoutValue_isUsage() throws Exception {
    ProcessRun run = run(temporary, Map.of(), launcher, "run", "--master");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().strip())
        .isEqualTo("pinfold: --master needs a value; see jobs/pinfold --help");
  }

  private static ProcessRun run(
      Path directory, Map<String, String> environment, Path program, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> whole = new HashMap<>(Map.of("SPARK_HOME", "", "PINFOLD_HEAP", ""));
    whole.put("JAVA_HOME", System.getProperty("java.home"));
    whole.putAll(environment);
    return ProcessRun.of(directory, whole, command);
  }

  /** A spark-submit that prints its arguments, one a line. */
  private static Path fakeSpark(String then) throws IOException {
    Path spark = Files.createTempDirectory(temporary, "spark home ");
    Files.createDirectory(spark.resolve("jars"));
    script(spark.resolve("bin/spark-submit"), "printf '%s\\n' \"$@\"", then);
    return spark;
  }

  /** A java that tells its version, or else prints its arguments, one a line. */
  private static Path fakeJava(String version) throws IOException {
    Path java = Files.createTempDirectory(temporary, "java home ");
    script(
        java.resolve("bin/java"),
        "case \" $* \" in *' -version '*) echo 'openjdk version \""
            + version
            + "\"' >&2; exit ;; esac",
        "printf '%s\\n' \"$@\"");
    return java;
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
