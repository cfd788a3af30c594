// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.SideBySide;
import dev.pinfold.protect.plan.Bookkeeping;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * How full the columns are that no profile tells of: those of the derived tables, and the
 * bookkeeping columns of the protected ones; for tables of which it is not known otherwise. All are
 * counted in one job of one stage: as a query, each would be a stage or two, which take seconds to
 * plan.
 */
final class TableCounts {
  private TableCounts() {}

  /**
   * A table, or what one task read of it.
   *
   * @param number of the table
   * @param rows how many there are
   * @param filled by column, in how many of them it holds something
   */
  private record Filled(int number, long rows, long[] filled) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Filled of(int number, int columns, Iterator<InternalRow> rows) {
      long count = 0;
      long[] filled = new long[columns];
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        count++;
        for (int i = 0; i < columns; i++) {
          filled[i] += row.getBoolean(i) ? 1 : 0;
        }
      }
      return new Filled(number, count, filled);
    }

    Filled plus(Filled other) {
      long[] sums = filled.clone();
      Arrays.setAll(sums, i -> sums[i] + other.filled[i]);
      return new Filled(number, rows + other.rows, sums);
    }
  }

  /** The columns of a table, and what its tasks will count. */
  private record Counting(List<ColumnPath> columns, JavaRDD<Filled> parts) {}

  /** Counts tables as they are; whoever asks may add to it. */
  static Map<ColumnPath, ColumnCount> of(
      SparkSession spark, DeltaTables tables, Collection<String> names) {
    List<Supplier<Counting>> countings = new ArrayList<>();
    for (String name : names) {
      int number = countings.size();
      countings.add(() -> counting(tables.read(name), name, number));
    }
    if (countings.isEmpty()) {
      return new HashMap<>();
    }
    List<Counting> all = SideBySide.results(spark, countings);
    Map<Integer, Filled> filled =
        all.stream()
            .map(Counting::parts)
            .reduce(JavaRDD::union)
            .orElseThrow()
            .aggregate(new HashMap<Integer, Filled>(), TableCounts::with, TableCounts::together);
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    for (int number = 0; number < all.size(); number++) {
      List<ColumnPath> columns = all.get(number).columns();
      // A table without a file has no task that would count it.
      Filled own = filled.getOrDefault(number, new Filled(number, 0, new long[columns.size()]));
      for (int i = 0; i < columns.size(); i++) {
        counts.put(columns.get(i), new ColumnCount(own.rows(), own.filled()[i]));
      }
    }
    return counts;
  }

  /**
   * Adds rows that a table is going to have. What has no column there yet, or gets none of these,
   * is empty in the other rows.
   *
   * @param counts of the table as it is; nothing of it where there is none
   */
  static void add(Map<ColumnPath, ColumnCount> counts, NewRows coming) {
    Map<ColumnPath, ColumnCount> further = coming.counts();
    Set<ColumnPath> columns = new HashSet<>(further.keySet());
    counts.keySet().stream()
        .filter(column -> column.root().equals(coming.table()))
        .forEach(columns::add);
    long before =
        columns.stream()
            .mapToLong(column -> counts.getOrDefault(column, ColumnCount.NONE).rows())
            .max()
            .orElse(0);
    for (ColumnPath column : columns) {
      counts.put(
          column,
          new ColumnCount(
              before + coming.rows().size(),
              counts.getOrDefault(column, ColumnCount.NONE).nonNull()
                  + further.getOrDefault(column, ColumnCount.NONE).nonNull()));
    }
  }

  private static Counting counting(Dataset<Row> rows, String table, int number) {
    List<String> counted = counted(table, rows);
    int size = counted.size();
    Column[] isFilled =
        counted.stream().map(functions::col).map(functions::isnotnull).toArray(Column[]::new);
    return new Counting(
        counted.stream().map(column -> ColumnPath.of(table, column)).toList(),
        rows.select(isFilled)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(partition -> List.of(Filled.of(number, size, partition)).iterator()));
  }

  private static HashMap<Integer, Filled> with(HashMap<Integer, Filled> all, Filled one) {
    all.merge(one.number(), one, Filled::plus);
    return all;
  }

  private static HashMap<Integer, Filled> together(
      HashMap<Integer, Filled> all, HashMap<Integer, Filled> others) {
    others.values().forEach(one -> with(all, one));
    return all;
  }

  private static List<String> counted(String table, Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .filter(
            column ->
                !DerivedColumns.isRecordTable(table)
                    || Bookkeeping.of(ColumnPath.of(table, column)).isPresent())
        .toList();
  }
}
