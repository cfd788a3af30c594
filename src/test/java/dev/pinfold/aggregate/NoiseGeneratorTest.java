// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pinfold.aggregate.Privacy.NoiseSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The noise against its theory. Tolerances are such that right noise fails once in a billion runs;
 * each has a control that shows that wrong noise fails.
 */
class NoiseGeneratorTest {
  private static final int SAMPLES = 20_000;

  /** Three cells, of which a person changes five numbers. */
  private static final ReleaseExposure EXPOSURE = new ReleaseExposure(3, 5);

  private static final double MOST = 4;

  private static NoiseSettings settings(NoiseMechanism mechanism, double epsilon, double delta) {
    return new NoiseSettings(
        epsilon, delta, Optional.ofNullable(mechanism), 10, 10, Map.of(), epsilon, delta);
  }

  private static NoiseGenerator generator(
      NoiseMechanism mechanism, double epsilon, double delta, ReleaseExposure exposure) {
    return NoiseGenerator.of(settings(mechanism, epsilon, delta), exposure, 1);
  }

  private static double[] samples(DoubleSupplier source) {
    return DoubleStream.generate(source).limit(SAMPLES).toArray();
  }

  private static void assertNoise(
      double[] noise, double deviation, double kurtosis, DoubleUnaryOperator distribution) {
    assertThat(NoiseStatistics.mean(noise))
        .isCloseTo(0, within(6 * deviation / Math.sqrt(SAMPLES)));
    double variance = deviation * deviation;
    assertThat(NoiseStatistics.variance(noise))
        .isCloseTo(variance, within(6 * variance * Math.sqrt((kurtosis - 1) / SAMPLES)));
    assertThat(NoiseStatistics.distance(noise, distribution))
        .isLessThan(NoiseStatistics.tolerance(SAMPLES));
  }

  @Test
  void noisy_laplace_hasTheScaleOfTheAccounting() {
    NoiseGenerator generator = generator(NoiseMechanism.LAPLACE, 0.5, 1e-6, EXPOSURE);
    double[] noise = samples(() -> generator.noisy(1000, MOST) - 1000);
    double scale = 5 * MOST / 0.5;
    assertNoise(noise, Math.sqrt(2) * scale, 6, NoiseStatistics.laplace(scale));
    assertThat(generator.deviation()).isEqualTo(Math.sqrt(2) * 5 / 0.5);
    // The control: the noise of a quarter less epsilon is told from it.
    assertThat(NoiseStatistics.distance(noise, NoiseStatistics.laplace(scale / 0.75)))
        .isGreaterThan(NoiseStatistics.tolerance(SAMPLES));
  }

  @Test
  void noisy_gaussian_hasTheSigmaOfTheAccounting() {
    double delta = 1e-3;
    NoiseGenerator generator = generator(NoiseMechanism.GAUSSIAN, 0.5, delta, EXPOSURE);
    double sigma = generator.deviation();
    // Half of delta is for noise: that sigma keeps it, and a hundredth less would not.
    double sensitivity = Math.sqrt(5);
    assertThat(NoiseStatistics.gaussianDelta(sensitivity, sigma, 0.5))
        .isLessThanOrEqualTo(delta / 2 * 1.0001);
    assertThat(NoiseStatistics.gaussianDelta(sensitivity, sigma * 0.99, 0.5))
        .isGreaterThan(delta / 2);
    double[] noise = samples(() -> generator.noisy(1000, MOST) - 1000);
    assertNoise(noise, MOST * sigma, 3, NoiseStatistics.gaussian(MOST * sigma));
    assertThat(NoiseStatistics.distance(noise, NoiseStatistics.gaussian(MOST * sigma / 0.75)))
        .isGreaterThan(NoiseStatistics.tolerance(SAMPLES));
  }

  @Test
  void deviation_gaussian_keepsDeltaForAllThatMayBeConfigured() {
    for (double epsilon : new double[] {1e-6, 0.01, 1, 10, 100}) {
      for (double delta : new double[] {1e-15, 1e-6, 0.5}) {
        for (int figures : new int[] {1, 100, 100_000}) {
          double sigma =
              generator(NoiseMechanism.GAUSSIAN, epsilon, delta, new ReleaseExposure(1, figures))
                  .deviation();
          assertThat(NoiseStatistics.gaussianDelta(Math.sqrt(figures), sigma, epsilon))
              .as("epsilon %s, delta %s, %s figures", epsilon, delta, figures)
              .isLessThanOrEqualTo(delta / 2 * 1.001);
          assertThat(sigma).isPositive().isFinite();
        }
      }
    }
  }

  @Test
  void of_epsilonBeyondTheLibrarysArithmetic_isLaplace() {
    NoiseGenerator generator =
        NoiseGenerator.of(settings(null, 1000, 1e-6), new ReleaseExposure(100, 300), 1);
    assertThat(generator.mechanism()).isEqualTo(NoiseMechanism.LAPLACE);
    assertThat(generator.deviation()).isPositive();
  }

  @Test
  void noisy_neighbours_areAsHardToTellAsEpsilonSays() {
    double epsilon = 1;
    ReleaseExposure one = new ReleaseExposure(1, 1);
    NoiseGenerator generator = generator(NoiseMechanism.LAPLACE, epsilon, 1e-6, one);
    assertThat(greatestRatio(generator)).isLessThan(Math.exp(epsilon) * 1.25);
    // The control: half the noise that epsilon asks for.
    assertThat(greatestRatio(generator(NoiseMechanism.LAPLACE, 2 * epsilon, 1e-6, one)))
        .isGreaterThan(Math.exp(epsilon) * 1.25);
  }

  /** Of the frequencies of outputs on data of 100 people and of 101, in bins that have enough. */
  private static double greatestRatio(NoiseGenerator generator) {
    int[] without = new int[9];
    int[] with = new int[9];
    for (int i = 0; i < 2 * SAMPLES; i++) {
      without[bin(generator.noisy(100, 1))]++;
      with[bin(generator.noisy(101, 1))]++;
    }
    double ratio = 0;
    for (int bin = 0; bin < with.length; bin++) {
      if (with[bin] > 400 && without[bin] > 400) {
        double one = (double) with[bin] / without[bin];
        ratio = Math.max(ratio, Math.max(one, 1 / one));
      }
    }
    return ratio;
  }

  private static int bin(double value) {
    return (int) Math.max(0, Math.min(8, Math.floor(value - 96)));
  }

  @Test
  void threshold_personAlone_isShownAsOftenAsDeltaAllows() {
    for (NoiseMechanism mechanism : NoiseMechanism.values()) {
      double delta = 0.3;
      NoiseGenerator generator = generator(mechanism, 1, delta, new ReleaseExposure(1, 2));
      double[] people = samples(() -> generator.noisy(1, 1));
      double share =
          DoubleStream.of(people).filter(p -> p >= generator.threshold()).count()
              / (double) SAMPLES;
      double allowed = mechanism == NoiseMechanism.LAPLACE ? delta : delta / 2;
      assertThat(share).as(mechanism.name()).isCloseTo(allowed, within(0.02));
    }
  }

  @Test
  void threshold_moreCellsAndLessDelta_isHigher_andNeverBelowTheGroupSize() {
    NoiseGenerator few = generator(NoiseMechanism.LAPLACE, 1, 1e-6, new ReleaseExposure(1, 1));
    // 1 + ln(1 / (2 delta)): the known threshold of one cell.
    assertThat(few.threshold()).isCloseTo(1 + Math.log(1 / 2e-6), within(1e-9));
    assertThat(generator(NoiseMechanism.LAPLACE, 1, 1e-6, new ReleaseExposure(2, 2)).threshold())
        .isGreaterThan(few.threshold());
    assertThat(generator(NoiseMechanism.LAPLACE, 1, 1e-9, new ReleaseExposure(1, 1)).threshold())
        .isGreaterThan(few.threshold());
    NoiseSettings settings = settings(NoiseMechanism.LAPLACE, 1, 1e-6);
    assertThat(NoiseGenerator.of(settings, new ReleaseExposure(1, 1), 50).threshold())
        .isEqualTo(50);
  }

  @Test
  void of_noMechanism_takesTheOneWithLessNoise() {
    NoiseSettings any = settings(null, 1, 1e-6);
    assertThat(NoiseGenerator.of(any, new ReleaseExposure(1, 2), 1).mechanism())
        .isEqualTo(NoiseMechanism.LAPLACE);
    assertThat(NoiseGenerator.of(any, new ReleaseExposure(100, 300), 1).mechanism())
        .isEqualTo(NoiseMechanism.GAUSSIAN);
  }

  @Test
  void noisyCount_isWholeAndNotBelowZero() {
    NoiseGenerator generator = generator(NoiseMechanism.LAPLACE, 0.01, 1e-6, EXPOSURE);
    assertThat(DoubleStream.generate(() -> generator.noisyCount(0, 1)).limit(200))
        .allMatch(count -> count >= 0)
        .contains(0.0);
  }
}
