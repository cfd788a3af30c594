// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Distributions, and how far samples are from them. */
final class NoiseStatistics {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private NoiseStatistics() {}

  static DoubleUnaryOperator laplace(double scale) {
    return x -> x < 0 ? 0.5 * Math.exp(x / scale) : 1 - 0.5 * Math.exp(-x / scale);
  }

  static DoubleUnaryOperator gaussian(double sigma) {
    return x -> NORMAL.cumulativeProbability(x / sigma);
  }

  /** The Kolmogorov-Smirnov statistic: the greatest distance of the two distribution functions. */
  static double distance(double[] samples, DoubleUnaryOperator distribution) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.abs((i + 1.0) / sorted.length - expected));
      distance = Math.max(distance, Math.abs((double) i / sorted.length - expected));
    }
    return distance;
  }

  /** The distance that samples of the right distribution exceed once in a billion times. */
  static double tolerance(int samples) {
    return Math.sqrt(-Math.log(0.5e-9) / 2) / Math.sqrt(samples);
  }

  static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  static double variance(double[] samples) {
    double mean = mean(samples);
    return Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (samples.length - 1);
  }

  /**
   * The delta that Gaussian noise gives at an epsilon: Balle & Wang, 2018, theorem 5, for an L2
   * sensitivity. Written from the paper, independently of the library.
   */
  static double gaussianDelta(double sensitivity, double sigma, double epsilon) {
    double half = sensitivity / (2 * sigma);
    double shift = epsilon * sigma / sensitivity;
    return NORMAL.cumulativeProbability(half - shift)
        - Math.exp(epsilon) * NORMAL.cumulativeProbability(-half - shift);
  }
}
