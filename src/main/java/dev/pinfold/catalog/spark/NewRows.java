// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that a table is going to have. They are few and stand in the driver, so that what there is
 * to tell of them is known before they are written.
 *
 * @param comment of the table
 * @param isWhole whether they will be all of its rows, or else further ones
 */
public record NewRows(
    String table, String comment, StructType schema, List<Row> rows, boolean isWhole) {
  public NewRows {
    rows = List.copyOf(rows);
  }

  /** Of each column of the table, how many rows there are and in how many it holds something. */
  public Map<ColumnPath, ColumnCount> counts() {
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      int column = i;
      long filled = rows.stream().filter(row -> !row.isNullAt(column)).count();
      counts.put(
          ColumnPath.of(table, schema.apply(i).name()), new ColumnCount(rows.size(), filled));
    }
    return counts;
  }
}
