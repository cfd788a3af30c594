// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.KnownColumn;
import dev.pinfold.protect.plan.Bookkeeping;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How full tables are that nobody but runs writes to: what the run before said of them, and what
 * this one counted as it wrote. So a night reads nothing of what was there before it.
 */
final class KnownCounts {
  /** By column, what the catalog of the run before says. */
  private final Map<ColumnPath, ColumnCount> before = new HashMap<>();

  private final Map<String, Map<ColumnPath, ColumnCount>> tables = new HashMap<>();

  KnownCounts(Collection<KnownColumn> catalog) {
    catalog.forEach(
        column ->
            before.put(
                ColumnPath.parse(column.path()), new ColumnCount(column.rows(), column.nonNull())));
  }

  /**
   * A dataset's rows were written.
   *
   * @param rows how many, and in how many the encrypted rest holds something
   * @param isAnew whether they are all of the table
   */
  void wrote(Dataset dataset, ColumnCount rows, boolean isAnew) {
    tables.remove(dataset.label());
    if (isAnew) {
      tables.put(dataset.label(), counts(dataset, rows));
    } else {
      of(dataset)
          .ifPresent(
              old ->
                  tables.put(
                      dataset.label(),
                      counts(
                          dataset,
                          new ColumnCount(
                              old.rows() + rows.rows(), old.nonNull() + rows.nonNull()))));
    }
  }

  /** A derived table is this, as a whole. */
  void wrote(String table, Map<String, ColumnCount> columns) {
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    columns.forEach((column, count) -> counts.put(ColumnPath.of(table, column), count));
    tables.put(table, counts);
  }

  /** A dataset's table got no row, and lost none. */
  void left(Dataset dataset) {
    of(dataset).ifPresent(count -> tables.put(dataset.label(), counts(dataset, count)));
  }

  /** A derived table is as the run before left it. */
  void left(String table) {
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    before.forEach(
        (column, count) -> {
          if (column.root().equals(table)) {
            counts.put(column, count);
          }
        });
    if (!counts.isEmpty()) {
      tables.put(table, counts);
    }
  }

  /** By another account, a dataset's table has so many rows; what says otherwise counts no more. */
  void check(Dataset dataset, long rows) {
    ColumnPath file = path(dataset, Bookkeeping.FILE);
    of(dataset.label())
        .filter(columns -> columns.get(file).rows() != rows)
        .ifPresent(columns -> tables.remove(dataset.label()));
  }

  /** The columns of a table that have to be counted; empty where it has to be read for that. */
  Optional<Map<ColumnPath, ColumnCount>> of(String table) {
    return Optional.ofNullable(tables.get(table));
  }

  /** Of a dataset, how many rows the run before left, and in how many the rest is not empty. */
  private Optional<ColumnCount> of(Dataset dataset) {
    return Optional.ofNullable(before.get(path(dataset, Bookkeeping.OTHER)));
  }

  private static Map<ColumnPath, ColumnCount> counts(Dataset dataset, ColumnCount rows) {
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    for (Bookkeeping column : Bookkeeping.in(dataset.label())) {
      counts.put(
          path(dataset, column),
          // Each row tells where it came from.
          column == Bookkeeping.OTHER ? rows : new ColumnCount(rows.rows(), rows.rows()));
    }
    return counts;
  }

  private static ColumnPath path(Dataset dataset, Bookkeeping column) {
    return ColumnPath.of(dataset.label(), column.column());
  }
}
