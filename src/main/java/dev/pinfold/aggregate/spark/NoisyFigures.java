// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.NoisyRelease;
import org.apache.spark.api.java.JavaRDD;

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
   * @return without those that are too small
   */
  static JavaRDD<FigureCell> of(JavaRDD<FigureCell> figures, NoisyRelease release) {
    return drawn(figures.flatMap(figure -> release.published(figure).stream().iterator()));
  }

  /** What is computed once and never again. */
  static <T> JavaRDD<T> drawn(JavaRDD<T> noisy) {
    noisy.rdd().localCheckpoint();
    noisy.count();
    return noisy;
  }
}
