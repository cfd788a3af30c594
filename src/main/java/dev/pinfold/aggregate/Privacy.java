// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Map;
import java.util.Optional;

/**
 * How published figures keep people apart.
 *
 * @param minGroupSize people below whom a figure is hidden; 1 switches suppression off
 * @param noise differential privacy; empty where it is off
 */
public record Privacy(int minGroupSize, Optional<NoiseSettings> noise) {
  /** Ten people, without noise. */
  public static final Privacy DEFAULT = new Privacy(10, Optional.empty());

  public Privacy {
    if (minGroupSize < 1) {
      throw new IllegalArgumentException("minGroupSize must be at least 1, got " + minGroupSize);
    }
  }

  /**
   * Differential privacy of a release, for people as a whole.
   *
   * @param epsilon of one release: all aggregates that a run publishes
   * @param delta of one release
   * @param mechanism empty: the one that needs less noise
   * @param maxGroups groups and dates of one breakdown in which a person is counted at most
   * @param maxPerGroup what a person adds to one figure at most, in the figure's unit
   * @param maxPerGroupOf the same for single KPIs, by name
   * @param budgetEpsilon of all releases of an output together
   * @param budgetDelta of all releases of an output together
   */
  public record NoiseSettings(
      double epsilon,
      double delta,
      Optional<NoiseMechanism> mechanism,
      int maxGroups,
      double maxPerGroup,
      Map<String, Double> maxPerGroupOf,
      double budgetEpsilon,
      double budgetDelta) {
    public NoiseSettings {
      maxPerGroupOf = Map.copyOf(maxPerGroupOf);
    }
  }
}
