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
 * @param beside the values of the column beside it where the table has one that belongs to it;
 *     empty: it stands alone
 */
record LabelledColumn(
    String name,
    String type,
    String generator,
    String locale,
    List<String> values,
    boolean isNumeric,
    List<String> beside) {

  /** A column that stands alone. */
  LabelledColumn(
      String name,
      String type,
      String generator,
      String locale,
      List<String> values,
      boolean isNumeric) {
    this(name, type, generator, locale, values, isNumeric, List.of());
  }

  /** The same column under another name. */
  LabelledColumn named(String other) {
    return new LabelledColumn(other, type, generator, locale, values, isNumeric, beside);
  }

  boolean isNegative() {
    return type.equals("NONE");
  }
}
