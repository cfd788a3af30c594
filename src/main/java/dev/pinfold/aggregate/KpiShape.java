// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.io.Serializable;

/**
 * What of a KPI decides how its figures become a row.
 *
 * @param isRate whether it has a denominator
 * @param isDifference whether something is taken off its numerator
 * @param lasting how many days behind a row's date the last of what it counts can lie
 * @param unit number of the group that tells what it is measured in; 0 where there is none
 */
record KpiShape(String name, boolean isRate, boolean isDifference, int lasting, int unit)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
