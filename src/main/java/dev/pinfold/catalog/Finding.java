// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.io.Serializable;

/**
 * How often one data identifier matched in one column. Holds counts and a place, never a value.
 *
 * @param identifier the data identifier's ID
 * @param matches values in which it matched, whole or as a span
 * @param wholeValues of these, values that it matched from end to end
 * @param validated of these, values that passed its checksum or other validator
 * @param values values looked at (array elements count one each)
 * @param firstPosition file and position of the first match, such as {@code endpoints/a.gz@1024};
 *     empty where unknown
 */
public record Finding(
    String identifier,
    PersonalDataType type,
    long matches,
    long wholeValues,
    long validated,
    long values,
    String firstPosition)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Matches per value looked at, in [0, 1]. */
  public double ratio() {
    return values == 0 ? 0 : (double) matches / values;
  }
}
