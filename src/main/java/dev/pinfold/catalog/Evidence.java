// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.io.Serializable;

/**
 * Why a column was classified as it was; numbers and names of rules, never a value.
 *
 * @param rows records seen in which the column could stand
 * @param nonNull records in which it held something
 * @param values values looked at (array elements count one each)
 * @param distinctEstimate estimated number of distinct values
 * @param matches values that matched the decided type
 * @param validated of these, how many passed a checksum or other validator
 * @param nameToken the part of the column's name that spoke for the type, or empty
 * @param format what Pinpoint's schema says of the field, or empty
 * @param summary one plain sentence
 */
public record Evidence(
    long rows,
    long nonNull,
    long values,
    long distinctEstimate,
    long matches,
    long validated,
    String nameToken,
    String format,
    String summary)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
