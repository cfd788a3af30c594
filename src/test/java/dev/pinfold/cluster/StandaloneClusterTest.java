// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.jobs.FailingJob;
import dev.pinfold.jobs.Pinfold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterTest {
  @TempDir static Path temporary;

  private static StandaloneCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = StandaloneCluster.start(temporary.resolve("cluster"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster == null) {
      return;
    }
    List<Long> pids;
    try (var files = Files.list(temporary.resolve("cluster/pids"))) {
      pids = files.map(StandaloneClusterTest::pid).toList();
    }
    cluster.close();
    assertThat(pids).hasSize(3);
    assertThat(pids).noneMatch(StandaloneClusterTest::runs);
    assertThat(cluster.properties()).doesNotExist();
  }

  @Test
  void submit_jobWithShuffleAndDelta_runsEncryptedOnTheWorkers() throws Exception {
    Path table = temporary.resolve("table");

    ProcessRun run = cluster.submit(RemaindersJob.class, table.toUri().toString());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines())
        .containsExactly(
            "master " + cluster.url(),
            "spark.io.encryption.enabled true",
            "spark.authenticate true",
            "spark.network.crypto.enabled true",
            "spark.sql.session.timeZone UTC",
            "table 10 100000 10000");
    assertThat(table.resolve("_delta_log")).isDirectory();
  }

  @Test
  void submit_jobThatEndsWithACode_passesItOn() throws Exception {
    assertThat(cluster.submit(RemaindersJob.class).exitCode()).isEqualTo(RemaindersJob.NO_PATH);
  }

  @Test
  void submit_jobThatFailsOnAValue_showsAndLogsClassNamesAlone() throws Exception {
    ProcessRun run = cluster.submit(FailingJob.class);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("pinfold: unexpected failure: org.apache.spark.SparkException")
        .contains("java.lang.IllegalArgumentException")
        .contains("at dev.pinfold.jobs.FailingJob.")
        .doesNotContain(FailingJob.VALUE);
    assertThat(run.output()).doesNotContain(FailingJob.VALUE);
    try (Stream<Path> logs = Files.walk(temporary.resolve("cluster"))) {
      assertThat(logs.filter(file -> file.endsWith("stderr")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(FailingJob.VALUE));
    }
  }

  @Test
  void submit_badConfiguration_endsWithUsageAndOneLine() throws Exception {
    ProcessRun run = cluster.submit(Pinfold.class, "check", "--config", "no/such/pinfold.yaml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines())
        .contains("pinfold: no/such/pinfold.yaml: is not a file; give --config a pinfold.yaml");
  }

  @Test
  void start_secret_isReadableByItsOwnerAloneAndOnNoCommandLine() throws Exception {
    String settings = Files.readString(cluster.properties());
    String secret = settings.replaceAll("(?s).*spark.authenticate.secret\\s+(\\S+).*", "$1");

    assertThat(secret).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.properties())))
        .isEqualTo("rw-------");
    assertThat(ProcessHandle.allProcesses().flatMap(one -> one.info().commandLine().stream()))
        .isNotEmpty()
        .noneMatch(line -> line.contains(secret));
  }

  @Test
  void start_secondTimeInTheSameDirectory_isRefused() throws Exception {
    ProcessRun again =
        ProcessRun.of(
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of(
                Path.of("jobs", "cluster", "start").toAbsolutePath().toString(),
                temporary.resolve("cluster").toString()));

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.errors()).contains("stop it first: jobs/cluster/stop");
  }

  /** A process that has ended but that nobody waited for counts as ended. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
