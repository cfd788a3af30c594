// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.Privacy.NoiseSettings;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of a release one person can change. It follows from the configuration alone, never from
 * the data.
 *
 * @param cells groups and dates that a person can be counted in, over all breakdowns
 * @param figures numbers in those cells, each changed by no more than its own bound
 */
public record ReleaseExposure(int cells, int figures) {
  /** One breakdown that is published. */
  private record Breakdown(int counting, Grain grain, int group) {}

  /** Endpoints, users, and the people that selection needs. */
  private static final int FIGURES_OF_A_DIMENSION = 3;

  public ReleaseExposure {
    if (cells < 0 || figures < cells) {
      throw new IllegalArgumentException(
          "every cell has a figure, got " + cells + " cells and " + figures + " figures");
    }
  }

  /** That of all KPIs: by date, and over the period. */
  static ReleaseExposure of(CountingPlan plan, ContributionBounds bounds) {
    Set<Breakdown> breakdowns = new HashSet<>();
    ReleaseExposure all = new ReleaseExposure(0, 0);
    FiguresInUse published = FiguresInUse.of(plan);
    for (Use use : plan.uses()) {
      if (breakdowns.add(new Breakdown(use.counting(), use.grain(), use.group()))) {
        int cells = bounds.cells(use.counting(), use.grain(), use.group());
        int figures =
            1
                + (published.hasSum(use.counting(), use.grain(), use.group()) ? 1 : 0)
                + (published.hasEndpoints(use.counting(), use.grain(), use.group()) ? 1 : 0);
        all = all.plus(new ReleaseExposure(cells, Math.multiplyExact(cells, figures)));
      }
    }
    return all;
  }

  /**
   * That of the demographics.
   *
   * @param dimensions without the total, of which everybody is a part once
   */
  static ReleaseExposure ofDemographics(int dimensions, NoiseSettings settings) {
    int cells = Math.addExact(1, Math.multiplyExact(dimensions, settings.maxGroups()));
    return new ReleaseExposure(cells, Math.multiplyExact(cells, FIGURES_OF_A_DIMENSION));
  }

  ReleaseExposure plus(ReleaseExposure other) {
    return new ReleaseExposure(
        Math.addExact(cells, other.cells), Math.addExact(figures, other.figures));
  }
}
