// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.List;

/**
 * A column of the benchmark and what it is.
 *
 * @param name as a customer would call it
 * @param type the expected type; {@code NONE} for a negative
 * @param generator what made the values
 * @param locale BCP 47, or empty
 * @param isNumeric whether the values are JSON numbers
 */
record LabelledColumn(
    String name,
    String type,
    String generator,
    String locale,
    List<String> values,
    boolean isNumeric) {

  boolean isNegative() {
    return type.equals("NONE");
  }
}
