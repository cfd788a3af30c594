// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.catalog.ColumnPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the catalog of an output counts of its tables, against a query over each of them. */
final class CountedTables {
  private static final Set<String> RECORDS =
      Set.of("endpoints", "events", "imports", "configuration");

  /** Of these the catalog counts rows alone. */
  private static final Set<String> WITHOUT_FILLED = Set.of("pii_catalog", "runs", "ingested_files");

  private CountedTables() {}

  /**
   * Compares every column that no profile tells of.
   *
   * @return what differs
   */
  static List<String> differences(SparkSession spark, Path output) throws IOException {
    List<String> tables = tables(output);
    List<String> differences = new ArrayList<>();
    Interpreted.run(spark, () -> compare(spark, output, tables, differences));
    return differences;
  }

  private static void compare(
      SparkSession spark, Path output, List<String> tables, List<String> differences) {
    Map<String, Row> catalog = new HashMap<>();
    for (Row row : table(spark, output, "pii_catalog").collectAsList()) {
      catalog.put(row.getAs("column_path"), row);
    }
    for (String table : tables) {
      Dataset<Row> rows = table(spark, output, table);
      List<String> columns =
          Stream.of(rows.columns())
              .filter(column -> !RECORDS.contains(table) || column.matches("_\\w+"))
              .filter(column -> !(table.equals("pii_catalog") && column.equals("evidence")))
              .toList();
      List<Column> counts = new ArrayList<>(List.of(count(lit(1))));
      columns.forEach(column -> counts.add(count(rows.col("`" + column + "`"))));
      Row read = rows.select(counts.toArray(Column[]::new)).head();
      for (int i = 0; i < columns.size(); i++) {
        String path = ColumnPath.of(table, columns.get(i)).toString();
        Row counted = catalog.get(path);
        String told =
            counted == null ? "nothing" : counted.getAs("rows") + ", " + counted.getAs("non_null");
        long filled = WITHOUT_FILLED.contains(table) ? read.getLong(0) : read.getLong(i + 1);
        String real = read.getLong(0) + ", " + filled;
        if (!told.equals(real)) {
          differences.add(path + ": the catalog says " + told + ", there are " + real);
        }
      }
    }
  }

  private static List<String> tables(Path output) throws IOException {
    try (Stream<Path> places = Files.list(output)) {
      return places
          .filter(place -> Files.isDirectory(place.resolve("_delta_log")))
          .map(place -> place.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static Dataset<Row> table(SparkSession spark, Path output, String name) {
    return spark.read().format("delta").load(output.resolve(name).toString());
  }
}
