// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Sums as they are judged and published. The last bits of a sum of decimals depend on the order in
 * which they were added up and taken out again, and so on tasks and nights; without them, the same
 * records give the same figure. Exact for values of six decimals, as money has, and sums below some
 * hundred million; what is smaller than a millionth in all is lost.
 */
final class RoundedSums {
  /** What is left of a large value that was taken out of a small sum is less. */
  private static final int DECIMALS = 6;

  /** Of the 15 that a double holds, as many as a sum of some million decimals leaves certain. */
  private static final MathContext DIGITS = new MathContext(12);

  /** Whole numbers are exact up to here. */
  private static final double MOST_EXACT = 1L << 53;

  private RoundedSums() {}

  /** The sum to a millionth, and to twelve digits; whole numbers as they are. */
  static double of(double sum) {
    if (!Double.isFinite(sum) || (sum == Math.rint(sum) && Math.abs(sum) < MOST_EXACT)) {
      return sum;
    }
    return new BigDecimal(sum)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .round(DIGITS)
        .doubleValue();
  }
}
