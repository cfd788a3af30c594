// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Somebody who wants the hidden figures: solves the linear system of published sums exactly, by
 * Gauss-Jordan elimination in whole numbers. Slow and obvious; for tests.
 */
public final class ExactSolver {
  private ExactSolver() {}

  /**
   * The unknown cells that the known ones determine.
   *
   * @param equations a total and its parts each
   */
  public static BitSet determined(List<int[]> equations, int size, BitSet unknown) {
    List<BigInteger[]> rows = new ArrayList<>();
    for (int[] equation : equations) {
      BigInteger[] row = new BigInteger[size];
      java.util.Arrays.fill(row, BigInteger.ZERO);
      for (int i = 0; i < equation.length; i++) {
        if (unknown.get(equation[i])) {
          row[equation[i]] = row[equation[i]].add(BigInteger.valueOf(i == 0 ? -1 : 1));
        }
      }
      rows.add(row);
    }
    int done = 0;
    for (int column = 0; column < size; column++) {
      int pivot = -1;
      for (int i = done; i < rows.size() && pivot < 0; i++) {
        pivot = rows.get(i)[column].signum() != 0 ? i : -1;
      }
      if (pivot < 0) {
        continue;
      }
      java.util.Collections.swap(rows, done, pivot);
      BigInteger[] base = rows.get(done);
      for (int i = 0; i < rows.size(); i++) {
        BigInteger[] row = rows.get(i);
        if (i != done && row[column].signum() != 0) {
          BigInteger factor = row[column];
          BigInteger gcd = BigInteger.ZERO;
          for (int c = 0; c < size; c++) {
            row[c] = row[c].multiply(base[column]).subtract(base[c].multiply(factor));
            gcd = gcd.gcd(row[c]);
          }
          for (int c = 0; gcd.signum() != 0 && c < size; c++) {
            row[c] = row[c].divide(gcd);
          }
        }
      }
      done++;
    }
    BitSet determined = new BitSet();
    for (BigInteger[] row : rows) {
      int only = -1;
      int count = 0;
      for (int c = 0; c < size; c++) {
        if (row[c].signum() != 0) {
          only = c;
          count++;
        }
      }
      if (count == 1) {
        determined.set(only);
      }
    }
    return determined;
  }
}
