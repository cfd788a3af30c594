// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.risk.CellText;
import dev.pinfold.aggregate.risk.ClassFigures;
import dev.pinfold.aggregate.risk.ClassTable;
import dev.pinfold.aggregate.risk.Levels;
import dev.pinfold.aggregate.risk.QuasiIdentifier;
import dev.pinfold.protect.Coarsening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Equivalence classes as a cached table, for more of them than should be brought to the driver: any
 * number of nodes by one aggregation, of which the figures alone come back.
 */
final class SparkClasses implements ClassTable, AutoCloseable {
  static final String PEOPLE = "people";

  /** Each node is an aggregation over all classes. */
  private static final int PATIENCE = 50;

  /** Nodes that one aggregation looks at; the classes are multiplied by them. */
  private static final int BATCH = 40;

  private final int target;
  private final List<QuasiIdentifier> identifiers;
  private final Dataset<Row> classes;

  private SparkClasses(int target, List<QuasiIdentifier> identifiers, Dataset<Row> classes) {
    this.target = target;
    this.identifiers = List.copyOf(identifiers);
    this.classes = classes;
  }

  /**
   * @param classes the values of the quasi-identifiers' columns in order, {@code v0}, {@code v1}
   *     ..., and the number of {@code people}
   */
  static SparkClasses of(int target, List<QuasiIdentifier> identifiers, Dataset<Row> classes) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(PEOPLE));
    int first = 0;
    for (int one = 0; one < identifiers.size(); one++) {
      QuasiIdentifier identifier = identifiers.get(one);
      for (int level = 0; level < identifier.top(); level++) {
        Column[] cells = new Column[identifier.columns().size()];
        for (int i = 0; i < cells.length; i++) {
          Column cell = RiskPeople.cell(first + i);
          cells[i] = level == 0 ? cell : coarser(cell, identifier.steps().get(level - 1));
        }
        columns.add(array(cells).as(name(one, level)));
      }
      first += identifier.columns().size();
    }
    return new SparkClasses(
        target, identifiers, classes.select(columns.toArray(Column[]::new)).persist());
  }

  private static Column coarser(Column cell, Coarsening step) {
    UDF1<String, String> coarser = value -> CellText.coarser(value, step);
    return udf(coarser, DataTypes.StringType).apply(cell);
  }

  private static String name(int identifier, int level) {
    return "q" + identifier + "_" + level;
  }

  @Override
  public Map<Levels, ClassFigures> at(Collection<Levels> nodes) {
    Map<Levels, ClassFigures> figures = new LinkedHashMap<>();
    List<Levels> all = new ArrayList<>(nodes);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Levels> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      measure(batch, figures);
    }
    return figures;
  }

  private void measure(List<Levels> batch, Map<Levels, ClassFigures> figures) {
    Column[] keys = new Column[batch.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = struct(lit(i).as("node"), key(batch.get(i)).as("key"));
      figures.put(batch.get(i), nobody());
    }
    List<Column> sums = new ArrayList<>();
    Column size = col("size");
    sums.add(count(lit(1)));
    sums.add(min(size));
    sums.add(sum(when(size.equalTo(1), size).otherwise(0)));
    sums.add(sum(when(size.lt(target), size).otherwise(0)));
    sums.add(coalesce(min(when(size.geq(target), size)), lit(0L)));
    sums.add(sum(size.multiply(log(size))));
    for (int part = 0; part < ClassFigures.SIZES.size(); part++) {
      Column isIn = size.geq(ClassFigures.SIZES.get(part));
      if (part + 1 < ClassFigures.SIZES.size()) {
        isIn = isIn.and(size.lt(ClassFigures.SIZES.get(part + 1)));
      }
      sums.add(sum(when(isIn, 1L).otherwise(0L)));
    }
    classes
        .select(explode(array(keys)).as("k"), col(PEOPLE))
        .groupBy("k")
        .agg(sum(PEOPLE).as("size"))
        .groupBy(col("k.node"))
        .agg(sum(size), sums.toArray(Column[]::new))
        .toLocalIterator()
        .forEachRemaining(row -> figures.put(batch.get(row.getInt(0)), figures(row)));
  }

  /** Cells that are compared at a node; nothing where everything is dropped. */
  private Column key(Levels node) {
    List<Column> parts = new ArrayList<>();
    parts.add(array().cast("array<string>"));
    for (int one = 0; one < node.size(); one++) {
      if (node.get(one) < identifiers.get(one).top()) {
        parts.add(col(name(one, node.get(one))));
      }
    }
    return org.apache.spark.sql.functions.concat(parts.toArray(Column[]::new));
  }

  private ClassFigures figures(Row row) {
    List<Long> histogram = new ArrayList<>();
    for (int part = 0; part < ClassFigures.SIZES.size(); part++) {
      histogram.add(row.getLong(8 + part));
    }
    return ClassFigures.ofSums(
        target,
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getDouble(7),
        histogram);
  }

  private ClassFigures nobody() {
    List<Long> none = Collections.nCopies(ClassFigures.SIZES.size(), 0L);
    return ClassFigures.ofSums(target, 0, 0, 0, 0, 0, 0, 0, none);
  }

  @Override
  public int patience() {
    return PATIENCE;
  }

  @Override
  public void close() {
    classes.unpersist();
  }
}
