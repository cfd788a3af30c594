// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.FigureSuppression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Figures with the verdict which of them are hidden. The countings of one family, those that sums
 * join, are judged together on one executor; figures are as many as days and groups, not as people.
 */
final class ShownFigures {
  static final StructType SCHEMA =
      new StructType()
          .add("counting", DataTypes.IntegerType)
          .add("grain", DataTypes.StringType)
          .add("day", DataTypes.IntegerType)
          .add("g", DataTypes.IntegerType)
          .add("group_value", DataTypes.StringType)
          .add("sum", DataTypes.DoubleType)
          .add("endpoints", DataTypes.LongType)
          .add("people", DataTypes.LongType)
          .add("hidden", DataTypes.BooleanType);

  private ShownFigures() {}

  /**
   * @param figures whole ones, each cell once
   */
  static Dataset<Row> of(
      SparkSession spark,
      JavaRDD<FigureCell> figures,
      CountingPlan plan,
      FigureSuppression.Structure structure) {
    int[] families = plan.families();
    JavaRDD<Row> rows =
        figures
            .mapToPair(figure -> new Tuple2<>(families[figure.counting()], figure))
            .groupByKey()
            .flatMap(family -> judged(family._2(), plan, structure).iterator());
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static List<Row> judged(
      Iterable<FigureCell> family, CountingPlan plan, FigureSuppression.Structure structure) {
    List<FigureCell> figures = new ArrayList<>();
    family.forEach(figures::add);
    // In one order, so that of equal groups the same one is hidden in every run.
    figures.sort(FigureCell.ORDER);
    BitSet hidden = FigureSuppression.hidden(figures, structure);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (figure.isPart() || plan.isRest(figure.counting())) {
        continue;
      }
      rows.add(
          RowFactory.create(
              figure.counting(),
              figure.grain().name(),
              figure.day(),
              figure.group(),
              figure.value(),
              figure.sum(),
              figure.endpoints(),
              figure.people(),
              hidden.get(i)));
    }
    return rows;
  }
}
