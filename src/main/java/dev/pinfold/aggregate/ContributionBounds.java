// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Privacy.NoiseSettings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How much one person may add to the figures of a release. A breakdown is all cells of one
 * counting, grain and group; in each a person is counted in at most {@link #cells} cells (the L0
 * sensitivity), and adds at most {@link #sum} to each cell's sum and {@link #endpoints} to its
 * endpoints (the L-infinity sensitivities); of people, one. Wilson and others, "Differentially
 * Private SQL with Bounded User Contribution", PoPETs 2020, section 4.
 */
public final class ContributionBounds implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Parts that the largest contribution is measured in; see {@link #clamped}. */
  private static final double PARTS = 1 << 20;

  private final List<Counting> countings;
  private final int maxGroups;
  private final long maxEndpoints;
  private final double[] maxSums;
  private final long salt;

  private ContributionBounds(
      List<Counting> countings, NoiseSettings settings, double[] maxSums, long salt) {
    this.countings = countings;
    this.maxGroups = settings.maxGroups();
    this.maxEndpoints = wholeBound(settings);
    this.maxSums = maxSums;
    this.salt = salt;
  }

  /**
   * The bounds of what a plan counts.
   *
   * @param salt decides, with the person and the cell, which cells of a person count where there
   *     are too many; a new one in each release
   */
  static ContributionBounds of(CountingPlan plan, NoiseSettings settings, long salt) {
    double[] sums = new double[plan.countings().size()];
    for (Use use : plan.uses()) {
      if (use.kind() == Kind.COUNT || use.kind() == Kind.SUM) {
        Double ofKpi = isInUnitOfTheKpi(use, plan) ? settings.maxPerGroupOf().get(use.kpi()) : null;
        double own = ofKpi == null ? settings.maxPerGroup() : ofKpi;
        sums[use.counting()] = Math.max(sums[use.counting()], own);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      Counting counting = plan.countings().get(i);
      if (counting.weight() < 0 && isOnce(counting)) {
        sums[i] = 1;
      }
    }
    return new ContributionBounds(plan.countings(), settings, sums, salt);
  }

  /**
   * A KPI's own bound is in the unit of its numerator. It is its denominator's too where both count
   * rows, so that a rate's two sides are cut alike; a sum's bound (seconds, money) says nothing of
   * how many rows there are, and would only add noise to them.
   */
  private static boolean isInUnitOfTheKpi(Use use, CountingPlan plan) {
    return use.role() != Role.DENOMINATOR
        || plan.uses().stream()
            .filter(other -> other.kpi().equals(use.kpi()) && other.role() == Role.NUMERATOR)
            .allMatch(other -> other.kind() == Kind.COUNT && use.kind() == Kind.COUNT);
  }

  /** What a person may add at most to a figure that counts endpoints: a whole number, from 1. */
  static long wholeBound(NoiseSettings settings) {
    return Math.max(1, (long) Math.min(Long.MAX_VALUE, settings.maxPerGroup()));
  }

  /** A user's first endpoint, or a step of a funnel: nobody has it twice, in whatever cell. */
  private static boolean isOnce(Counting counting) {
    return counting.source() == Source.USERS || counting.condition() < 0;
  }

  /** All of a person's rows are of one day. */
  static boolean isOfOneDay(Counting counting) {
    return isOnce(counting)
        || counting.cohort()
        || (counting.sinceFirst() != null && counting.sinceFirst().isOneDay());
  }

  /** How many cells of a breakdown a person may be in; some have but one that can be theirs. */
  int cells(int number, Grain grain, int group) {
    Counting counting = countings.get(number);
    boolean isOneCell = group == 0 && (grain == Grain.PERIOD || isOfOneDay(counting));
    return isOneCell || isOnce(counting) ? 1 : maxGroups;
  }

  /** What a person may add to a cell's sum, up or down. */
  double sum(int counting) {
    return maxSums[counting];
  }

  /** How many endpoints a person may add to a cell. */
  long endpoints(int counting) {
    return isOnce(countings.get(counting)) ? 1 : maxEndpoints;
  }

  /** What counts of a person's endpoints in a cell. */
  long clampedEndpoints(int counting, long distinct) {
    return Math.min(distinct, endpoints(counting));
  }

  /**
   * What counts of a person's sum in a cell: it is cut at the bound, below and above, and rounded
   * to a power of two that divides it, so that doubles add up exactly, in whatever order, as long
   * as the total stays below 2^53 of these parts. Rounding in sums would else make one person
   * change a figure by more than the bound (Casacuberta and others, "Widespread Underestimation of
   * Sensitivity in Differentially Private Libraries", CCS 2022).
   */
  double clamped(int counting, double sum) {
    double most = maxSums[counting];
    double within = Double.isNaN(sum) ? 0 : Math.max(-most, Math.min(most, sum));
    double part = Math.min(1, Math.scalb(1.0, Math.getExponent(most)) / PARTS);
    // Towards zero, so that it stays within the bound.
    return part == 0
        ? within
        : (within < 0 ? Math.ceil(within / part) : Math.floor(within / part)) * part;
  }

  /** Sorts a person's cells of one breakdown at random; the same in every attempt of a task. */
  long order(long person, long key, String value) {
    long place = CellTable.mix(CellKey.series(key) * 31 + CellKey.day(key));
    for (int i = 0; i < value.length(); i++) {
      place = place * 0x100000001b3L + value.charAt(i);
    }
    return CellTable.mix(CellTable.mix(salt ^ person) ^ CellTable.mix(place));
  }

  @Override
  public String toString() {
    return "max_groups " + maxGroups + ", sums " + Arrays.toString(maxSums);
  }
}
