// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.List;

/**
 * A column of the benchmark and what it is.
 *
 * @param name as a customer would call it
 * @param type the expected type; {@code NONE} for a negative
 * @param generator what made the values; with the locale it decides the split
 * @param locale BCP 47, or empty
 * @param isNumeric whether the values are JSON numbers
 * @param isTellable whether the values can tell the type to someone who does not see the name
 */
record LabelledColumn(
    String name,
    String type,
    String generator,
    String locale,
    List<String> values,
    boolean isNumeric,
    boolean isTellable) {

  boolean isNegative() {
    return type.equals("NONE");
  }

  /** A third of the generators and locales is for scoring alone; nothing is fitted on it. */
  boolean isScored() {
    return Math.floorMod((generator + "/" + locale).hashCode(), 3) == 0;
  }
}
