// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Map;

/**
 * Why a hidden cell can be told: so many times each of these sums, added up, leave it alone of all
 * hidden cells. That holds on when another cell is hidden, unless the sums leave that one too.
 *
 * @param factors by sum, modulo {@link PrimeField#PRIME}, none of them zero
 */
record Certificate(int cell, Map<Integer, Long> factors) {
  /** Whether it still holds when a further cell is hidden. */
  boolean holdsWithout(int hidden, LinkedSums sums) {
    long left = 0;
    int before = -1;
    for (int sum : sums.of(hidden)) {
      Long factor = sum == before ? null : factors.get(sum); // a cell may stand in a sum twice
      before = sum;
      if (factor != null) {
        left = PrimeField.plus(left, PrimeField.times(factor, coefficient(sums.get(sum), hidden)));
      }
    }
    return left == 0;
  }

  private static long coefficient(int[] sum, int cell) {
    long coefficient = sum[0] == cell ? PrimeField.negative(1) : 0;
    for (int i = 1; i < sum.length; i++) {
      if (sum[i] == cell) {
        coefficient = PrimeField.plus(coefficient, 1);
      }
    }
    return coefficient;
  }
}
