// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Sums as they are published. The last bits of a sum of decimals depend on the order in which they
 * were added up, and so on tasks and nights; without them, the same records give the same figure.
 */
final class RoundedSums {
  /** Of the 15 that a double holds, as many as a sum of some million decimals leaves certain. */
  private static final MathContext DIGITS = new MathContext(12);

  /** Whole numbers are exact up to here. */
  private static final double MOST_EXACT = 1L << 53;

  private RoundedSums() {}

  /** The sum to twelve digits; whole numbers as they are. */
  static double of(double sum) {
    if (!Double.isFinite(sum) || (sum == Math.rint(sum) && Math.abs(sum) < MOST_EXACT)) {
      return sum;
    }
    return new BigDecimal(sum).round(DIGITS).doubleValue();
  }
}
