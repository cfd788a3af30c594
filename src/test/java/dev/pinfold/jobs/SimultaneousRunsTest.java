// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that run on one output at the same time. */
class SimultaneousRunsTest {
  @TempDir private Path directory;

  @Test
  void secondRun_saysThatAnotherIsAtWork_andTheFirstEndsWell() throws Exception {
    Path input = directory.resolve("input");
    Path output = directory.resolve("output");
    SampleDump.write(input, new SampleSettings(60, 200, 7));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<PinfoldProcess> processes = new ArrayList<>();
    List<Future<Integer>> ended = new ArrayList<>();
    for (String name : List.of("one", "other")) {
      PinfoldProcess process = new PinfoldProcess(Files.createDirectories(directory.resolve(name)));
      processes.add(process);
      ended.add(
          threads.submit(
              () ->
                  process.run(
                      "run",
                      "--input",
                      input.toString(),
                      "--output",
                      output.toString(),
                      "--as-of",
                      "2026-10-31")));
    }
    threads.shutdown();

    List<Integer> exits = List.of(ended.get(0).get(), ended.get(1).get());
    int refused = exits.indexOf(ExitCodes.FAILED);
    assertThat(exits)
        .as(processes.get(0).output() + processes.get(1).output())
        .containsExactlyInAnyOrder(ExitCodes.DONE, ExitCodes.FAILED);
    assertThat(processes.get(refused).output())
        .containsPattern("is at work there; wait for its end|another run began there just now");
    try (SparkSession spark = SparkSessions.open("test")) {
      long rows = spark.read().format("delta").load(output.resolve("events").toString()).count();
      long read =
          spark
              .read()
              .format("delta")
              .load(output.resolve("ingested_files").toString())
              .where("dataset = 'events'")
              .selectExpr("sum(records_written)")
              .head()
              .getLong(0);
      assertThat(rows).isEqualTo(read).isGreaterThanOrEqualTo(200);
      assertThat(output.resolve(OutputLock.NAME)).doesNotExist();
    }
  }
}
