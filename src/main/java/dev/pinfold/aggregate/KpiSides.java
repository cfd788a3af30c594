// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.KpiDefinition.Kind;

/** The figures of one row of a KPI. Not thread-safe. */
final class KpiSides {
  private final KpiShape kpi;
  private Double numerator;
  private Double minus;
  private Double denominator;
  private boolean hidden;
  private int units = 1;

  KpiSides(KpiShape kpi) {
    this.kpi = kpi;
  }

  void add(Role role, Kind kind, FigureCell figure, boolean isHidden) {
    double number =
        switch (kind) {
          case PEOPLE -> figure.people();
          case ENDPOINTS -> figure.endpoints();
          case COUNT, SUM -> figure.sum();
        };
    switch (role) {
      case NUMERATOR -> numerator = number;
      case MINUS -> minus = number;
      case DENOMINATOR -> denominator = number;
    }
    hidden |= isHidden;
  }

  /** How many units the numerator's sum is of. */
  void setUnits(int number) {
    units = number;
  }

  boolean isHidden() {
    return hidden;
  }

  /** Whether all figures are there: with noise, an absent one was too small to be published. */
  boolean isWhole() {
    return numerator != null
        && (!kpi.isRate() || denominator != null)
        && (!kpi.isDifference() || minus != null);
  }

  boolean isOver(int day, int lastDay) {
    return kpi.lasting() == 0 || (lastDay != KpiRows.NEVER && day + kpi.lasting() <= lastDay);
  }

  /**
   * Null where it is of several units: euros and dollars have no sum.
   *
   * @param isNoisy whether noise may have made what is taken off more than there is
   */
  Double numerator(boolean isNoisy) {
    if (units > 1) {
      return null;
    }
    double difference = orZero(numerator) - orZero(minus);
    return isNoisy && kpi.isDifference() ? Math.max(difference, 0) : difference;
  }

  /** Null where the KPI has none. */
  Double denominator() {
    return kpi.isRate() ? (Double) orZero(denominator) : null;
  }

  /** The rate, or else the numerator. */
  Double value(boolean isNoisy) {
    Double above = numerator(isNoisy);
    Double below = denominator();
    if (above == null || below == null) {
      return below == null ? above : null;
    }
    return Double.compare(below, 0) > 0 ? (Double) (above / below) : null;
  }

  private static double orZero(Double number) {
    return number == null ? 0 : number;
  }
}
