// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Finds which hidden cells of linked tables the shown ones determine.
 *
 * <p>The hidden cells solve a linear system whose right sides are sums of shown cells. A cell is
 * determined if and only if it is zero in every solution of the homogeneous system. This draws one
 * random solution of that, modulo the prime 2^61 - 1, and takes the cells that are zero in it: a
 * cell that is free comes out zero by chance once in 10^18 draws. The system is brought to echelon
 * form by sparse elimination, each time by the unknown that stands in the fewest equations.
 */
final class RecoverableCells {
  private static final long PRIME = (1L << 61) - 1;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final List<int[]> equations;
  private final int size;

  /**
   * @param equations a total and its parts each
   * @param size how many cells there are
   */
  RecoverableCells(List<int[]> equations, int size) {
    this.equations = equations;
    this.size = size;
  }

  /**
   * The cells that can be told.
   *
   * @param unknown the cells whose figures are not shown
   */
  BitSet find(BitSet unknown) {
    return new Elimination(unknown).determined();
  }

  /** A pivot and the rest of its row, which determine it from what is eliminated later. */
  private record Step(int pivot, Map<Integer, Long> row) {}

  private final class Elimination {
    private final BitSet unknown;
    private final List<Map<Integer, Long>> rows = new ArrayList<>();
    private final Map<Integer, BitSet> rowsOf = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Elimination(BitSet unknown) {
      this.unknown = unknown;
      for (int[] equation : equations) {
        Map<Integer, Long> row = new HashMap<>();
        for (int i = 0; i < equation.length; i++) {
          if (unknown.get(equation[i])) {
            add(row, equation[i], i == 0 ? PRIME - 1 : 1);
          }
        }
        if (!row.isEmpty()) {
          int number = rows.size();
          row.keySet().forEach(cell -> rowsOf.computeIfAbsent(cell, c -> new BitSet()).set(number));
          rows.add(row);
        }
      }
    }

    BitSet determined() {
      Deque<Integer> single = new ArrayDeque<>();
      rowsOf.forEach(
          (cell, in) -> {
            if (in.cardinality() == 1) {
              single.add(cell);
            }
          });
      BitSet open = new BitSet();
      open.set(0, rows.size());
      while (!open.isEmpty()) {
        Integer pivot = single.poll();
        if (pivot == null) {
          eliminate(open, single);
        } else if (rowsOf.get(pivot).cardinality() == 1) {
          // It stands nowhere else, so its equation says nothing of the other cells.
          close(rowsOf.get(pivot).nextSetBit(0), pivot, open, single);
        }
      }
      return zeros(solve());
    }

    /** Closes one row by the unknown of it that stands in the fewest others. */
    private void eliminate(BitSet open, Deque<Integer> single) {
      int number = open.nextSetBit(0);
      for (int i = number; i >= 0; i = open.nextSetBit(i + 1)) {
        if (rows.get(i).size() < rows.get(number).size()) {
          number = i;
        }
      }
      Map<Integer, Long> row = rows.get(number);
      if (row.isEmpty()) {
        open.clear(number);
        return;
      }
      int pivot = -1;
      int fewest = Integer.MAX_VALUE;
      for (int cell : row.keySet()) {
        int count = rowsOf.get(cell).cardinality();
        if (count < fewest || (count == fewest && cell < pivot)) {
          fewest = count;
          pivot = cell;
        }
      }
      long inverse = inverse(row.get(pivot));
      BitSet others = (BitSet) rowsOf.get(pivot).clone();
      others.clear(number);
      for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
        subtract(other, row, times(rows.get(other).get(pivot), inverse));
      }
      close(number, pivot, open, single);
    }

    private void subtract(int from, Map<Integer, Long> row, long factor) {
      Map<Integer, Long> target = rows.get(from);
      row.forEach(
          (cell, value) -> {
            boolean was = target.containsKey(cell);
            add(target, cell, PRIME - times(value, factor));
            boolean is = target.containsKey(cell);
            if (was != is) {
              rowsOf.get(cell).set(from, is);
            }
          });
    }

    private void close(int number, int pivot, BitSet open, Deque<Integer> single) {
      Map<Integer, Long> row = rows.get(number);
      for (int cell : row.keySet()) {
        BitSet in = rowsOf.get(cell);
        in.clear(number);
        if (in.cardinality() == 1) {
          single.add(cell);
        }
      }
      open.clear(number);
      steps.add(new Step(pivot, row));
    }

    private long[] solve() {
      SplittableRandom random = new SplittableRandom(SEED);
      long[] solution = new long[size];
      BitSet pivots = new BitSet();
      steps.forEach(step -> pivots.set(step.pivot()));
      Arrays.setAll(
          solution, cell -> unknown.get(cell) && !pivots.get(cell) ? random.nextLong(1, PRIME) : 0);
      for (int i = steps.size() - 1; i >= 0; i--) {
        Step step = steps.get(i);
        long sum = 0;
        for (Map.Entry<Integer, Long> term : step.row().entrySet()) {
          if (term.getKey() != step.pivot()) {
            sum = reduce(sum + times(term.getValue(), solution[term.getKey()]));
          }
        }
        long coefficient = step.row().get(step.pivot());
        solution[step.pivot()] = times(reduce(PRIME - sum), inverse(coefficient));
      }
      return solution;
    }

    private BitSet zeros(long[] solution) {
      BitSet zeros = new BitSet();
      unknown.stream().filter(cell -> solution[cell] == 0).forEach(zeros::set);
      return zeros;
    }
  }

  private static void add(Map<Integer, Long> row, int cell, long value) {
    long sum = reduce(row.getOrDefault(cell, 0L) + reduce(value));
    if (sum == 0) {
      row.remove(cell);
    } else {
      row.put(cell, sum);
    }
  }

  private static long reduce(long value) {
    return value >= PRIME ? value - PRIME : value;
  }

  /** The product modulo the Mersenne prime: the high and the low 61 bits added up. */
  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return reduce((low & PRIME) + reduce((low >>> 61) | (high << 3)));
  }

  /** By Fermat: a to the power of p - 2. */
  private static long inverse(long a) {
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
}
