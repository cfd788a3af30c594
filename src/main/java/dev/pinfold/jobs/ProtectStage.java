// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.SideBySide;
import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.spark.PlanStorage;
import dev.pinfold.protect.spark.SparkProtector;
import dev.pinfold.protect.spark.StoredRows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the tables of protected records, side by side: while one waits for its last task or its
 * commit, the others have work.
 */
final class ProtectStage {
  private static final String STAGE = "Protect";

  private final SparkSession spark;
  private final RunContext context;
  private final DeltaTables tables;
  private final StageReporter stages;
  private final InputPlan input;
  private final Map<String, FileCount> counts;
  private final KnownCounts known;
  private final Map<String, String> before;
  private final Predicate<ColumnPath> isNumeric;
  private final Map<Dataset, Long> rows = new EnumMap<>(Dataset.class);
  private final List<InputFile> filesReadAgain = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private boolean hasBegun;

  /**
   * @param counts of the files that were profiled
   * @param known learns how full the tables are
   * @param before how the rows that are there were treated, by field
   * @param isNumeric whether all values of a field are numbers
   */
  ProtectStage(
      SparkSession spark,
      RunContext context,
      DeltaTables tables,
      StageReporter stages,
      InputPlan input,
      Map<String, FileCount> counts,
      KnownCounts known,
      Map<String, String> before,
      Predicate<ColumnPath> isNumeric) {
    this.spark = spark;
    this.context = context;
    this.tables = tables;
    this.stages = stages;
    this.input = input;
    this.counts = counts;
    this.known = known;
    this.before = before;
    this.isNumeric = isNumeric;
  }

  /** How many rows were written into a table; 0 where it was left alone. */
  long rows(Dataset dataset) {
    return rows.getOrDefault(dataset, 0L);
  }

  /** Whether any table was. */
  boolean hasWritten() {
    return !rows.isEmpty();
  }

  /** The files that earlier runs took and that were read again. */
  List<InputFile> filesReadAgain() {
    return filesReadAgain;
  }

  /** What the user should know. */
  List<String> notices() {
    return notices;
  }

  /**
   * Adds the new records to their tables, or makes those anew in which they cannot stand.
   *
   * @param plans of all datasets
   */
  void write(Map<Dataset, ProtectionPlan> plans) {
    List<Writing> writings = new ArrayList<>();
    plans.forEach((dataset, plan) -> planned(dataset, plan).ifPresent(writings::add));
    if (writings.isEmpty()) {
      return;
    }
    SideBySide.run(
        spark, writings.stream().map(writing -> (Runnable) () -> write(writing)).toList());
    writings.forEach(this::note);
  }

  /**
   * What comes into a table.
   *
   * @param made the protected records
   * @param isAnew whether they take the place of those that are there
   * @param complete how many there must be
   */
  private record Writing(
      Dataset dataset, SparkProtector.Protected made, boolean isAnew, long complete) {}

  private Optional<Writing> planned(Dataset dataset, ProtectionPlan plan) {
    InputChanges.OfDataset changed = input.changes().of(dataset);
    List<InputFile> own = input.toProfile(dataset);
    boolean isAnew = input.isAnew(dataset);
    Optional<String> otherwise = input.treatedOtherwise(dataset, plan.treatments());
    FromTable rest = FromTable.NOTHING;
    if (!isAnew && otherwise.isPresent()) {
      String reason = otherwise.get() + " is treated otherwise than before";
      rest = FromTable.of(changed, UnreadableFiles.among(spark, changed.known()), reason);
      isAnew = true;
      own = new ArrayList<>(changed.readable());
      own.removeAll(Set.copyOf(rest.unreadable()));
      filesReadAgain.addAll(own);
      notices.add("Table " + dataset.label() + ": written anew, since " + reason + ".");
    }
    if (own.isEmpty() && !isAnew) {
      known.left(dataset);
      return Optional.empty();
    }
    if (!hasBegun) {
      stages.begin(STAGE);
      hasBegun = true;
    }
    SparkProtector.Protected made =
        SparkProtector.rows(
            spark,
            TaskInput.of(spark, context.settings(), own),
            plan,
            context.readLimits(),
            context.runId());
    if (!rest.files().isEmpty()) {
      made = withStored(made, dataset, plan, rest);
    }
    tables.store(dataset.label(), PlanStorage.of(plan));
    long complete =
        rest.files().isEmpty()
            ? input.recordsOf(dataset, own, counts)
            : input.recordsInTable(dataset, counts);
    return Optional.of(new Writing(dataset, made, isAnew, complete));
  }

  private void write(Writing writing) {
    String table = writing.dataset().label();
    String comment = "Pseudonymized " + table + " records of the dump";
    if (writing.isAnew()) {
      tables.replaceRecords(table, comment, writing.made().rows());
    } else {
      tables.append(table, comment, writing.made().rows());
    }
  }

  private void note(Writing writing) {
    Dataset dataset = writing.dataset();
    long complete = requireComplete(dataset, writing.complete());
    rows.put(dataset, complete);
    if (writing.made().written().rows() == complete) {
      known.wrote(dataset, writing.made().written(), writing.isAnew());
    }
  }

  /**
   * What a table that is written anew takes from itself.
   *
   * @param files names of files that the input has no longer as they were taken
   * @param unreadable of these, those that are there and cannot be read
   * @param reason why it is written anew
   */
  private record FromTable(List<String> files, List<InputFile> unreadable, String reason) {
    static final FromTable NOTHING = new FromTable(List.of(), List.of(), "");

    static FromTable of(InputChanges.OfDataset changed, List<InputFile> unreadable, String reason) {
      List<String> files = new ArrayList<>(changed.inTableAlone());
      unreadable.forEach(file -> files.add(file.relativePath()));
      return new FromTable(files, unreadable, reason);
    }
  }

  /**
   * Adds the rows whose files the input has no longer as they were taken, from the table itself.
   *
   * @throws UserException where they cannot be
   */
  private SparkProtector.Protected withStored(
      SparkProtector.Protected records, Dataset dataset, ProtectionPlan plan, FromTable rest) {
    SparkProtector.Protected made =
        StoredRows.added(
                records, tables.read(dataset.label()), before, plan, rest.files(), isNumeric)
            .orElseThrow(() -> input.lacksFiles(dataset, rest.reason(), rest.unreadable()));
    notices.add(
        String.format(
            "Table %s: the records of %,d %s that %s were taken from the table itself; texts of which a"
                + " redacted column is made now are encrypted in %s.",
            dataset.label(),
            rest.files().size(),
            rest.files().size() == 1 ? "file" : "files",
            rest.files().size() == input.changes().of(dataset).gone().size()
                ? (rest.files().size() == 1 ? "is" : "are") + " no longer in the input"
                : "the input no longer has as taken",
            ProtectionPlan.OTHER));
    return made;
  }

  /** The two passes must agree; where a file changed between them, they do not. */
  private long requireComplete(Dataset dataset, long expected) {
    long actual = tables.rowsOfLastWrite(dataset.label());
    if (actual != expected) {
      throw new UserException(
          UserException.Kind.FAILED,
          String.format(
              "table %s: %,d records were written and %,d were read; a file changed during the run,"
                  + " run again",
              dataset.label(), actual, expected));
    }
    return actual;
  }
}
