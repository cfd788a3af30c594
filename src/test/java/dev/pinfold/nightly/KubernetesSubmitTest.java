// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.nightly;

import static dev.pinfold.nightly.NightlyFiles.NIGHTLY;
import static dev.pinfold.nightly.NightlyFiles.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.cluster.ProcessRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jobs/nightly/kubernetes/submit} with a spark-submit and a kubectl of our own. */
class KubernetesSubmitTest {
  private static final String JAVA_OPTIONS =
      "-Xss4m -Duser.timezone=UTC -Dlog4j2.configurationFile=/opt/pinfold/conf/log4j2.properties"
          + " -Dpinfold.log.format=json";

  @TempDir Path directory;
  private Path settings;

  @BeforeEach
  void writePrograms() throws IOException {
    settings = NightlyFiles.settings(directory, Map.of());
    program(directory.resolve("spark/bin/spark-submit"), "printf '%s\\n' \"$@\"");
  }

  @Test
  void submit_withoutArguments_passesTheSettings() throws Exception {
    ProcessRun run = submit("0");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    List<String> lines = run.output().lines().toList();
    assertThat(lines)
        .startsWith("--master", "k8s://https://kubernetes.example.com:6443")
        .containsSubsequence("--deploy-mode", "cluster")
        .containsSubsequence("--class", "dev.pinfold.jobs.Run")
        .contains(
            "spark.kubernetes.container.image=pinfold:0.1.0",
            "spark.kubernetes.submission.waitAppCompletion=true",
            "spark.driver.extraJavaOptions=" + JAVA_OPTIONS,
            "spark.executor.extraJavaOptions=" + JAVA_OPTIONS)
        .endsWith(
            "local:///opt/pinfold/pinfold.jar",
            "--input",
            "s3a://example-dump/pinpoint",
            "--output",
            "s3a://example-protected/pinfold",
            "--config",
            "/opt/pinfold/conf/pinfold.yaml");
  }

  @Test
  void submit_withArguments_passesThem() throws Exception {
    assertThat(submit("0", "--input", "i", "--output", "o").output().lines())
        .endsWith("local:///opt/pinfold/pinfold.jar", "--input", "i", "--output", "o");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "137, 137", "'', 1", "Error, 1"})
  void submit_exitCodeOfTheDriver_isItsOwn(String ofTheDriver, int expected) throws Exception {
    assertThat(submit(ofTheDriver).exitCode()).isEqualTo(expected);
  }

  private ProcessRun submit(String exitCodeOfTheDriver, String... arguments) throws Exception {
    program(
        directory.resolve("programs/kubectl"),
        // Only the pod that spark-submit was given a name for.
        "case \"$*\" in *'get pod pinfold-nightly-'*) printf %s '"
            + exitCodeOfTheDriver
            + "' ;; esac");
    List<String> command = new ArrayList<>();
    command.add(NIGHTLY.resolve("kubernetes/submit").toString());
    command.addAll(List.of(arguments));
    return ProcessRun.of(
        directory,
        Map.of(
            "PINFOLD_ENV", settings.toString(),
            "SPARK_HOME", directory.resolve("spark").toString(),
            "PATH", directory.resolve("programs") + ":" + System.getenv("PATH")),
        command);
  }
}
