// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableTransaction;
import dev.pinfold.ingest.DatasetLayout;
import dev.pinfold.ingest.HadoopFiles;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.jobs.monitor.RunWatch;
import dev.pinfold.report.BarProgress;
import dev.pinfold.report.LineProgress;
import dev.pinfold.report.Progress;
import dev.pinfold.report.RunAccount;
import dev.pinfold.report.RunSummary;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;

/**
 * What stands around the stages of a command that reads a dump: configuration and access are
 * checked first, the session is opened and closed, the run is entered in the {@code runs} table.
 */
final class DumpCommand {
  /** What is read before there is a session: a mistake in it needs no Spark to be told. */
  record Configured(Instant started, PinfoldSettings settings, Rules rules) {
    static Configured load(DumpOptions options, Clock clock) throws IOException {
      Instant started = clock.instant();
      PinfoldSettings settings = SettingsFile.find(options.config);
      return new Configured(started, settings, Rules.load(settings));
    }
  }

  private DumpCommand() {}

  static RunSummary execute(
      String command, DumpOptions options, Clock clock, Function<DumpRun, RunSummary> stages)
      throws IOException {
    Configured configured = Configured.load(options, clock);
    try (SparkSession spark = SparkSessions.open(command, configured.settings().aws())) {
      return within(spark, configured, command, options, clock, stages);
    }
  }

  /** As {@link #execute}, in a session that is open and stays so. */
  static RunSummary within(
      SparkSession spark,
      Configured configured,
      String command,
      DumpOptions options,
      Clock clock,
      Function<DumpRun, RunSummary> stages)
      throws IOException {
    PinfoldSettings settings = configured.settings();
    Rules rules = configured.rules();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DatasetLayout layout = new DatasetLayout(settings.datasets());
    S3Access.require("input", options.input, hadoop);
    S3Access.require("output", options.output, hadoop);
    HadoopFiles.Listing listing = list(options.input, layout, hadoop);
    String output = OutputDirectory.open(options.output, options.input, hadoop);
    String runId = RunIds.next(configured.started());
    Progress progress = progress(clock);
    try (OutputLock lock = OutputLock.take(output, runId, clock, hadoop)) {
      DeltaTables tables = new DeltaTables(spark, output);
      RunRecovery recovery =
          new RunRecovery(spark, tables, RunJournal.of(output, hadoop), clock, lock::isHeld);
      List<String> notices = new ArrayList<>();
      recovery.recover(progress::stage).ifPresent(notices::add);
      Protection protection = Protection.open(settings, rules, output, hadoop);
      notices.addAll(Notices.of(protection, listing));
      FileNames names =
          new FileNames(rules.valueIdentifiers(), protection.leafProtectors().pseudonyms());
      List<InputFile> files = listing.files().stream().map(names::shown).toList();
      RunContext context =
          new RunContext(
              settings,
              rules,
              protection,
              output,
              recovery.next(runId, configured.started()),
              configured.started(),
              clock,
              lock::requireHeld,
              notices);
      Consumer<List<InputFile>> stillThere =
          read -> HadoopFiles.requireUnchanged(read, options.input, hadoop);
      try (RunWatch watch =
              new RunWatch(spark.sparkContext(), watched(command, context, listing), clock);
          StageReporter reporter = new StageReporter(spark, progress, watch)) {
        DumpRun run = new DumpRun(spark, context, reporter, files, recovery);
        return recorded(
            command,
            context,
            spark,
            recovery,
            watch,
            run::isOfHours,
            () -> {
              RunSummary summary = staged(run, stages, stillThere);
              Map<String, Long> counts = counts(summary);
              run.asOf().ifPresent(day -> counts.put(DumpRun.AS_OF, day.toEpochDay()));
              if (run.isOfHours()) {
                counts.put(RunAccount.OF_HOURS, 1L);
              }
              RunTables runs =
                  new RunTables(spark, tables.within(context.transaction(), context.fence()));
              SmallWrites.run(
                  spark,
                  List.of(() -> record(runs, command, context, RunTables.SUCCEEDED, counts)));
              run.commit(stillThere);
              if (command.equals("run")) {
                recovery.told();
              }
              watch.succeeded(counts);
              return summary;
            });
      }
    }
  }

  /** A command that writes no records leaves the last run's figures where they are. */
  private static RunWatch.Watched watched(
      String command, RunContext context, HadoopFiles.Listing listing) {
    return new RunWatch.Watched(
        command,
        context.runId(),
        context.started(),
        context.output(),
        listing.files().stream()
            .map(file -> Instant.ofEpochMilli(file.modified()))
            .max(Comparator.naturalOrder()),
        context.settings().metrics().textfile().filter(file -> command.equals("run")));
  }

  /**
   * What lies in the input. Where there is no file of a dataset at all, {@code --input} names the
   * wrong place, which is the user's to mend; files without a readable record are the data's fault,
   * and found later.
   */
  private static HadoopFiles.Listing list(
      String input, DatasetLayout layout, Configuration hadoop) {
    try {
      return HadoopFiles.list(input, layout, hadoop);
    } catch (UserException e) {
      throw e.kind() == UserException.Kind.DATA
          ? new UserException(UserException.Kind.USAGE, e.getMessage(), e)
          : e;
    }
  }

  /** A file that changed while it was read is the cause of whatever came of it. */
  private static RunSummary staged(
      DumpRun run, Function<DumpRun, RunSummary> stages, Consumer<List<InputFile>> stillThere) {
    try {
      return stages.apply(run);
    } catch (RuntimeException e) {
      try {
        stillThere.accept(run.filesRead());
      } catch (UserException changed) {
        changed.addSuppressed(e);
        throw changed;
      }
      throw e;
    }
  }

  /** One run: valid as a whole when this ends, or taken back. */
  private static RunSummary recorded(
      String command,
      RunContext context,
      SparkSession spark,
      RunRecovery recovery,
      RunWatch watch,
      BooleanSupplier isOfHours,
      Callable<RunSummary> run)
      throws IOException {
    try {
      return run.call();
    } catch (RuntimeException | IOException | FSError e) { // an FSError: a local disk is full
      watch.failed(e);
      recordFailure(spark, recovery, command, context, isOfHours.getAsBoolean(), e);
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      if (isOfHours.getAsBoolean()) {
        watch.keepTextfile();
      }
      TableTransaction.close(spark);
    }
  }

  /** The failure itself matters more than that it could not be entered, or taken back at once. */
  private static void recordFailure(
      SparkSession spark,
      RunRecovery recovery,
      String command,
      RunContext context,
      boolean isOfHours,
      Throwable failure) {
    try {
      if (!recovery.rollBackOwn(context.transaction())) {
        record(
            new RunTables(spark, new DeltaTables(spark, context.output())),
            command,
            context,
            RunTables.FAILED,
            isOfHours ? Map.of(RunAccount.OF_HOURS, 1L) : Map.of());
      }
    } catch (RuntimeException | IOException | FSError e) {
      failure.addSuppressed(e);
    }
  }

  private static void record(
      RunTables tables,
      String command,
      RunContext context,
      String status,
      Map<String, Long> counts) {
    tables.writeRun(
        context.runId(),
        command,
        context.started(),
        context.clock().instant(),
        status,
        Pinfold.Version.text(),
        counts,
        context.rules().digest());
  }

  private static Map<String, Long> counts(RunSummary summary) {
    Map<String, Long> counts = new LinkedHashMap<>();
    summary
        .datasets()
        .forEach(
            (dataset, count) -> {
              counts.put(dataset.label() + ".files", count.files());
              counts.put(dataset.label() + ".records_read", count.read());
              counts.put(dataset.label() + ".records_written", count.written());
              counts.put(dataset.label() + ".records_quarantined", count.quarantined());
            });
    counts.put("columns", (long) summary.entries().size());
    counts.put(
        "personal_columns",
        summary.entries().stream()
            .filter(entry -> entry.classification().type().isPersonal())
            .count());
    return counts;
  }

  private static Progress progress(Clock clock) {
    return System.console() != null
        ? new BarProgress(System.err, clock)
        : new LineProgress(System.err, clock);
  }
}
