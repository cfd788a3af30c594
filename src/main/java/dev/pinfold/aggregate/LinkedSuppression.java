// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Decides which figures of linked tables must not be shown: totals, sub-totals and time series that
 * add up to each other.
 *
 * <p>Figures are cells, and sums among them ("the groups of a day add up to the day's total", "the
 * days of a group add up to the group's period") are equations. Hidden are, in this order,
 *
 * <ol>
 *   <li>primary: every cell with some people, but fewer than the group size;
 *   <li>complementary: in every equation with a hidden cell a second one, and so many that a shown
 *       total leaves at least the group size of people to the hidden parts; from the smallest on;
 *   <li>linked: further cells, until {@link RecoverableCells} finds no primary cell that the shown
 *       ones determine through all equations together.
 * </ol>
 *
 * <p>Cells that are not published at all (a term of a sum that no table has) are known to nobody
 * and hide what they stand beside. The rules are those of cell suppression for tables with margins:
 * Hundepool and others, Statistical Disclosure Control (Wiley, 2012), chapter 4; two tables that
 * share cells are protected together. Deterministic. Not thread-safe.
 */
public final class LinkedSuppression {
  private final int minGroupSize;
  private long[] people = new long[64];
  private int size;
  private final BitSet unpublished = new BitSet();
  private final List<int[]> equations = new ArrayList<>();

  /**
   * @param minGroupSize people; 1 hides nothing
   */
  public LinkedSuppression(int minGroupSize) {
    if (minGroupSize < 1) {
      throw new IllegalArgumentException("minGroupSize must be at least 1, got " + minGroupSize);
    }
    this.minGroupSize = minGroupSize;
  }

  /**
   * Adds a figure.
   *
   * @param behind distinct people behind it
   * @return its number, counted from 0
   */
  public int cell(long behind) {
    if (behind < 0) {
      throw new IllegalArgumentException("people must not be negative, got " + behind);
    }
    if (size == people.length) {
      people = java.util.Arrays.copyOf(people, size * 2);
    }
    people[size] = behind;
    return size++;
  }

  /** Adds a figure that exists and is never published. */
  public int unpublishedCell(long behind) {
    int cell = cell(behind);
    unpublished.set(cell);
    return cell;
  }

  /** Says that the parts add up to the total. Parts that are absent are zero, which all know. */
  public void sum(int total, List<Integer> parts) {
    int[] equation = new int[parts.size() + 1];
    equation[0] = total;
    for (int i = 0; i < parts.size(); i++) {
      equation[i + 1] = parts.get(i);
    }
    equations.add(equation);
  }

  /** Which cells to hide. */
  public BitSet hidden() {
    BitSet primary = new BitSet();
    for (int cell = 0; cell < size; cell++) {
      if (people[cell] > 0 && people[cell] < minGroupSize && !unpublished.get(cell)) {
        primary.set(cell);
      }
    }
    return primary.isEmpty() ? primary : new Search(primary).run();
  }

  /** One search; grows the set of unknown cells until nothing gives a primary one away. */
  private final class Search {
    private final BitSet primary;
    private final BitSet unknown;
    private final int[][] equationsOf = new int[size][];
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final BitSet isWaiting = new BitSet();

    Search(BitSet primary) {
      this.primary = primary;
      this.unknown = (BitSet) unpublished.clone();
      unknown.or(primary);
      int[] counts = new int[size];
      equations.forEach(
          equation -> {
            for (int cell : equation) {
              counts[cell]++;
            }
          });
      for (int cell = 0; cell < size; cell++) {
        equationsOf[cell] = new int[counts[cell]];
      }
      for (int i = 0; i < equations.size(); i++) {
        for (int cell : equations.get(i)) {
          equationsOf[cell][--counts[cell]] = i;
        }
      }
    }

    BitSet run() {
      primary.stream().forEach(this::wake);
      RecoverableCells solver = new RecoverableCells(equations, size);
      while (true) {
        settle();
        BitSet recoverable = solver.find(unknown);
        recoverable.and(primary);
        if (recoverable.isEmpty()) {
          break;
        }
        BitSet before = (BitSet) unknown.clone();
        recoverable.stream().forEach(this::hideBeside);
        if (unknown.equals(before)) {
          break; // nothing is left that could be hidden
        }
      }
      BitSet hidden = (BitSet) unknown.clone();
      hidden.andNot(unpublished);
      return hidden;
    }

    private void wake(int cell) {
      for (int equation : equationsOf[cell]) {
        if (!isWaiting.get(equation)) {
          isWaiting.set(equation);
          waiting.add(equation);
        }
      }
    }

    private void hide(int cell) {
      unknown.set(cell);
      wake(cell);
    }

    private void settle() {
      while (!waiting.isEmpty()) {
        int number = waiting.remove();
        isWaiting.clear(number);
        protect(equations.get(number));
      }
    }

    private void protect(int[] equation) {
      int unknowns = 0;
      long covered = 0;
      for (int i = 0; i < equation.length; i++) {
        if (unknown.get(equation[i])) {
          unknowns++;
          covered += i > 0 ? people[equation[i]] : 0;
        }
      }
      boolean totalIsKnown = !unknown.get(equation[0]);
      while (unknowns == 1 || (unknowns > 0 && totalIsKnown && covered < minGroupSize)) {
        int next = smallestKnownPart(equation);
        if (next < 0) {
          if (unknowns == 1 && totalIsKnown && people[equation[0]] > 0) {
            hide(equation[0]); // the one part is the total
          }
          return;
        }
        covered += people[next];
        unknowns++;
        hide(next);
      }
    }

    private int smallestKnownPart(int[] equation) {
      int smallest = -1;
      for (int i = 1; i < equation.length; i++) {
        int cell = equation[i];
        if (!unknown.get(cell)
            && people[cell] > 0
            && (smallest < 0 || people[cell] < people[smallest])) {
          smallest = cell;
        }
      }
      return smallest;
    }

    /** Hides one more cell beside a recoverable one, or anywhere near it where all is hidden. */
    private void hideBeside(int cell) {
      int best = -1;
      for (int number : equationsOf[cell]) {
        int part = smallestKnownPart(equations.get(number));
        int total = equations.get(number)[0];
        if (part < 0 && !unknown.get(total) && people[total] > 0) {
          part = total;
        }
        if (part >= 0 && (best < 0 || people[part] < people[best])) {
          best = part;
        }
      }
      if (best < 0) {
        best = smallestKnownLinkedWith(cell);
      }
      if (best >= 0) {
        hide(best);
      }
    }

    private int smallestKnownLinkedWith(int cell) {
      BitSet seen = new BitSet();
      Deque<Integer> open = new ArrayDeque<>();
      seen.set(cell);
      open.add(cell);
      int best = -1;
      while (!open.isEmpty()) {
        for (int number : equationsOf[open.remove()]) {
          for (int other : equations.get(number)) {
            if (!unknown.get(other)) {
              boolean isSmaller = best < 0 || people[other] < people[best];
              best = people[other] > 0 && isSmaller ? other : best;
            } else if (!seen.get(other)) {
              seen.set(other);
              open.add(other);
            }
          }
        }
      }
      return best;
    }
  }
}
