// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Finishes a run that died, or takes back what it wrote. The ledger of files is the last table that
 * a run commits: where it holds the run's sequence number, all of the run is there, and only older
 * versions may be left to delete; where it does not, every table goes back to where it stood before
 * the run, and the next one takes the same files again.
 */
final class RunRecovery {
  private final SparkSession spark;
  private final DeltaTables tables;
  private final RunTables runs;
  private final RunJournal journal;
  private final Clock clock;
  private final BooleanSupplier isInCharge;

  /** The number of the run that was recovered from, which the next one's must exceed. */
  private long recovered;

  /**
   * @param isInCharge whether the output is still this process's to change
   */
  RunRecovery(
      SparkSession spark,
      DeltaTables tables,
      RunJournal journal,
      Clock clock,
      BooleanSupplier isInCharge) {
    this.spark = spark;
    this.tables = tables;
    this.runs = new RunTables(spark, tables);
    this.journal = journal;
    this.clock = clock;
    this.isInCharge = isInCharge;
  }

  /** The number of the next run: the time, or one more than the last where clocks went back. */
  TableTransaction next(String runId, Instant started) {
    long last = recovered;
    // What a run wrote that took itself back is gone, but for its number.
    for (String table : OutputDirectory.tablesOfRuns()) {
      last = Math.max(last, tables.lastSequence(table));
    }
    return new TableTransaction(runId, Math.max(started.toEpochMilli(), last + 1));
  }

  /** Runs that {@link #recover} finished, here or in an earlier process, and that told nobody. */
  List<String> untold() {
    try {
      return journal.untold();
    } catch (IOException e) {
      throw new UncheckedIOException("the output's journal cannot be read", e);
    }
  }

  /** What they found is told; where that cannot be noted, it is told once more. */
  void told() {
    try {
      journal.told();
    } catch (IOException e) {
      // The run that told it is valid, and has not failed.
    }
  }

  /**
   * Recovers from the run before, where it did not end. Does nothing for one that has lost the
   * output to another.
   *
   * @param stages hears what is done, where there is something to do
   * @return what the user should know of it
   */
  Optional<String> recover(Consumer<String> stages) throws IOException {
    requireCharge();
    Optional<TableTransaction> unfinished = journal.unfinished();
    if (unfinished.isEmpty()) {
      journal.end();
      return Optional.empty();
    }
    TableTransaction run = unfinished.get();
    recovered = run.sequence();
    if (tables.lastSequence(RunTables.FILES) >= run.sequence()) {
      stages.accept("Finish run " + run.runId());
      journal.leaveToTell(run.runId());
      finish(run);
      return Optional.of("Run " + run.runId() + " had ended but for cleaning up; that is done.");
    }
    stages.accept("Roll back run " + run.runId());
    rollBack(run);
    return Optional.of(
        "Run " + run.runId() + " died before its end; what it had written is taken back.");
  }

  /** From here on, what dies is taken back by the next run. */
  void begin(TableTransaction run) throws IOException {
    requireCharge();
    journal.begin(run);
    run.open(spark);
  }

  private void requireCharge() {
    if (!isInCharge.getAsBoolean()) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output: another run has taken it over; this one ends here, before it wrote anything");
    }
  }

  /** Says which tables' older versions go once the run is valid. */
  void willForget(TableTransaction run, List<String> forget) throws IOException {
    journal.willForget(run, forget);
  }

  /** The run fails, and what it wrote stays: its account of what could not be read. */
  void keep() {
    try {
      journal.end();
    } catch (IOException e) {
      throw new UncheckedIOException("the output's journal cannot be deleted", e);
    }
  }

  /** Deletes the older versions that a run left to delete, and closes its journal. */
  void finish(TableTransaction run) throws IOException {
    if (journal.unfinished().filter(open -> !open.equals(run)).isPresent()) {
      return; // another run's, which will finish this one's work, too
    }
    List<String> forget = journal.toForget(run);
    if (!forget.isEmpty()) {
      SmallWrites.run(spark, List.of(() -> forget.forEach(tables::forgetHistory)));
    }
    journal.end();
    TableTransaction.close(spark);
  }

  /**
   * Takes back what this run wrote before it failed; nothing where it is valid already, or has
   * closed its journal.
   *
   * @return whether it is valid as a whole, and only cleaning up failed: the next run does that
   */
  boolean rollBackOwn(TableTransaction run) throws IOException {
    TableTransaction.close(spark);
    if (!isInCharge.getAsBoolean() || !isOpen(run)) {
      return false;
    }
    if (tables.lastSequence(RunTables.FILES) >= run.sequence()) {
      return true;
    }
    takeBack(run);
    journal.end();
    return false;
  }

  private boolean isOpen(TableTransaction run) throws IOException {
    return journal.unfinished().filter(run::equals).isPresent();
  }

  private void takeBack(TableTransaction run) {
    SmallWrites.run(spark, List.of(() -> tables.rollBack(OutputDirectory.tablesOfRuns(), run)));
    runs.forgetSuccess(run.runId());
  }

  private void rollBack(TableTransaction run) throws IOException {
    takeBack(run);
    // Whoever took the run back before may have died between its entry and the journal's end.
    if (!runs.hasRun(run.runId(), RunTables.ROLLED_BACK)) {
      Instant now = clock.instant();
      runs.writeRun(
          run.runId(),
          "run",
          now,
          now,
          RunTables.ROLLED_BACK,
          Pinfold.Version.text(),
          Map.of(),
          "");
    }
    journal.end();
  }
}
