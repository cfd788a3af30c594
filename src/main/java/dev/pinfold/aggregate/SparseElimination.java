// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Brings a homogeneous linear system over {@link PrimeField} to echelon form, each time by the
 * shortest equation and the unknown of it that stands in the fewest others, and gives one random
 * solution. Unknowns that stand in one equation alone go first: that equation says nothing of the
 * others. Used once; not thread-safe.
 */
final class SparseElimination {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final SparseRow[] rows;
  private final BitSet open = new BitSet();

  /** By unknown, in how many open rows it stands, and the numbers of those, all xor-ed. */
  private final int[] standsIn;

  private final int[] xorOfRows;

  /** By unknown, the rows that it stands in, and such as it does no more. */
  private final IntList[] rowsOf;

  /** Unknowns that stood in one row when they were put here. */
  private final IntList single = new IntList(64);

  /** By length, rows that were so long when they were put here. */
  private final List<IntList> byLength = new ArrayList<>();

  private int shortest;
  private long work;

  /** Rows in the order in which they were closed, and the unknown by which each was. */
  private final IntList steps;

  private final IntList pivots;

  /** What was taken off rows, in order: from which, of which, and how often. */
  private final IntList from = new IntList(64);

  private final IntList taken = new IntList(64);
  private final List<Long> factors = new ArrayList<>();

  /** Of the row that is being changed. */
  private final class Counts implements SparseRow.Changes {
    private int row;

    @Override
    public void gained(int unknown) {
      standsIn[unknown]++;
      xorOfRows[unknown] ^= row;
      rowsOf[unknown].add(row);
    }

    @Override
    public void lost(int unknown) {
      leave(unknown, row);
    }
  }

  /**
   * @param rows the equations, none of them empty
   * @param unknowns how many there are
   */
  SparseElimination(List<SparseRow> rows, int unknowns) {
    this.rows = rows.toArray(SparseRow[]::new);
    this.standsIn = new int[unknowns];
    this.xorOfRows = new int[unknowns];
    this.rowsOf = new IntList[unknowns];
    this.steps = new IntList(rows.size());
    this.pivots = new IntList(rows.size());
    for (int row = 0; row < this.rows.length; row++) {
      open.set(row);
      work += this.rows[row].size();
      for (int unknown : this.rows[row].unknowns()) {
        standsIn[unknown]++;
        xorOfRows[unknown] ^= row;
      }
    }
    Arrays.setAll(rowsOf, unknown -> new IntList(standsIn[unknown]));
    for (int row = 0; row < this.rows.length; row++) {
      for (int unknown : this.rows[row].unknowns()) {
        rowsOf[unknown].add(row);
      }
    }
  }

  /** How many terms were written so far. */
  long work() {
    return work;
  }

  /** One solution, random where it is free. */
  long[] solution() {
    eliminate();
    SplittableRandom random = new SplittableRandom(SEED);
    long[] solution = new long[standsIn.length];
    BitSet determined = new BitSet();
    for (int i = 0; i < pivots.size(); i++) {
      determined.set(pivots.get(i));
    }
    Arrays.setAll(
        solution, unknown -> determined.get(unknown) ? 0 : random.nextLong(1, PrimeField.PRIME));
    for (int i = steps.size() - 1; i >= 0; i--) {
      SparseRow row = rows[steps.get(i)];
      int pivot = pivots.get(i);
      long sum = 0;
      for (int k = 0; k < row.size(); k++) {
        // The pivot itself is still 0.
        long term = PrimeField.times(row.coefficients()[k], solution[row.unknowns()[k]]);
        sum = PrimeField.plus(sum, term);
      }
      solution[pivot] =
          PrimeField.times(PrimeField.negative(sum), PrimeField.inverse(row.coefficient(pivot)));
    }
    return solution;
  }

  /**
   * How often to add each equation up so that one unknown alone is left; after {@link #solution}.
   *
   * @return by equation as it was given; empty where that cannot be done
   */
  long[] combination(int unknown) {
    long[] left = new long[standsIn.length];
    left[unknown] = 1;
    long[] combination = new long[rows.length];
    for (int i = 0; i < steps.size(); i++) {
      int pivot = pivots.get(i);
      if (left[pivot] != 0) {
        SparseRow row = rows[steps.get(i)];
        long factor = PrimeField.times(left[pivot], PrimeField.inverse(row.coefficient(pivot)));
        combination[steps.get(i)] = factor;
        for (int k = 0; k < row.size(); k++) {
          int cell = row.unknowns()[k];
          long term = PrimeField.times(factor, row.coefficients()[k]);
          left[cell] = PrimeField.plus(left[cell], PrimeField.negative(term));
        }
      }
    }
    for (long rest : left) {
      if (rest != 0) {
        return new long[0];
      }
    }
    // Rows as they became are made of rows as they were.
    for (int i = from.size() - 1; i >= 0; i--) {
      long times = combination[from.get(i)];
      if (times != 0) {
        long term = PrimeField.times(times, factors.get(i));
        combination[taken.get(i)] =
            PrimeField.plus(combination[taken.get(i)], PrimeField.negative(term));
      }
    }
    return combination;
  }

  private void eliminate() {
    for (int unknown = 0; unknown < standsIn.length; unknown++) {
      if (standsIn[unknown] == 1) {
        single.add(unknown);
      }
    }
    takeSingles();
    open.stream().forEach(this::queue);
    for (int row = nextShortest(); row >= 0; row = nextShortest()) {
      eliminateBy(row);
      takeSingles();
    }
  }

  private void takeSingles() {
    while (!single.isEmpty()) {
      int unknown = single.removeLast();
      if (standsIn[unknown] == 1) {
        close(xorOfRows[unknown], unknown);
      }
    }
  }

  private void queue(int row) {
    int length = rows[row].size();
    while (byLength.size() <= length) {
      byLength.add(new IntList(16));
    }
    byLength.get(length).add(row);
    shortest = Math.min(shortest, length);
  }

  /** -1 where no row is open. */
  private int nextShortest() {
    for (; shortest < byLength.size(); shortest++) {
      IntList some = byLength.get(shortest);
      while (!some.isEmpty()) {
        int row = some.removeLast();
        if (open.get(row) && rows[row].size() == shortest) {
          return row;
        }
      }
    }
    return -1;
  }

  private void eliminateBy(int number) {
    SparseRow row = rows[number];
    int pivot = row.unknowns()[0];
    for (int unknown : row.unknowns()) {
      if (standsIn[unknown] < standsIn[pivot]) {
        pivot = unknown;
      }
    }
    long inverse = PrimeField.inverse(row.coefficient(pivot));
    Counts counts = new Counts();
    IntList others = rowsOf[pivot];
    for (int i = 0; i < others.size(); i++) {
      int other = others.get(i);
      long coefficient = other == number || !open.get(other) ? 0 : rows[other].coefficient(pivot);
      if (coefficient != 0) {
        counts.row = other;
        long factor = PrimeField.times(coefficient, inverse);
        rows[other] = rows[other].minus(row, factor, counts);
        from.add(other);
        taken.add(number);
        factors.add(factor);
        work += row.size();
        if (rows[other].size() == 0) {
          open.clear(other); // it said what others say
        } else {
          queue(other);
        }
      }
    }
    close(number, pivot);
  }

  private void close(int row, int pivot) {
    open.clear(row);
    for (int unknown : rows[row].unknowns()) {
      leave(unknown, row);
    }
    steps.add(row);
    pivots.add(pivot);
  }

  private void leave(int unknown, int row) {
    xorOfRows[unknown] ^= row;
    if (--standsIn[unknown] == 1) {
      single.add(unknown);
    }
  }
}
