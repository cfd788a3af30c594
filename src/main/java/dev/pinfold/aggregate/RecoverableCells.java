// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which hidden cells of linked tables the shown ones determine.
 *
 * <p>The hidden cells solve a linear system whose right sides are sums of shown cells. A cell is
 * determined if and only if it is zero in every solution of the homogeneous system. This draws one
 * random solution of that, modulo the prime 2^61 - 1, and takes the cells that are zero in it: a
 * cell that is free comes out zero by chance once in 10^18 draws. The system is brought to echelon
 * form by {@link SparseElimination}. Cells that no sum links, through other hidden cells, are
 * solved apart. Not thread-safe.
 */
final class RecoverableCells {
  private final LinkedSums sums;

  /** By cell, its number within the component that is being solved. */
  private final int[] numberOf;

  private long work;

  RecoverableCells(LinkedSums sums) {
    this.sums = sums;
    this.numberOf = new int[sums.cells()];
  }

  /**
   * The cells that can be told.
   *
   * @param unknown the cells whose figures are not shown
   */
  BitSet find(BitSet unknown) {
    return find(unknown, unknown);
  }

  /**
   * The cells that can be told, of those that sums link with some.
   *
   * @param unknown the cells whose figures are not shown
   * @param some of the unknown cells
   */
  BitSet find(BitSet unknown, BitSet some) {
    return find(unknown, some, new BitSet(), new ArrayList<>());
  }

  /**
   * The same.
   *
   * @param wanted the cells to say of why they can be told
   * @param certificates gets one for each of them that can be told and has one
   */
  BitSet find(BitSet unknown, BitSet some, BitSet wanted, List<Certificate> certificates) {
    BitSet determined = new BitSet();
    BitSet seen = new BitSet();
    BitSet seenSums = new BitSet();
    for (int cell = some.nextSetBit(0); cell >= 0; cell = some.nextSetBit(cell + 1)) {
      if (!seen.get(cell)) {
        solve(cell, unknown, seen, seenSums, determined, wanted, certificates);
      }
    }
    return determined;
  }

  /** How many terms were written so far. */
  long work() {
    return work;
  }

  /** The determined ones of the cells that are linked with one, through others. */
  private void solve(
      int start,
      BitSet unknown,
      BitSet seen,
      BitSet seenSums,
      BitSet determined,
      BitSet wanted,
      List<Certificate> certificates) {
    IntList cells = new IntList(16);
    List<SparseRow> rows = new ArrayList<>();
    IntList sumOfRow = new IntList(16);
    seen.set(start);
    cells.add(start);
    IntList ownSums = new IntList(16);
    for (int i = 0; i < cells.size(); i++) {
      numberOf[cells.get(i)] = i;
      for (int sum : sums.of(cells.get(i))) {
        if (seenSums.get(sum)) {
          continue;
        }
        seenSums.set(sum);
        ownSums.add(sum);
        for (int cell : sums.get(sum)) {
          if (unknown.get(cell) && !seen.get(cell)) {
            seen.set(cell);
            cells.add(cell);
          }
        }
      }
    }
    for (int i = 0; i < ownSums.size(); i++) {
      SparseRow row = row(sums.get(ownSums.get(i)), unknown);
      if (row.size() > 0) {
        rows.add(row);
        sumOfRow.add(ownSums.get(i));
      }
    }
    SparseElimination elimination = new SparseElimination(rows, cells.size());
    long[] solution = elimination.solution();
    work += elimination.work();
    for (int i = 0; i < solution.length; i++) {
      if (solution[i] == 0) {
        determined.set(cells.get(i));
        if (wanted.get(cells.get(i))) {
          Map<Integer, Long> factors = new HashMap<>();
          long[] combination = elimination.combination(i);
          for (int row = 0; row < combination.length; row++) {
            if (combination[row] != 0) {
              factors.put(sumOfRow.get(row), combination[row]);
            }
          }
          if (!factors.isEmpty()) {
            certificates.add(new Certificate(cells.get(i), factors));
          }
        }
      }
    }
  }

  /** The unknown parts of a sum, minus the total where it is unknown too. */
  private SparseRow row(int[] sum, BitSet unknown) {
    int total = unknown.get(sum[0]) ? numberOf[sum[0]] : -1;
    int[] numbers = new int[sum.length];
    int terms = 0;
    for (int cell : sum) {
      if (unknown.get(cell)) {
        numbers[terms++] = numberOf[cell];
      }
    }
    Arrays.sort(numbers, 0, terms);
    int[] distinct = new int[terms];
    long[] coefficients = new long[terms];
    int size = 0;
    boolean isBeforeTotal = true;
    for (int i = 0; i < terms; ) {
      long coefficient = 0;
      int number = numbers[i];
      for (; i < terms && numbers[i] == number; i++) {
        boolean isTotal = number == total && isBeforeTotal;
        isBeforeTotal &= !isTotal;
        coefficient = PrimeField.plus(coefficient, isTotal ? PrimeField.negative(1) : 1);
      }
      if (coefficient != 0) {
        distinct[size] = number;
        coefficients[size++] = coefficient;
      }
    }
    return new SparseRow(Arrays.copyOf(distinct, size), Arrays.copyOf(coefficients, size));
  }
}
