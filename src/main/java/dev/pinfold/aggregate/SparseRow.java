// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;

/**
 * One homogeneous equation: unknowns in ascending order, each with a coefficient that is not zero.
 * Immutable.
 *
 * @param unknowns not to be changed
 * @param coefficients not to be changed
 */
record SparseRow(int[] unknowns, long[] coefficients) {
  /** Hears which unknowns a difference of rows has got or lost. */
  interface Changes {
    void gained(int unknown);

    void lost(int unknown);
  }

  int size() {
    return unknowns.length;
  }

  /** The coefficient of an unknown; 0 where it isn't in the row. */
  long coefficient(int unknown) {
    int at = Arrays.binarySearch(unknowns, unknown);
    return at < 0 ? 0 : coefficients[at];
  }

  /** This row minus so many times another. */
  SparseRow minus(SparseRow other, long factor, Changes changes) {
    int[] cells = new int[size() + other.size()];
    long[] values = new long[cells.length];
    long negative = PrimeField.negative(factor);
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int own = i < size() ? unknowns[i] : Integer.MAX_VALUE;
      int theirs = j < other.size() ? other.unknowns[j] : Integer.MAX_VALUE;
      int cell = Math.min(own, theirs);
      long value = own == cell ? coefficients[i++] : 0;
      if (theirs == cell) {
        value = PrimeField.plus(value, PrimeField.times(negative, other.coefficients[j++]));
        if (own != cell) {
          changes.gained(cell);
        } else if (value == 0) {
          changes.lost(cell);
        }
      }
      if (value != 0) {
        cells[count] = cell;
        values[count++] = value;
      }
    }
    return new SparseRow(Arrays.copyOf(cells, count), Arrays.copyOf(values, count));
  }
}
