// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.NoisyRelease;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Figures with noise, drawn once on the executors. Spark computes what is lost, or used twice,
 * anew; with other noise, the mean of the two would tell more than was paid for. The library takes
 * no seed, which would let noise be drawn the same again, so the noisy rows are kept on the
 * executors' disks and cut off from what they were made of: an executor's loss then fails the run,
 * instead of another draw. They are as many as there are groups and days, not people.
 */
final class NoisyFigures {
  private NoisyFigures() {}

  /**
   * @param figures whole ones, each cell once, counted within the release's bounds
   * @return in the form of {@link ShownFigures}, without those that are too small
   */
  static Dataset<Row> of(SparkSession spark, JavaRDD<FigureCell> figures, NoisyRelease release) {
    return drawn(
        spark,
        figures.flatMap(figure -> rows(release.published(figure)).iterator()),
        ShownFigures.SCHEMA);
  }

  /** The rows, computed once and never again. */
  static Dataset<Row> drawn(SparkSession spark, JavaRDD<Row> rows, StructType schema) {
    return spark.createDataFrame(rows, schema).localCheckpoint(true);
  }

  private static List<Row> rows(Optional<FigureCell> published) {
    return published.map(NoisyFigures::row).stream().toList();
  }

  private static Row row(FigureCell figure) {
    return RowFactory.create(
        figure.counting(),
        figure.grain().name(),
        figure.day(),
        figure.group(),
        figure.value(),
        figure.sum(),
        figure.endpoints(),
        figure.people(),
        false);
  }
}
