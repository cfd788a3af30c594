// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.io.Serializable;

/**
 * How often one identifier matched in a column.
 *
 * @param matches values in which it matched, whole or in part
 * @param whole of these, from end to end
 * @param validated of these, confirmed by a checksum or other validator
 * @param bareDigits of the matches, those in values that are digits alone, where a checksum can
 *     pass by chance
 * @param firstPosition the smallest {@code file@position} of a match, positions by their number
 */
public record IdentifierCount(
    long matches, long whole, long validated, long bareDigits, String firstPosition)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The counts of two parts of a column together. */
  IdentifierCount plus(IdentifierCount other) {
    return new IdentifierCount(
        matches + other.matches,
        whole + other.whole,
        validated + other.validated,
        bareDigits + other.bareDigits,
        comparePositions(firstPosition, other.firstPosition) <= 0
            ? firstPosition
            : other.firstPosition);
  }

  /** By file, then by the number behind the last at sign. */
  private static int comparePositions(String a, String b) {
    int endA = a.lastIndexOf('@');
    int endB = b.lastIndexOf('@');
    if (endA < 0 || endB < 0) {
      return a.compareTo(b);
    }
    int byFile = a.substring(0, endA).compareTo(b.substring(0, endB));
    if (byFile != 0) {
      return byFile;
    }
    int byLength = Integer.compare(a.length() - endA, b.length() - endB);
    return byLength != 0 ? byLength : a.compareTo(b);
  }
}
