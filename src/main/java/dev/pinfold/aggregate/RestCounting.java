// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Kind;
import java.io.Serializable;
import java.util.Set;

/**
 * What is left of a figure when others are taken off, which no KPI shows and everybody can tell by
 * subtraction. It is about those people alone who make a difference: whoever got two messages of
 * which one was delivered is among those delivered to, and among these too, so that numbers of
 * people do not tell how many they are.
 *
 * @param number of the counting, behind those of the plan
 * @param total counting that the others are taken off
 * @param parts countings that are taken off
 * @param groups numbers of the groups of the total's cells; 0 is the total of all
 * @param value of the total's cells, beside which the parts' totals are; null where the parts are
 *     those of the same group and value
 * @param kinds of figures that can be subtracted; counts and sums are {@link Kind#SUM}
 */
record RestCounting(int number, int total, int[] parts, int[] groups, String value, Set<Kind> kinds)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  boolean isSplitBy(int group) {
    for (int own : groups) {
      if (own == group) {
        return true;
      }
    }
    return false;
  }
}
