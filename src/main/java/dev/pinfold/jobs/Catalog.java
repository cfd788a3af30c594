// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.report.CatalogFormat;
import dev.pinfold.report.CatalogPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pinfold catalog}: prints the PII catalog of a run.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Catalog pinfold.jar --output DIR}.
 */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "Prints the PII catalog of a run.")
public final class Catalog implements Callable<Integer> {
  @Mixin private FinishedRunOptions options;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "table|json|csv",
      description = "A table to read, JSON lines or CSV; default: ${DEFAULT-VALUE}.")
  private CatalogFormat format;

  public static void main(String[] arguments) {
    Pinfold.end(new Catalog(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    try (SparkSession spark = options.open("catalog")) {
      // One JSON text a row; the catalog is as long as there are columns.
      List<String> rows = new ArrayList<>();
      new DeltaTables(spark, options.output)
          .read(CatalogTables.CATALOG)
          .orderBy("column_path")
          .toJSON()
          .toLocalIterator()
          .forEachRemaining(rows::add);
      System.out.print(CatalogPrinter.print(rows, format));
    }
    return 0;
  }
}
