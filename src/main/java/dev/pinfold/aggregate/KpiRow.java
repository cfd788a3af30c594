// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.io.Serializable;

/**
 * One figure of a KPI as it is published.
 *
 * @param ofPeriod whether it is of the whole history, or else of the date
 * @param day days since 1970; -1 for the whole history
 * @param groupBy name of the group; empty: total
 * @param groupValue the group; empty: total
 * @param numerator null where it is suppressed or has no meaning
 * @param denominator null where it is suppressed or the KPI has none
 * @param value null where it is suppressed, has no meaning, or is not known yet
 * @param firstDay first day of the KPI in the history; null where it has none
 * @param lastDay last day of it
 */
public record KpiRow(
    String kpi,
    boolean ofPeriod,
    int day,
    String groupBy,
    String groupValue,
    Double numerator,
    Double denominator,
    Double value,
    boolean suppressed,
    Integer firstDay,
    Integer lastDay)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  KpiRow within(Integer first, Integer last) {
    return new KpiRow(
        kpi,
        ofPeriod,
        day,
        groupBy,
        groupValue,
        numerator,
        denominator,
        value,
        suppressed,
        first,
        last);
  }
}
