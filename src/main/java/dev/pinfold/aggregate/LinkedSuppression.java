// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

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
 *       total leaves at least the group size of distinct people to the hidden parts; from the
 *       smallest on;
 *   <li>linked: further cells, until {@link RecoverableCells} finds no primary cell that the shown
 *       ones determine through all equations together; each time the smallest of the cells that
 *       tell it.
 * </ol>
 *
 * <p>Cells that are not published at all (a term of a sum that no table has) are known to nobody
 * and hide what they stand beside. Cells of another table, which was judged before, are known or
 * not as that table shows them; what it hides must not be told here either. The rules are those of
 * cell suppression for tables with margins: Hundepool and others, Statistical Disclosure Control
 * (Wiley, 2012), chapter 4; two tables that share cells are protected together. Deterministic. Not
 * thread-safe.
 */
public final class LinkedSuppression {
  private final int minGroupSize;
  private long[] people = new long[64];
  private int size;
  private final BitSet unpublished = new BitSet();

  /** Cells of another table: those that it shows, and those that it hides. */
  private final BitSet shownElsewhere = new BitSet();

  private final BitSet hiddenElsewhere = new BitSet();
  private final List<int[]> equations = new ArrayList<>();
  private final List<Of> kinds = new ArrayList<>();

  /**
   * What adds up. A cell may stand for two figures, of people and of their endpoints, which are
   * shown or hidden together: who has endpoints in two groups is in both, and each endpoint in one.
   */
  public enum Of {
    BOTH,
    PEOPLE,
    ENDPOINTS
  }

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
      people = Arrays.copyOf(people, size * 2);
    }
    people[size] = behind;
    return size++;
  }

  /** Adds a figure that exists and is never published; if it is small, none may tell it. */
  public int unpublishedCell(long behind) {
    int cell = cell(behind);
    unpublished.set(cell);
    return cell;
  }

  /** Adds a figure that another table shows: it is known whatever is hidden here. */
  public int shownElsewhere(long behind) {
    int cell = cell(behind);
    shownElsewhere.set(cell);
    return cell;
  }

  /** Adds a figure that another table hides: none may tell it, small or not. */
  public int hiddenElsewhere(long behind) {
    int cell = unpublishedCell(behind);
    hiddenElsewhere.set(cell);
    return cell;
  }

  /** The people behind a figure. */
  long people(int cell) {
    return people[cell];
  }

  /** Says that the parts add up to the total. Parts that are absent are zero, which all know. */
  public void sum(int total, List<Integer> parts) {
    sum(total, parts, Of.BOTH);
  }

  /** The same, of one of the figures alone that the cells stand for. */
  public void sum(int total, List<Integer> parts, Of kind) {
    kinds.add(kind);
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
      boolean isSmall = people[cell] > 0 && people[cell] < minGroupSize;
      primary.set(cell, isSmall || hiddenElsewhere.get(cell));
    }
    primary.andNot(shownElsewhere);
    if (primary.isEmpty()) {
      return primary;
    }
    BitSet hidden = new Search(equations(Of.PEOPLE), primary, new BitSet()).run();
    // What is hidden for the one figure is for the other too, and never tells more.
    return kinds.contains(Of.ENDPOINTS)
        ? new Search(equations(Of.ENDPOINTS), primary, hidden).run()
        : hidden;
  }

  private List<int[]> equations(Of kind) {
    return IntStream.range(0, equations.size())
        .filter(i -> kinds.get(i) == Of.BOTH || kinds.get(i) == kind)
        .mapToObj(equations::get)
        .toList();
  }

  /** One search; grows the set of unknown cells until nothing gives a primary one away. */
  private final class Search {
    private final BitSet primary;
    private final BitSet unknown = new BitSet();
    private final LinkedSums sums;

    /** By sum, how many of its cells are unknown, and the people of its unknown parts. */
    private final int[] unknowns;

    private final long[] covered;

    /** By sum, the people of its largest unknown part, and those of all parts. */
    private final long[] largest;

    private final long[] inParts;

    /** By sum, its parts from the smallest on, once they are asked for, and how many are gone. */
    private final int[][] bySize;

    private final int[] gone;

    /** All cells from the fewest people on, and how many of them are gone. */
    private final int[] cellsBySize =
        IntStream.range(0, size)
            .filter(this::canBeHidden)
            .boxed()
            .sorted(Comparator.comparingLong(cell -> people[cell]))
            .mapToInt(Integer::intValue)
            .toArray();

    private int goneOfAll;

    /** Why each suspect could be told, and the cells that were hidden since that was asked. */
    private final List<Certificate> certificates = new ArrayList<>();

    private final IntList hiddenSince = new IntList(64);
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final BitSet isWaiting = new BitSet();

    /**
     * @param hiddenBefore further cells that are not shown
     */
    Search(List<int[]> equations, BitSet primary, BitSet hiddenBefore) {
      this.primary = primary;
      this.sums = new LinkedSums(equations, size);
      this.unknowns = new int[sums.count()];
      this.covered = new long[sums.count()];
      this.largest = new long[sums.count()];
      this.inParts = new long[sums.count()];
      this.bySize = new int[sums.count()][];
      this.gone = new int[sums.count()];
      for (int sum = 0; sum < inParts.length; sum++) {
        int[] cells = sums.get(sum);
        for (int i = 1; i < cells.length; i++) {
          inParts[sum] += people[cells[i]];
        }
      }
      unpublished.stream().forEach(this::learnUnknown);
      hiddenBefore.stream().forEach(this::learnUnknown);
      primary.stream().forEach(this::hide);
    }

    BitSet run() {
      RecoverableCells solver = new RecoverableCells(sums);
      BitSet suspects = primary;
      while (true) {
        settle();
        BitSet recoverable = (BitSet) suspects.clone();
        if (!areStillTold(suspects)) {
          certificates.clear();
          recoverable = solver.find(unknown, suspects, primary, certificates);
          recoverable.and(primary);
        }
        hiddenSince.clear();
        if (recoverable.isEmpty()) {
          break;
        }
        int before = unknown.cardinality();
        refute();
        if (unknown.cardinality() == before) {
          // What has a reason, and no shown cell in it that could be hidden, is told by another
          // table, whatever else is hidden here.
          for (Certificate certificate : certificates) {
            recoverable.clear(certificate.cell());
          }
          recoverable.stream().forEach(this::hideBeside);
        }
        if (unknown.cardinality() == before) {
          break; // nothing is left that could be hidden
        }
        // What is hidden now is linked with these; elsewhere nothing has changed.
        suspects = recoverable;
      }
      BitSet hidden = (BitSet) unknown.clone();
      hidden.andNot(unpublished);
      return hidden;
    }

    /** Whether why cells could be told, as it was found last, still tells them all. */
    private boolean areStillTold(BitSet cells) {
      if (certificates.size() != cells.cardinality()) {
        return false;
      }
      return certificates.stream().allMatch(this::isStillTold);
    }

    private boolean isStillTold(Certificate certificate) {
      for (int i = 0; i < hiddenSince.size(); i++) {
        if (!certificate.holdsWithout(hiddenSince.get(i), sums)) {
          return false;
        }
      }
      return true;
    }

    private boolean canBeHidden(int cell) {
      return people[cell] > 0 && !shownElsewhere.get(cell);
    }

    private void hide(int cell) {
      learnUnknown(cell);
      for (int sum : sums.of(cell)) {
        if (!isWaiting.get(sum)) {
          isWaiting.set(sum);
          waiting.add(sum);
        }
      }
    }

    private void learnUnknown(int cell) {
      if (unknown.get(cell)) {
        return;
      }
      unknown.set(cell);
      hiddenSince.add(cell);
      for (int sum : sums.of(cell)) {
        unknowns[sum]++;
        if (sums.get(sum)[0] != cell) {
          covered[sum] += people[cell];
          largest[sum] = Math.max(largest[sum], people[cell]);
        }
      }
    }

    /**
     * How many people there are at least in the unknown parts of a sum. Somebody may be in several
     * of them, so that their people do not add up; but whoever is in no known part is in one of
     * them, and where nobody is in two parts, those are all of theirs.
     */
    private long peopleLeft(int sum) {
      long outsideKnownParts = people[sums.get(sum)[0]] - (inParts[sum] - covered[sum]);
      return Math.max(largest[sum], outsideKnownParts);
    }

    private void settle() {
      while (!waiting.isEmpty()) {
        int sum = waiting.remove();
        isWaiting.clear(sum);
        protect(sum);
      }
    }

    private void protect(int sum) {
      int total = sums.get(sum)[0];
      while (unknowns[sum] == 1
          || (unknowns[sum] > 0 && !unknown.get(total) && peopleLeft(sum) < minGroupSize)) {
        int next = smallestKnownPart(sum);
        if (next < 0) {
          if (unknowns[sum] == 1 && !unknown.get(total) && canBeHidden(total)) {
            hide(total); // the one part is the total
          }
          return;
        }
        hide(next);
      }
    }

    /** -1 where all parts are unknown or zero. */
    private int smallestKnownPart(int sum) {
      if (bySize[sum] == null) {
        bySize[sum] =
            Arrays.stream(sums.get(sum), 1, sums.get(sum).length)
                .filter(this::canBeHidden)
                .boxed()
                .sorted(Comparator.comparingLong(cell -> people[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
      }
      int[] parts = bySize[sum];
      while (gone[sum] < parts.length && unknown.get(parts[gone[sum]])) {
        gone[sum]++; // never known again
      }
      return gone[sum] < parts.length ? parts[gone[sum]] : -1;
    }

    /** Hides, for each cell that can be told, one of the shown ones that it is told by. */
    private void refute() {
      for (Certificate certificate : certificates) {
        if (isStillTold(certificate)) {
          int best = smallestOf(certificate);
          if (best >= 0) {
            hide(best);
          }
        }
      }
    }

    /**
     * The smallest shown cell without which a certificate does not hold; -1 where there is none.
     */
    private int smallestOf(Certificate certificate) {
      int best = -1;
      for (int sum : certificate.factors().keySet()) {
        for (int cell : sums.get(sum)) {
          boolean isShown = !unknown.get(cell) && canBeHidden(cell);
          if (isShown && isBefore(cell, best) && !certificate.holdsWithout(cell, sums)) {
            best = cell;
          }
        }
      }
      return best;
    }

    private boolean isBefore(int cell, int best) {
      return best < 0
          || people[cell] < people[best]
          || (people[cell] == people[best] && cell < best);
    }

    /** Hides one more cell beside a recoverable one, or anywhere near it where all is hidden. */
    private void hideBeside(int cell) {
      int best = -1;
      for (int sum : sums.of(cell)) {
        best = smaller(best, smallestKnown(sum));
      }
      if (best < 0) {
        best = smallestKnownLinkedWith(cell);
      }
      if (best >= 0) {
        hide(best);
      }
    }

    /** The smallest part, or else the total. */
    private int smallestKnown(int sum) {
      int part = smallestKnownPart(sum);
      int total = sums.get(sum)[0];
      return part < 0 && !unknown.get(total) && canBeHidden(total) ? total : part;
    }

    private int smaller(int best, int cell) {
      return cell >= 0 && (best < 0 || people[cell] < people[best]) ? cell : best;
    }

    /** The people of the smallest known cell anywhere. */
    private long fewestKnown() {
      while (goneOfAll < cellsBySize.length && unknown.get(cellsBySize[goneOfAll])) {
        goneOfAll++; // never known again
      }
      return goneOfAll < cellsBySize.length ? people[cellsBySize[goneOfAll]] : Long.MAX_VALUE;
    }

    private int smallestKnownLinkedWith(int cell) {
      BitSet seen = new BitSet(size);
      BitSet seenSums = new BitSet(sums.count());
      IntList open = new IntList(64);
      seen.set(cell);
      open.add(cell);
      int best = -1;
      for (int i = 0; i < open.size(); i++) {
        for (int sum : sums.of(open.get(i))) {
          if (seenSums.get(sum)) {
            continue;
          }
          seenSums.set(sum);
          best = smaller(best, smallestKnown(sum));
          if (best >= 0 && people[best] == fewestKnown()) {
            return best; // none is smaller
          }
          for (int other : sums.get(sum)) {
            if (!seen.get(other) && unknown.get(other)) {
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
