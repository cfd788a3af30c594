// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.report.ScanPrinter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code pinfold scan}: classifies the columns of any tables and prints them; writes nothing.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Scan pinfold.jar PATH... --format parquet}.
 */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = "Classifies the columns of any tables and prints them; writes nothing.")
public final class Scan implements Callable<Integer> {
  /** What a table can be stored as. */
  enum Format {
    JSON,
    CSV,
    PARQUET,
    DELTA
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file or directory each; one table each.")
  private List<String> paths;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "json|csv|parquet|delta",
      description = "How the tables are stored.")
  private Format format;

  @Option(names = "--json", description = "Print one JSON object a column, not a table.")
  private boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: the one in conf/.")
  private Path config;

  public static void main(String[] arguments) {
    Pinfold.end(new Scan(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    PinfoldSettings settings = SettingsFile.find(config);
    Rules rules = Rules.load(settings);
    try (SparkSession spark = SparkSessions.open("scan", settings.aws())) {
      for (String path : paths) {
        S3Access.require("table", path, spark.sparkContext().hadoopConfiguration());
      }
      TableScan scan = new TableScan(spark, settings, rules);
      List<TableScan.Column> columns = scan.scan(paths, format);
      scan.notes().forEach(System.err::println);
      ScanPrinter printer = new ScanPrinter();
      columns.forEach(column -> printer.add(column.table(), column.classification()));
      Set<String> seen = columns.stream().map(TableScan.Column::table).collect(Collectors.toSet());
      paths.stream()
          .filter(path -> !seen.contains(path))
          .forEach(path -> System.err.println("Note: table " + path + " holds no column."));
      System.out.print(json ? printer.json() : printer.table());
      return scan.hasUnreadableTable() ? ExitCodes.DATA : ExitCodes.DONE;
    }
  }
}
