// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.io.Serializable;
import java.util.Set;

/**
 * One thing that is counted, however many KPIs show it: which rows, what each adds, and what it is
 * split by. Suppression is decided on these, so that two KPIs never show and hide the same figure.
 *
 * @param condition number of the row condition
 * @param weight number of the summed expression, or -1 where each row adds one
 * @param once number of the field of whose values an endpoint's first rows alone count, or -1
 * @param sinceFirst only rows so many days behind the person's first active day; null for all
 * @param cohort whether the date is that of the person's first active day
 * @param grains the dates that it is counted for
 * @param groups numbers of the groups that it is split by, without the total
 */
record Counting(
    Source source,
    int condition,
    int weight,
    int once,
    DayRange sinceFirst,
    boolean cohort,
    Set<Grain> grains,
    int[] groups)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether both count the same rows, but for the days. */
  boolean isLike(Counting other) {
    return source == other.source
        && condition == other.condition
        && weight == other.weight
        && once == other.once;
  }

  boolean isSplitBy(int group) {
    for (int own : groups) {
      if (own == group) {
        return true;
      }
    }
    return false;
  }
}
