// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which figures of a plan's cells any KPI shows. Countings are split by all that any of their KPIs
 * asks for, so that some cells, and of most cells some figures, are shown by none.
 */
final class FiguresInUse implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 1;
  private static final int SUM = 2;
  private static final int ENDPOINTS = 4;

  /** By breakdown, the sum of the constants above. */
  private final HashMap<Long, Integer> figures;

  private FiguresInUse(Map<Long, Integer> figures) {
    this.figures = new HashMap<>(figures);
  }

  static FiguresInUse of(CountingPlan plan) {
    Map<Long, Integer> figures = new HashMap<>();
    for (Use use : plan.uses()) {
      int figure =
          use.kind() == Kind.PEOPLE ? SHOWN : use.kind() == Kind.ENDPOINTS ? ENDPOINTS : SUM;
      figures.merge(key(use.counting(), use.grain(), use.group()), SHOWN | figure, (a, b) -> a | b);
    }
    return new FiguresInUse(figures);
  }

  private static long key(int counting, Grain grain, int group) {
    return ((long) counting * Grain.values().length + rank(grain)) * CellKey.GROUPS + group;
  }

  @SuppressWarnings("EnumOrdinal") // The same class on all executors.
  private static int rank(Grain grain) {
    return grain.ordinal();
  }

  private boolean has(int counting, Grain grain, int group, int figure) {
    return (figures.getOrDefault(key(counting, grain, group), 0) & figure) != 0;
  }

  /** Whether any KPI shows such cells. */
  boolean has(int counting, Grain grain, int group) {
    return has(counting, grain, group, SHOWN);
  }

  boolean hasSum(int counting, Grain grain, int group) {
    return has(counting, grain, group, SUM);
  }

  boolean hasEndpoints(int counting, Grain grain, int group) {
    return has(counting, grain, group, ENDPOINTS);
  }
}
