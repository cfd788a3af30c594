// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.risk.CellText;
import dev.pinfold.aggregate.risk.LocalClasses;
import dev.pinfold.aggregate.risk.QuasiIdentifier;
import dev.pinfold.aggregate.risk.QuasiIdentifiers;
import dev.pinfold.aggregate.risk.RiskAnalysis;
import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.aggregate.risk.SensitiveFigures;
import dev.pinfold.protect.Coarsening;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The report on a protected table: people once, classes once, everything else from the classes.
 * Where there are few classes they are looked at on the driver, else by Spark.
 */
public final class RiskFigures {
  /** Classes that are brought to the driver at most. */
  static final long LOCAL_CLASSES = 50_000;

  private final long localClasses;

  public RiskFigures() {
    this(LOCAL_CLASSES);
  }

  RiskFigures(long localClasses) {
    this.localClasses = localClasses;
  }

  /**
   * What the catalog says of the table.
   *
   * @param quasi its readable quasi-identifiers
   * @param sensitive paths of its readable sensitive attributes
   * @param identifying paths of readable columns that differ for nearly everyone
   */
  public record Columns(
      List<QuasiIdentifiers.Column> quasi, List<String> sensitive, List<String> identifying) {
    public Columns {
      quasi = List.copyOf(quasi);
      sensitive = List.copyOf(sensitive);
      identifying = List.copyOf(identifying);
    }

    private List<String> paths() {
      List<String> paths = new ArrayList<>();
      quasi.forEach(column -> paths.add(column.place().output()));
      paths.addAll(sensitive);
      return paths;
    }
  }

  public RiskReport ofEndpoints(Dataset<Row> rows, Columns columns, int target) {
    return of("endpoints", RiskPeople.ofEndpoints(rows, columns.paths()), columns, target);
  }

  public RiskReport ofImports(Dataset<Row> rows, Columns columns, int target) {
    return of("imports", RiskPeople.ofImports(rows, columns.paths()), columns, target);
  }

  /**
   * @param endpoints the table of endpoints, which knows whose they are; null where there is none
   */
  public RiskReport ofEvents(
      Dataset<Row> rows, Dataset<Row> endpoints, Columns columns, int target) {
    return of("events", RiskPeople.ofEvents(rows, endpoints, columns.paths()), columns, target);
  }

  private RiskReport of(String table, Dataset<Row> people, Columns columns, int target) {
    Dataset<Row> kept = people.persist();
    Column[] quasi = new Column[columns.quasi().size()];
    for (int i = 0; i < quasi.length; i++) {
      quasi[i] = RiskPeople.cell(i);
    }
    Dataset<Row> classes =
        kept.groupBy(quasi)
            .agg(count(lit(1)).as(SparkClasses.PEOPLE))
            .where(col(SparkClasses.PEOPLE).gt(0))
            .persist();
    try {
      List<QuasiIdentifier> identifiers =
          QuasiIdentifiers.of(withLengths(columns.quasi(), classes));
      List<SensitiveFigures> sensitive = new ArrayList<>();
      for (int i = 0; i < columns.sensitive().size(); i++) {
        sensitive.add(
            sensitive(columns.sensitive().get(i), kept, quasi, RiskPeople.cell(quasi.length + i)));
      }
      return report(
          table,
          identifiers,
          ordered(classes, columns, identifiers),
          sensitive,
          columns.identifying(),
          target);
    } finally {
      classes.unpersist();
      kept.unpersist();
    }
  }

  private RiskReport report(
      String table,
      List<QuasiIdentifier> identifiers,
      Dataset<Row> classes,
      List<SensitiveFigures> sensitive,
      List<String> identifying,
      int target) {
    if (classes.limit((int) localClasses + 1).count() <= localClasses) {
      return RiskAnalysis.of(
          table, identifiers, local(classes, identifiers, target), sensitive, identifying);
    }
    try (SparkClasses spark = SparkClasses.of(target, identifiers, classes)) {
      return RiskAnalysis.of(table, identifiers, spark, sensitive, identifying);
    }
  }

  /** The classes with their cells in the order of the quasi-identifiers' columns. */
  private static Dataset<Row> ordered(
      Dataset<Row> classes, Columns columns, List<QuasiIdentifier> identifiers) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (QuasiIdentifiers.Column column : columns.quasi()) {
      numbers.put(column.place().input(), numbers.size());
    }
    List<Column> cells = new ArrayList<>();
    for (QuasiIdentifier one : identifiers) {
      for (QuasiIdentifier.Place place : one.columns()) {
        cells.add(RiskPeople.cell(numbers.get(place.input())).as("v" + cells.size()));
      }
    }
    cells.add(col(SparkClasses.PEOPLE));
    return classes.select(cells.toArray(Column[]::new));
  }

  private static LocalClasses local(
      Dataset<Row> classes, List<QuasiIdentifier> identifiers, int target) {
    List<String[]> cells = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (Iterator<Row> rows = classes.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      String[] values = new String[row.size() - 1];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getString(i);
      }
      cells.add(values);
      sizes.add(row.getLong(values.length));
    }
    return new LocalClasses(target, identifiers, cells, sizes);
  }

  /**
   * How long prefixes are is to be seen only in the values: they are as long as the codes allow.
   */
  private static List<QuasiIdentifiers.Column> withLengths(
      List<QuasiIdentifiers.Column> columns, Dataset<Row> classes) {
    List<QuasiIdentifiers.Column> measured = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      QuasiIdentifiers.Column column = columns.get(i);
      measured.add(column.isPrefix() ? column.with(lengths(classes, RiskPeople.cell(i))) : column);
    }
    return measured;
  }

  private static Coarsening.Lengths lengths(Dataset<Row> classes, Column cell) {
    Column length = length(col("v"));
    Row row =
        classes
            .select(explode(split(cell, CellText.SEPARATOR)).as("v"))
            .where(not(col("v").isin("", Coarsening.UNREADABLE)))
            .agg(coalesce(min(length), lit(0)), coalesce(max(length), lit(0)))
            .head();
    return new Coarsening.Lengths(row.getInt(0), row.getInt(1));
  }

  private static SensitiveFigures sensitive(
      String name, Dataset<Row> people, Column[] quasi, Column value) {
    List<Column> keys = new ArrayList<>(List.of(quasi));
    keys.add(value.as("value"));
    Column n = col("n");
    Dataset<Row> counted = people.groupBy(keys.toArray(Column[]::new)).agg(count(lit(1)).as("n"));
    long values = counted.select("value").distinct().count();
    Row row =
        counted
            .groupBy(quasi)
            .agg(
                count(lit(1)).as("values"),
                sum(n).as("people"),
                sum(n.multiply(log(n))).as("size_log"))
            .select(
                col("values"),
                col("people"),
                log(col("people")).minus(col("size_log").divide(col("people"))).as("entropy"))
            .agg(
                coalesce(min("values"), lit(0L)),
                coalesce(min("entropy"), lit(0.0)),
                coalesce(sum(when(col("values").equalTo(1), 1L)), lit(0L)),
                coalesce(sum(when(col("values").equalTo(1), col("people"))), lit(0L)))
            .head();
    return new SensitiveFigures(
        name,
        values,
        row.getLong(0),
        row.getLong(0) == 0 ? 0 : Math.exp(Math.max(0, row.getDouble(1))),
        row.getLong(2),
        row.getLong(3));
  }
}
