// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.TableMaintenance;
import dev.pinfold.jobs.PinfoldSettings.MaintenanceSettings;
import dev.pinfold.report.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code pinfold maintain}: packs the files of an output's tables, and deletes old versions and old
 * runs as {@code maintenance:} in {@code pinfold.yaml} says.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Maintain pinfold.jar --output DIR}.
 */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = "Packs the files of a run's tables; deletes old versions and old runs.")
public final class Maintain implements Callable<Integer> {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The output directory of a run.")
  private String output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: the one in conf/.")
  private Path config;

  public static void main(String[] arguments) {
    Pinfold.end(new Maintain(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    MaintenanceSettings settings = SettingsFile.find(config).maintenance();
    Clock clock = Clock.systemUTC();
    try (SparkSession spark = SparkSessions.open("maintain")) {
      DeltaTables tables = new DeltaTables(spark, output);
      if (!tables.exists(RunTables.RUNS)) {
        throw new UserException(
            UserException.Kind.FAILED,
            "output "
                + output
                + ": holds no table runs; give --output the directory of a finished run");
      }
      System.out.print(maintained(spark, tables, settings, clock));
    }
    return ExitCodes.DONE;
  }

  @SuppressWarnings("try") // the lock is held, not used
  private String maintained(
      SparkSession spark, DeltaTables tables, MaintenanceSettings settings, Clock clock)
      throws IOException {
    TableMaintenance maintenance = new TableMaintenance(spark, tables);
    try (OutputLock lock =
        OutputLock.take(
            output,
            RunIds.next(clock.instant()),
            clock,
            spark.sparkContext().hadoopConfiguration())) {
      Instant oldest = clock.instant().minus(Duration.ofDays(settings.runDays()));
      maintenance.deleteRunsBefore(RunTables.RUNS, "started", oldest);
      for (String table : List.of(CatalogTables.FINDINGS, CatalogTables.CHANGES)) {
        if (tables.exists(table)) {
          maintenance.deleteUnlistedRuns(table);
        }
      }
      TextTable report =
          new TextTable(List.of("Table", "Files before", "Files", "MB"), Set.of(1, 2, 3));
      for (String table : OutputDirectory.tables()) {
        if (tables.exists(table)) {
          TableMaintenance.Size before = maintenance.size(table);
          maintenance.pack(table);
          maintenance.deleteOldFiles(table, settings.historyHours());
          TableMaintenance.Size after = maintenance.size(table);
          report.add(
              table,
              Long.toString(before.files()),
              Long.toString(after.files()),
              String.format(Locale.ROOT, "%.1f", after.bytes() / 1e6));
        }
      }
      return report.toString();
    }
  }
}
