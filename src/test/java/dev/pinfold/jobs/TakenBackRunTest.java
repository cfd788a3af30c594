// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.TableTransaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that died had kept a new column, which the next run finds to be personal. */
class TakenBackRunTest {
  private static final String KEPT = "verdigris";

  @TempDir private Path directory;

  private static String[] endpoints(String id, String more) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          "{\"Id\":\"%s%d\",\"ChannelType\":\"EMAIL\",\"Address\":\"bo%d@example.com\"%s}"
              .formatted(id, i, i, more.formatted(i)));
    }
    return lines.toArray(String[]::new);
  }

  @Test
  void columnThatADeadRunKept_leavesNothingBehindWhereItIsPersonal() throws IOException {
    CommandsInProcess commands = new CommandsInProcess(directory);
    commands.write("endpoints/a.json", endpoints("a", ""));
    commands.run(0, "--as-of", "2026-10-30");
    dieAfterWriting(commands.output().toString());
    assertThat(commands.filesThatHold(KEPT, "endpoints")).hasSizeGreaterThan(1);

    commands.write("endpoints/b.json", endpoints("b", ",\"tone\":\"ana%d@example.com\""));
    String printed = commands.run(0, "--as-of", "2026-10-31");

    assertThat(printed).contains("Run died died before its end");
    assertThat(commands.filesThatHold(KEPT, "endpoints")).isEmpty();
    assertThat(commands.<Long>query("endpoints", rows -> rows.count())).isEqualTo(120);
  }

  /** A column of which the log tells the bounds, and a journal that is open. */
  private static void dieAfterWriting(String output) throws IOException {
    try (SparkSession spark = SparkSessions.open("test")) {
      TableTransaction died = new TableTransaction("died", System.currentTimeMillis());
      RunJournal.of(output, spark.sparkContext().hadoopConfiguration()).begin(died);
      died.open(spark);
      DeltaTables tables = new DeltaTables(spark, output);
      tables
          .within(died)
          .append("endpoints", "", tables.read("endpoints").withColumn("tone", lit(KEPT)));
      TableTransaction.close(spark);
    }
  }
}
