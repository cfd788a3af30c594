// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights that add records in which a column is empty; one dies when it is valid and has told
 * nothing yet.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftByNightTest {
  private static final String MOVED =
      "endpoints.extra holds another share: 100 % filled -> 0 % filled";

  @TempDir private static Path directory;
  private CommandsInProcess commands;
  private String secondNight;
  private String statusBeforeItIsValid;
  private String maintained;
  private String afterItDied;
  private String toldAlready;
  private Path leftByADeadRun;
  private String thirdNight;
  private String hours;
  private String statusAtTheEnd;
  private long dayOfQuietNight;
  private String thirdRun;

  private static String[] endpoints(String id, String more) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      lines.add(
          """
          {"Id":"%s%d","ChannelType":"EMAIL","Address":"bo%d@example.com","shade":"teal"%s,\
          "EffectiveDate":"2026-10-01T00:00:00Z"}"""
              .formatted(id, i, i, more));
    }
    return lines.toArray(String[]::new);
  }

  @BeforeAll
  void nights() throws IOException {
    commands = new CommandsInProcess(directory);
    commands.write("endpoints/a.json", endpoints("a", ",\"extra\":\"x\""));
    commands.run(0, "--as-of", "2026-10-30", "--fail-on-drift");
    commands.write("endpoints/b.json", endpoints("b", ""));
    secondNight = commands.run(3, "--as-of", "2026-10-30", "--fail-on-drift");
    leaveOpen(1);
    statusBeforeItIsValid = status();
    leaveOpen(0);
    maintained = commands.execute(0, "maintain", "--output", commands.output().toString());
    afterItDied = commands.run(3, "--fail-on-drift");
    toldAlready = commands.run(0, "--fail-on-drift");
    dayOfQuietNight =
        latestRun().<String, Long>getJavaMap(latestRun().fieldIndex("counts")).get(DumpRun.AS_OF);
    commands.write("endpoints/c.json", endpoints("c", ""));
    thirdNight = commands.run(0, "--as-of", "2026-10-31", "--fail-on-drift");
    thirdRun = latestRun().getAs("run_id");
    hours = commands.run(0, "--as-of", "2026-10-31", "--from", "2026-10-01");
    statusAtTheEnd = status();
    leftByADeadRun = commands.output().resolve("endpoints/part-00000-dead.snappy.parquet");
    Files.writeString(leftByADeadRun, "bo0@example.com");
    enterFailure();
    commands.write("endpoints/d.json", endpoints("d", ",\"mail\":\"bo@example.com\""));
    commands.run(3, "--as-of", "2026-10-31", "--fail-on-drift");
  }

  private void enterFailure() throws IOException {
    Instant now = Instant.now();
    try (SparkSession spark = SparkSessions.open("test")) {
      new RunTables(spark, new DeltaTables(spark, commands.output().toUri().toString()))
          .writeRun("dead", "run", now, now, RunTables.FAILED, "", Map.of(), "");
    }
  }

  private String status() {
    return commands.execute(0, "status", "--output", commands.output().toString());
  }

  private Row latestRun() {
    return commands.query(
        "runs", runs -> runs.orderBy(runs.col("started").desc(), runs.col("run_id").desc()).head());
  }

  /**
   * The latest run's journal, as where its process died.
   *
   * @param ahead 0: after its last commit; 1: before
   */
  private void leaveOpen(int ahead) throws IOException {
    String output = commands.output().toUri().toString();
    String run = latestRun().getAs("run_id");
    try (SparkSession spark = SparkSessions.open("test")) {
      long sequence = new DeltaTables(spark, output).lastSequence(RunTables.FILES);
      RunJournal.of(output, new Configuration()).begin(new TableTransaction(run, sequence + ahead));
    }
  }

  @Test
  void shareOfNewRecords_thatMoved_isTold() {
    assertThat(secondNight).contains("Changed since the run before:", MOVED);
  }

  @Test
  void shareThatStaysWhereItMovedTo_isToldOnce() {
    assertThat(thirdNight).doesNotContain("Changed since the run before:");
  }

  @Test
  void runThatDiedBeforeItTold_isToldByTheNext() {
    assertThat(maintained).contains("had ended but for cleaning up");
    assertThat(afterItDied).contains("Nothing is new", "Changed since the run before:", MOVED);
    assertThat(toldAlready).contains("Nothing is new").doesNotContain("Changed since");
  }

  /** It may have kept the column that this run found and protects. */
  @Test
  void fileThatAFailedRunDidNotCommit_goesWhereAColumnIsNewAndProtected() {
    assertThat(leftByADeadRun).doesNotExist();
    List<String> mails =
        commands
            .query(
                "endpoints",
                rows ->
                    rows.where("mail IS NOT NULL").selectExpr("to_json(struct(*))").collectAsList())
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(mails).hasSize(120).noneMatch(row -> row.contains("bo@"));
  }

  @Test
  void runThatIsNotValidYet_isNoGoodRun() {
    assertThat(statusBeforeItIsValid)
        .contains("Last good run: ", ", has not ended: it is at work, or died.");
  }

  /** It computed none of its own day's figures; whoever asks for that day gets them. */
  @Test
  void nightWithoutNewFiles_isOfTheDayOfTheFigures() {
    assertThat(dayOfQuietNight).isEqualTo(LocalDate.of(2026, 10, 30).toEpochDay());
  }

  @Test
  void runOfHours_saysWhereNoPathNamesOne_andIsNoNight() {
    assertThat(hours).contains("Files: no path of events names an hour");
    assertThat(statusAtTheEnd).startsWith("Last good run: " + thirdRun + " ");
  }
}
