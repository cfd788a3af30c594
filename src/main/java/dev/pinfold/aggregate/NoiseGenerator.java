// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import com.google.privacy.differentialprivacy.GaussianNoise;
import com.google.privacy.differentialprivacy.LaplaceNoise;
import com.google.privacy.differentialprivacy.Noise;
import dev.pinfold.aggregate.Privacy.NoiseSettings;
import java.io.Serializable;

/**
 * Draws the noise of one release with Google's library, and says how many people a cell needs.
 *
 * <p><b>Noise.</b> A release is one vector of numbers. A person changes at most {@code L0} of them,
 * the exposure's figures, and number <i>i</i> by at most <i>m(i)</i>. Divide each by its
 * <i>m(i)</i>: a person then changes at most {@code L0} numbers by at most 1, so that the vector's
 * L1 sensitivity is {@code L0} and its L2 sensitivity {@code sqrt(L0)}. Laplace noise of scale
 * {@code L0 / epsilon} makes it epsilon-differentially private (Dwork & Roth, "The Algorithmic
 * Foundations of Differential Privacy", 2014, theorem 3.6); Gaussian noise of the analytic
 * mechanism's sigma for {@code sqrt(L0)}, (epsilon, delta)-differentially private (Balle & Wang,
 * ICML 2018, theorem 8). Multiplied by <i>m(i)</i> again, it is what the library adds for {@code
 * l0Sensitivity = L0} and {@code lInfSensitivity = m(i)}. For Laplace that is the same as to split
 * epsilon evenly over the figures and compose (theorem 3.16); for Gauss it is far less noise than
 * composing would need.
 *
 * <p><b>Selection.</b> That a cell is there at all tells that somebody is in it. A cell is
 * therefore shown only if its noisy number of people reaches a threshold: that which a cell of one
 * person reaches with a probability of {@code delta / cells}. Neighbouring data differ in one
 * person, who is alone in at most {@code cells} cells; all others exist on both sides and are told
 * apart by noise only. The probability that any of the person's own cells shows is at most delta.
 * So the release is (epsilon, delta noise + delta selection)-differentially private (Wilson and
 * others, "Differentially Private SQL with Bounded User Contribution", 2020, section 3.5; Korolova
 * and others, WWW 2009). Laplace leaves all of delta to selection; Gauss takes half.
 *
 * <p>Rounding, cutting at zero, rates and the group size are done on noisy numbers and cost nothing
 * (proposition 2.1, post-processing).
 */
public final class NoiseGenerator implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The standard normal distribution at -1: the quantile that lies one sigma below the mean. */
  private static final double RANK_OF_MINUS_ONE = 0.15865525393145707;

  /**
   * Beyond this, the library finds no sigma: it computes with e to the epsilon, which overflows
   * from 710 on, and with tails of the normal distribution, which vanish.
   */
  static final double MOST_GAUSSIAN_EPSILON = 100;

  private final NoiseMechanism mechanism;
  private final double epsilon;
  private final double noiseDelta;
  private final int changeable;
  private final double threshold;
  private transient volatile Noise noise;

  private NoiseGenerator(
      NoiseMechanism mechanism, NoiseSettings settings, ReleaseExposure exposure, int groupSize) {
    if (mechanism == NoiseMechanism.GAUSSIAN && settings.epsilon() > MOST_GAUSSIAN_EPSILON) {
      throw new IllegalArgumentException("no sigma for an epsilon of " + settings.epsilon());
    }
    this.mechanism = mechanism;
    this.epsilon = settings.epsilon();
    this.noiseDelta = mechanism == NoiseMechanism.LAPLACE ? 0 : settings.delta() / 2;
    this.changeable = Math.max(1, exposure.figures());
    double chance = (settings.delta() - noiseDelta) / Math.max(1, exposure.cells());
    // By symmetry around 1: the small rank is exact in a double, one near 1 is not.
    this.threshold = Math.max(groupSize, 2 - quantile(Math.min(0.5, chance), 1));
  }

  /**
   * The generator of a release.
   *
   * @param groupSize people below whom nothing is shown, whatever delta allows
   */
  static NoiseGenerator of(NoiseSettings settings, ReleaseExposure exposure, int groupSize) {
    if (settings.mechanism().isPresent()) {
      return new NoiseGenerator(settings.mechanism().get(), settings, exposure, groupSize);
    }
    NoiseGenerator laplace =
        new NoiseGenerator(NoiseMechanism.LAPLACE, settings, exposure, groupSize);
    if (settings.epsilon() > MOST_GAUSSIAN_EPSILON) {
      return laplace;
    }
    NoiseGenerator gaussian =
        new NoiseGenerator(NoiseMechanism.GAUSSIAN, settings, exposure, groupSize);
    return gaussian.deviation() < laplace.deviation() ? gaussian : laplace;
  }

  private Noise noise() {
    Noise present = noise;
    if (present == null) {
      present = mechanism == NoiseMechanism.LAPLACE ? new LaplaceNoise() : new GaussianNoise();
      noise = present;
    }
    return present;
  }

  /** The library wants no delta at all for Laplace. */
  private Double delta() {
    return mechanism == NoiseMechanism.LAPLACE ? null : Double.valueOf(noiseDelta);
  }

  private double quantile(double rank, double mean) {
    return noise().computeQuantile(rank, mean, changeable, 1.0, epsilon, delta());
  }

  /**
   * A number with noise from a secure source; other noise at every call.
   *
   * @param most what a person changes it by at most, above 0
   */
  double noisy(double exact, double most) {
    return noise().addNoise(exact, changeable, most, epsilon, delta());
  }

  /** A count with noise: whole, and not below 0. */
  public long noisyCount(long exact, long most) {
    return Math.max(0, Math.round(noisy(exact, most)));
  }

  /** The noisy people below whom a cell is not shown. */
  public double threshold() {
    return threshold;
  }

  public NoiseMechanism mechanism() {
    return mechanism;
  }

  /** The standard deviation of a number of people. */
  public double deviation() {
    return mechanism == NoiseMechanism.LAPLACE
        ? Math.sqrt(2) * changeable / epsilon
        : -quantile(RANK_OF_MINUS_ONE, 0);
  }
}
