// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.spark.PrivacyBudget;
import dev.pinfold.aggregate.spark.RiskTable;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunRetention;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableMaintenance;
import dev.pinfold.report.TextTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code pinfold maintain}: forgets old runs, packs the tables' files and deletes those that nobody
 * reads any more, as {@code history:} and {@code maintenance:} in {@code pinfold.yaml} say. Not
 * while a run is at work.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Maintain pinfold.jar --output DIR}.
 */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = "Packs the files of a run's tables; deletes old versions and old runs.")
public final class Maintain implements Callable<Integer> {
  /** What tables tell of a run that no longer matters once the run is forgotten. */
  private static final List<String> ACCOUNTS =
      List.of(CatalogTables.FINDINGS, CatalogTables.CHANGES, RiskTable.NAME);

  @Mixin private FinishedRunOptions options;

  public static void main(String[] arguments) {
    Pinfold.end(new Maintain(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    PinfoldSettings settings = SettingsFile.find(options.config);
    try (SparkSession spark = options.open("maintain")) {
      System.out.print(maintained(spark, settings, Clock.systemUTC()));
    }
    return ExitCodes.DONE;
  }

  @SuppressWarnings("try") // the lock is held, not used
  private String maintained(SparkSession spark, PinfoldSettings settings, Clock clock)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(options.output);
    String output = path.getFileSystem(hadoop).makeQualified(path).toString();
    DeltaTables tables = new DeltaTables(spark, output);
    if (!tables.exists(RunTables.RUNS)) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + options.output
              + ": holds no table "
              + RunTables.RUNS
              + "; give --output the directory of a finished run");
    }
    try (OutputLock lock = OutputLock.take(output, RunIds.next(clock.instant()), clock, hadoop)) {
      // What a run that died has to restore must not be deleted.
      String recovered =
          new RunRecovery(spark, tables, RunJournal.of(output, hadoop), clock, lock::isHeld)
              .recover(stage -> {})
              .map(notice -> notice + System.lineSeparator())
              .orElse("");
      int forgotten =
          new RunRetention(spark, tables)
              .forget(
                  clock.instant().minus(Duration.ofDays(settings.history().keepDays())),
                  settings.history().keepRuns(),
                  ACCOUNTS);
      return recovered
          + packed(spark, tables, settings.maintenance())
          + "Runs forgotten: "
          + forgotten
          + System.lineSeparator();
    }
  }

  private static String packed(
      SparkSession spark, DeltaTables tables, PinfoldSettings.MaintenanceSettings settings) {
    TableMaintenance maintenance =
        new TableMaintenance(
            spark, tables, settings.targetFileBytes(), Duration.ofHours(settings.vacuumHours()));
    TextTable report =
        new TextTable(
            List.of("Table", "Files before", "Files", "MB", "Deleted files", "Deleted MB"),
            Set.of(1, 2, 3, 4, 5));
    List<String> names = new ArrayList<>(OutputDirectory.tables());
    names.add(PrivacyBudget.TABLE);
    for (String table : names) {
      if (tables.exists(table)) {
        TableMaintenance.Account done = maintenance.maintain(table);
        report.add(
            table,
            number(done.before().number()),
            number(done.after().number()),
            megabytes(done.after().bytes()),
            number(done.deleted().number()),
            megabytes(done.deleted().bytes()));
      }
    }
    return report.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
