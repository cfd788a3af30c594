// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds which hidden cells of linked tables the shown ones determine.
 *
 * <p>The hidden cells solve a linear system whose right sides are sums of shown cells. A cell is
 * determined if and only if it is zero in every solution of the homogeneous system. This draws one
 * random solution of that, modulo the prime 2^61 - 1, and takes the cells that are zero in it: a
 * cell that is free comes out zero by chance once in 10^18 draws. The system is brought to echelon
 * form by sparse elimination, each time by the unknown that stands in the fewest equations. Cells
 * that no sum links, through other hidden cells, are solved apart. Not thread-safe.
 */
final class RecoverableCells {
  private static final long PRIME = (1L << 61) - 1;
  private static final long SEED = 0x9E3779B97F4A7C15L;

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
    BitSet determined = new BitSet();
    BitSet seen = new BitSet();
    BitSet seenSums = new BitSet();
    for (int cell = some.nextSetBit(0); cell >= 0; cell = some.nextSetBit(cell + 1)) {
      if (!seen.get(cell)) {
        component(cell, unknown, seen, seenSums).determined().forEach(determined::set);
      }
    }
    return determined;
  }

  /** How many terms were written so far. */
  long work() {
    return work;
  }

  /** The unknown cells that are linked with one, through others; no sum joins two components. */
  private Elimination component(int start, BitSet unknown, BitSet seen, BitSet seenSums) {
    List<Integer> cells = new ArrayList<>();
    List<Integer> ownSums = new ArrayList<>();
    seen.set(start);
    cells.add(start);
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
    return new Elimination(unknown, cells, ownSums);
  }

  /** A pivot and the rest of its row, which determine it from what is eliminated later. */
  private record Step(int pivot, Map<Integer, Long> row) {}

  /** A row as it was when it was put into the queue. */
  private record Waiting(int terms, int row) {}

  /** Of one component, whose cells are numbered from 0. */
  private final class Elimination {
    private final List<Integer> cells;
    private final List<Map<Integer, Long>> rows = new ArrayList<>();
    private final List<Set<Integer>> rowsOf = new ArrayList<>();
    private final BitSet open = new BitSet();
    private final Deque<Integer> single = new ArrayDeque<>();
    private final Queue<Waiting> shortest =
        new PriorityQueue<>(Comparator.comparingInt(Waiting::terms).thenComparing(Waiting::row));
    private final List<Step> steps = new ArrayList<>();

    Elimination(BitSet unknown, List<Integer> cells, List<Integer> ownSums) {
      this.cells = cells;
      cells.forEach(cell -> rowsOf.add(new HashSet<>(4)));
      for (int sum : ownSums) {
        int[] equation = sums.get(sum);
        Map<Integer, Long> row = new HashMap<>();
        for (int i = 0; i < equation.length; i++) {
          if (unknown.get(equation[i])) {
            add(row, numberOf[equation[i]], i == 0 ? PRIME - 1 : 1);
          }
        }
        if (!row.isEmpty()) {
          int number = rows.size();
          row.keySet().forEach(cell -> rowsOf.get(cell).add(number));
          rows.add(row);
          open.set(number);
          work += row.size();
        }
      }
    }

    /** The cells that are determined. */
    List<Integer> determined() {
      for (int cell = 0; cell < rowsOf.size(); cell++) {
        noteSingle(cell);
      }
      for (int row = 0; row < rows.size(); row++) {
        shortest.add(new Waiting(rows.get(row).size(), row));
      }
      while (!open.isEmpty()) {
        Integer pivot = single.poll();
        if (pivot == null) {
          eliminate();
        } else if (rowsOf.get(pivot).size() == 1) {
          // It stands nowhere else, so its equation says nothing of the other cells.
          close(rowsOf.get(pivot).iterator().next(), pivot);
        }
      }
      long[] solution = solve();
      return IntStream.range(0, solution.length)
          .filter(cell -> solution[cell] == 0)
          .mapToObj(cells::get)
          .toList();
    }

    private void noteSingle(int cell) {
      if (rowsOf.get(cell).size() == 1) {
        single.add(cell);
      }
    }

    /** Closes the shortest row by the unknown of it that stands in the fewest others. */
    private void eliminate() {
      Waiting next = shortest.remove();
      int number = next.row();
      Map<Integer, Long> row = rows.get(number);
      if (!open.get(number) || row.size() != next.terms()) {
        return; // closed, or in the queue as it is now too
      }
      if (row.isEmpty()) {
        open.clear(number);
        return;
      }
      int pivot = -1;
      for (int cell : row.keySet()) {
        int difference = pivot < 0 ? -1 : rowsOf.get(cell).size() - rowsOf.get(pivot).size();
        if (difference < 0 || (difference == 0 && cell < pivot)) {
          pivot = cell;
        }
      }
      long inverse = inverse(row.get(pivot));
      for (int other : List.copyOf(rowsOf.get(pivot))) {
        if (other != number) {
          subtract(other, row, times(rows.get(other).get(pivot), inverse));
        }
      }
      close(number, pivot);
    }

    private void subtract(int from, Map<Integer, Long> row, long factor) {
      Map<Integer, Long> target = rows.get(from);
      row.forEach(
          (cell, value) -> {
            boolean was = target.containsKey(cell);
            add(target, cell, PRIME - times(value, factor));
            boolean is = target.containsKey(cell);
            if (was && !is) {
              rowsOf.get(cell).remove(from);
            } else if (is && !was) {
              rowsOf.get(cell).add(from);
            }
          });
      work += row.size();
      shortest.add(new Waiting(target.size(), from));
    }

    private void close(int number, int pivot) {
      Map<Integer, Long> row = rows.get(number);
      for (int cell : row.keySet()) {
        rowsOf.get(cell).remove(number);
        noteSingle(cell);
      }
      open.clear(number);
      steps.add(new Step(pivot, row));
    }

    /** One solution of the homogeneous system, random where it is free. */
    private long[] solve() {
      SplittableRandom random = new SplittableRandom(SEED);
      long[] solution = new long[cells.size()];
      BitSet pivots = new BitSet();
      steps.forEach(step -> pivots.set(step.pivot()));
      Arrays.setAll(solution, cell -> pivots.get(cell) ? 0 : random.nextLong(1, PRIME));
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
