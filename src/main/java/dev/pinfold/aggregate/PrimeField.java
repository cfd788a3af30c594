// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

/** Numbers from 0 modulo the Mersenne prime 2^61 - 1, in which products need no division. */
final class PrimeField {
  static final long PRIME = (1L << 61) - 1;

  private PrimeField() {}

  static long plus(long a, long b) {
    return reduce(a + b);
  }

  static long negative(long a) {
    return a == 0 ? 0 : PRIME - a;
  }

  /** The high and the low 61 bits of the product, added up. */
  static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return reduce((low & PRIME) + reduce((low >>> 61) | (high << 3)));
  }

  /** By Fermat: a to the power of p - 2. */
  static long inverse(long a) {
    if (a == 1 || a == PRIME - 1) {
      return a; // as most coefficients are
    }
    long result = 1;
    long base = a;
    for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      if ((exponent & 1) == 1) {
        result = times(result, base);
      }
      base = times(base, base);
    }
    return result;
  }

  private static long reduce(long value) {
    return value >= PRIME ? value - PRIME : value;
  }
}
