// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.Suppression;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * {@link Suppression} as columns: the same rule over rows that Spark holds, without bringing them
 * to the driver. Within a set, buckets are hidden from the smallest on, until two at least are
 * hidden and those together reach the group size.
 */
final class SuppressedCounts {
  private SuppressedCounts() {}

  /**
   * Adds the column {@code suppressed}.
   *
   * @param people name of the column that says how many people stand behind a row
   * @param isTotal true for rows that are totals, which stand for themselves
   * @param label name of the column that tells buckets of one size apart
   * @param set names of the columns whose values make the set that adds up to a total
   */
  static Dataset<Row> add(
      Dataset<Row> rows,
      Suppression suppression,
      String people,
      Column isTotal,
      String label,
      String... set) {
    int size = suppression.minGroupSize();
    Column[] keys = new Column[set.length + 2];
    for (int i = 0; i < set.length; i++) {
      keys[i] = col(set[i]);
    }
    // Totals and buckets without people are sets of their own, so that they cover nothing.
    keys[set.length] = isTotal;
    keys[set.length + 1] = col(people).gt(0);
    WindowSpec ordered = Window.partitionBy(keys).orderBy(col(people), col(label));
    Column before = sum(col(people)).over(ordered.rowsBetween(Window.unboundedPreceding(), -1));
    Column smallest = min(col(people)).over(Window.partitionBy(keys));
    Column isTooSmall = col(people).gt(0).and(col(people).lt(size));
    Column covers =
        row_number()
            .over(ordered)
            .leq(2)
            .or(org.apache.spark.sql.functions.coalesce(before, lit(0L)).lt(size));
    Column hidden =
        when(col(people).leq(0), lit(false))
            .when(isTotal, isTooSmall)
            .when(smallest.geq(size), lit(false))
            .otherwise(isTooSmall.or(covers));
    return rows.withColumn("suppressed", hidden);
  }
}
