// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.nightly;

import static dev.pinfold.nightly.NightlyFiles.NIGHTLY;
import static dev.pinfold.nightly.NightlyFiles.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.cluster.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jobs/nightly/run} with a launcher of our own in the place of Pinfold. */
class NightlyRunTest {
  @TempDir Path directory;
  private Path settings;

  @BeforeEach
  void writeSettings() throws IOException {
    settings = NightlyFiles.settings(directory, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, done",
    "1, 1, failed with 1",
    "2, 2, 'bad usage or configuration, no retry helps'",
    "3, 3, 'the data breaks a contract, a person has to look'",
    "126, 2, 'Pinfold could not be started, no retry helps'",
    "134, 1, failed with 134",
    "137, 1, failed with 137",
  })
  void run_exitCodeOfPinfold_isToldAndMapped(int code, int expected, String says) throws Exception {
    ProcessRun run = run(launcher("exit " + code));

    assertThat(run.exitCode()).isEqualTo(expected);
    assertThat(run.errors())
        .matches("nightly: " + says + ", exit code " + expected + ", attempts 1, [0-9]+ s\n");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "137, 3", "2, 1", "3, 1", "0, 1"})
  void retries_dependOnTheExitCode(int code, int attempts) throws Exception {
    Path launcher = launcher("echo started; exit " + code);

    ProcessRun run = run(launcher, "--retries", "2", "--retry-after", "0");

    assertThat(run.output().lines().filter("started"::equals)).hasSize(attempts);
    assertThat(run.errors().lines().toList().get(attempts - 1)).contains("attempts " + attempts);
  }

  @Test
  void retry_thatGoesWell_endsWithZero() throws Exception {
    Path mark = directory.resolve("mark");
    Path launcher = launcher("[ -e '" + mark + "' ] && exit 0; touch '" + mark + "'; exit 1");

    ProcessRun run = run(launcher, "--retries", "2", "--retry-after", "0");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.errors()).contains("attempts 2");
  }

  /** That and when it maintains, {@code .ci/nightly} sees. */
  @ParameterizedTest
  @CsvSource({"1, which --with does not", "8, 'needs a day, 1 to 7'"})
  void maintainOn_whereItCannotBe_isRefused(String day, String says) throws Exception {
    ProcessRun run = run(launcher("exit 0"), "--maintain-on", day);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains(says);
  }

  @Test
  void quiet_goodNight_saysNothing() throws Exception {
    ProcessRun run = run(launcher("echo a summary; echo a warning >&2"), "--quiet");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output() + run.errors()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void quiet_badNight_saysWhatThereWas() throws Exception {
    ProcessRun run = run(launcher("echo a summary; echo a warning >&2; exit 3"), "--quiet");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.errors()).contains("a summary\n", "a warning\n").endsWith(" s\n");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void secondNight_whileTheFirstRuns_leavesItAlone() throws Exception {
    Path started = directory.resolve("started");
    Path release = directory.resolve("release");
    Path waits = waits(started, release);
    Process first = start(waits);
    try {
      await(started);
      ProcessRun second = run(launcher("echo must not start"));

      assertThat(second.exitCode()).isEqualTo(75);
      assertThat(second.output()).isEmpty();
      assertThat(second.errors().lines())
          .singleElement()
          .asString()
          .contains("another run holds the lock", "nothing was done");
      assertThat(first.isAlive()).isTrue();
    } finally {
      Files.createFile(release);
    }
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isZero();
    assertThat(run(launcher("exit 0")).exitCode()).isZero();
  }

  @Test
  void lock_ofAWrapperThatWasKilled_isHeldWhileItsRunLives() throws Exception {
    Path started = directory.resolve("started");
    Path release = directory.resolve("release");
    Process first = start(waits(started, release));
    try {
      await(started);
      first.destroyForcibly().waitFor();

      assertThat(run(launcher("exit 0")).exitCode()).isEqualTo(75);
    } finally {
      Files.createFile(release);
    }
    int code = 75;
    for (int i = 0; i < 100 && code == 75; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      code = run(launcher("exit 0")).exitCode();
    }
    assertThat(code).isZero();
  }

  @Test
  void otherOutput_whileTheFirstRuns_hasALockOfItsOwn() throws Exception {
    Path started = directory.resolve("started");
    Path release = directory.resolve("release");
    Process first = start(waits(started, release));
    try {
      await(started);
      settings = NightlyFiles.settings(directory, Map.of("PINFOLD_OUTPUT", "/another"));

      assertThat(run(launcher("exit 0")).exitCode()).isZero();
    } finally {
      Files.createFile(release);
    }
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stop_fromOutside_endsTheRunToo() throws Exception {
    Path started = directory.resolve("started");
    Path ended = directory.resolve("ended");
    Path launcher =
        launcher(
            "trap 'touch \""
                + ended
                + "\"; exit 143' TERM; touch '"
                + started
                + "'; while :; do sleep 0.1; done");
    Process first = start(launcher);
    await(started);

    first.destroy();

    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isEqualTo(1);
    assertThat(ended).exists();
    assertThat(run(launcher("exit 0")).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PINFOLD_INPUT=$(touch executed)",
        "PINFOLD_INPUT=two words",
        "PINFOLD_INPUT=\"quoted\"",
        "PINFOLD_INPUT=",
        "PINFOLD_INPUT=100%",
        "pinfold_input=a",
        "PATH=/nowhere",
        "nonsense",
        "PINFOLD_HOUR=24",
        "PINFOLD_MINUTE=07",
      })
  void settings_badLine_areRefusedByNameAndNeverExecuted(String line) throws Exception {
    Files.writeString(settings, Files.readString(settings) + line + "\n");

    ProcessRun run = run(launcher("echo must not start"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors().lines()).singleElement().asString().startsWith("nightly: " + settings);
    assertThat(directory.resolve("executed")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "--retries", "--retries two", "--with"})
  void run_badUsage_endsWithTwoAndOneLine(String options) throws Exception {
    List<String> command = new ArrayList<>(List.of(NIGHTLY.resolve("run").toString()));
    command.addAll(List.of(options.split(" ", -1)));

    ProcessRun run = ProcessRun.of(directory, environment(), command);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines()).singleElement().asString().startsWith("nightly: --");
  }

  @Test
  void run_withoutADirectoryForTheLock_endsWithTwo() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("state"))) {
      assertThat(files).isEmpty();
    }
    Files.delete(directory.resolve("state"));

    ProcessRun run = run(launcher("exit 0"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("state: is no directory to write to", "PINFOLD_STATE");
  }

  @Test
  void render_nameWithoutAValue_isRefused() throws Exception {
    Path definition = Files.writeString(directory.resolve("some.yaml"), "a: ${PINFOLD_NONE}\n");

    ProcessRun run =
        ProcessRun.of(
            directory,
            environment(),
            List.of(NIGHTLY.resolve("render").toString(), definition.toString()));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("PINFOLD_NONE has no value");
  }

  private Path launcher(String script) throws IOException {
    return program(directory.resolve("launcher"), script);
  }

  private Path waits(Path started, Path release) throws IOException {
    return program(
        directory.resolve("waits"),
        "touch '" + started + "'; while [ ! -e '" + release + "' ]; do sleep 0.1; done");
  }

  private Map<String, String> environment() {
    return Map.of("PINFOLD_ENV", settings.toString());
  }

  private ProcessRun run(Path launcher, String... options) throws Exception {
    return ProcessRun.of(directory, environment(), command(launcher, options));
  }

  private Process start(Path launcher) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(launcher))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("first.txt").toFile());
    builder.environment().putAll(environment());
    return builder.start();
  }

  private static List<String> command(Path launcher, String... options) {
    List<String> command = new ArrayList<>();
    command.add(NIGHTLY.resolve("run").toString());
    command.addAll(List.of("--with", launcher.toString()));
    command.addAll(List.of(options));
    return command;
  }

  /** What the wrapper left beside its lock. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("state"))) {
      return files.filter(file -> !file.toString().endsWith(".lock")).toList();
    }
  }

  private static void await(Path file) throws InterruptedException {
    for (int i = 0; i < 600 && !Files.exists(file); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(file).exists();
  }
}
