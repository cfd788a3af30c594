// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.config.YamlMap;
import dev.pinfold.report.ExplanationPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code pinfold explain}: says in plain words why a column is what the catalog says, and what was
 * done with it.
 *
 * <p>{@code spark-submit --class dev.pinfold.jobs.Explain pinfold.jar COLUMN_PATH --output DIR}.
 */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says why a column was classified as it was, and what was done with it.")
public final class Explain implements Callable<Integer> {
  @Parameters(
      paramLabel = "COLUMN_PATH",
      description = "Such as endpoints.User.UserAttributes.correo.")
  private String path;

  @Mixin private FinishedRunOptions options;

  public static void main(String[] arguments) {
    Pinfold.end(new Explain(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    try (SparkSession spark = options.open("explain")) {
      DeltaTables tables = new DeltaTables(spark, options.output);
      List<String> entries =
          rows(tables.read(CatalogTables.CATALOG), col("column_path").equalTo(path));
      if (entries.isEmpty()) {
        throw unknown(tables);
      }
      List<String> findings =
          rows(tables.read(CatalogTables.FINDINGS), col("column_path").equalTo(path));
      List<String> lineage = new ArrayList<>();
      if (tables.exists(CatalogTables.LINEAGE)) {
        lineage.addAll(
            rows(
                tables.read(CatalogTables.LINEAGE),
                col("input_path").equalTo(path).or(col("output_path").equalTo(path))));
      }
      System.out.print(ExplanationPrinter.print(entries.get(0), findings, lineage));
    }
    return ExitCodes.DONE;
  }

  /** The few rows of a column, each a JSON text. */
  private static List<String> rows(Dataset<Row> table, Column condition) {
    List<String> rows = new ArrayList<>();
    table.where(condition).toJSON().toLocalIterator().forEachRemaining(rows::add);
    return rows;
  }

  private UserException unknown(DeltaTables tables) {
    TreeSet<String> known = new TreeSet<>();
    tables
        .read(CatalogTables.CATALOG)
        .select("column_path")
        .toLocalIterator()
        .forEachRemaining(row -> known.add(row.getString(0)));
    return new UserException(
        UserException.Kind.USAGE,
        "column "
            + path
            + ": is not in the catalog"
            + YamlMap.suggestion(path, known).replaceAll("; known:.*", "")
            + "; pinfold catalog --output "
            + options.output
            + " lists all");
  }
}
