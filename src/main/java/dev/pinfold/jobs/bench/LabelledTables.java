// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Small tables of facts of the public domain, labelled by hand: a line of names, a line of types,
 * then the rows.
 */
final class LabelledTables {
  private static final List<String> TABLES =
      List.of(
          "presidents",
          "chancellors",
          "elements",
          "countries",
          "planets",
          "composers",
          "books",
          "airports",
          "mountains");

  private LabelledTables() {}

  /** All columns of all tables; a table is the generator of its columns. */
  static List<LabelledColumn> read() {
    List<LabelledColumn> columns = new ArrayList<>();
    for (String table : TABLES) {
      List<String[]> rows =
          BenchLines.of("tables/" + table + ".csv").stream()
              .map(line -> line.split(";", -1))
              .toList();
      String[] names = rows.get(0);
      String[] types = rows.get(1);
      for (int i = 0; i < names.length; i++) {
        int column = i;
        List<String> values = rows.stream().skip(2).map(row -> row[column]).toList();
        columns.add(new LabelledColumn(names[i], types[i], "table " + table, "", values, false));
      }
    }
    return columns;
  }
}
