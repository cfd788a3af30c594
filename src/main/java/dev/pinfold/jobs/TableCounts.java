// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.protect.plan.Bookkeeping;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How full the columns are that no profile tells of: those of the derived tables, and the
 * bookkeeping columns of the protected ones. All tables are counted in one job.
 */
final class TableCounts {
  private TableCounts() {}

  static Map<ColumnPath, ColumnCount> of(DeltaTables tables, Collection<String> names) {
    Map<String, List<String>> columns = new HashMap<>();
    Dataset<Row> all = null;
    for (String name : names) {
      Dataset<Row> rows = tables.read(name);
      List<String> counted = counted(name, rows);
      columns.put(name, counted);
      Column[] filled =
          counted.stream().map(functions::col).map(functions::count).toArray(Column[]::new);
      Dataset<Row> one =
          rows.agg(lit(name).as("table"), count(lit(1)).as("rows"), array(filled).as("filled"));
      all = all == null ? one : all.union(one);
    }
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    if (all != null) {
      all.coalesce(1).toLocalIterator().forEachRemaining(row -> add(row, columns, counts));
    }
    return counts;
  }

  private static List<String> counted(String table, Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .filter(
            column ->
                !DerivedColumns.isRecordTable(table)
                    || Bookkeeping.of(ColumnPath.of(table, column)).isPresent())
        .toList();
  }

  private static void add(
      Row row, Map<String, List<String>> columns, Map<ColumnPath, ColumnCount> counts) {
    String table = row.getString(0);
    List<Long> filled = row.getList(2);
    for (int i = 0; i < filled.size(); i++) {
      counts.put(
          ColumnPath.of(table, columns.get(table).get(i)),
          new ColumnCount(row.getLong(1), filled.get(i)));
    }
  }
}
