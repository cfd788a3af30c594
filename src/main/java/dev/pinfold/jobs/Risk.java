// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.aggregate.spark.RiskFigures;
import dev.pinfold.aggregate.spark.RiskTable;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.report.RiskPrinter;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pinfold risk}: says how easily people in a protected table are told from each other, and
 * what the policy could say to make that harder. Adds the figures to the table {@code risk}.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Risk pinfold.jar --output DIR}.
 */
@Command(
    name = "risk",
    mixinStandardHelpOptions = true,
    description = "Reports the risk that people in a protected table are re-identified.")
public final class Risk implements Callable<Integer> {
  /** What can be asked about; configuration is not about people. */
  enum Table {
    ENDPOINTS,
    IMPORTS,
    EVENTS;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private FinishedRunOptions options;

  @Option(
      names = "--table",
      defaultValue = "endpoints",
      paramLabel = "endpoints|imports|events",
      description = "The protected table; default: ${DEFAULT-VALUE}.")
  private Table table;

  @Option(
      names = "--target-k",
      paramLabel = "N",
      description = "People that no class should fall below; default: min_group_size of kpis.yaml.")
  private Integer targetK;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean asJson;

  public static void main(String[] arguments) {
    Pinfold.end(new Risk(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Instant started = Clock.systemUTC().instant();
    int target = target();
    try (SparkSession spark = options.open("risk")) {
      DeltaTables tables = new DeltaTables(spark, options.output);
      RiskReport report = recorded(spark, tables, target, started);
      System.out.print(asJson ? RiskPrinter.json(report) : RiskPrinter.text(report));
    }
    return ExitCodes.DONE;
  }

  /** Measures, and enters the run among the others of the output, however it ended. */
  private RiskReport recorded(SparkSession spark, DeltaTables tables, int target, Instant started) {
    String runId = RunIds.next(started);
    RunTables runs = new RunTables(spark, tables);
    try {
      RiskReport report = report(spark, tables, target);
      RiskTable.append(tables, runId, report);
      Map<String, Long> counts =
          Map.of("people", report.now().people(), "columns", (long) report.identifiers().size());
      record(runs, runId, started, "SUCCEEDED", counts);
      return report;
    } catch (RuntimeException e) {
      // Where no run has been, there is nothing to enter this one in.
      if (tables.exists(RunTables.RUNS)) {
        try {
          record(runs, runId, started, "FAILED", Map.of());
        } catch (RuntimeException another) {
          e.addSuppressed(another);
        }
      }
      throw e;
    }
  }

  private void record(
      RunTables runs, String runId, Instant started, String status, Map<String, Long> counts) {
    runs.writeRun(
        runId,
        "risk",
        started,
        Clock.systemUTC().instant(),
        status,
        Pinfold.Version.text(),
        counts,
        ConfigurationDigest.of(SettingsFile.find(options.config)));
  }

  /** A class of one person is no class, so a target below two says nothing. */
  private int target() {
    if (targetK == null) {
      return Math.max(2, Rules.kpis(SettingsFile.find(options.config)).privacy().minGroupSize());
    }
    if (targetK < 2) {
      throw new UserException(
          UserException.Kind.USAGE,
          "--target-k " + targetK + ": says nothing of a class of people; give 2 or more");
    }
    return targetK;
  }

  private RiskReport report(SparkSession spark, DeltaTables tables, int target) {
    Dataset<Row> rows = tables.read(table.label());
    if (!tables.exists(CatalogTables.LINEAGE)) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + options.output
              + ": holds no lineage, so that it is not known how columns were protected; give"
              + " --output the directory of a finished run");
    }
    RiskFigures.Columns columns = RiskColumns.of(table.label(), spark, tables);
    RiskFigures figures = new RiskFigures();
    return switch (table) {
      case ENDPOINTS -> figures.ofEndpoints(rows, columns, target);
      case IMPORTS -> figures.ofImports(rows, columns, target);
      case EVENTS ->
          figures.ofEvents(
              rows,
              tables.exists(Table.ENDPOINTS.label()) ? tables.read(Table.ENDPOINTS.label()) : null,
              columns,
              target);
    };
  }
}
