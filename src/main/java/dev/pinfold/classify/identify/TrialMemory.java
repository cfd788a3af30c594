// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Remembers which rules are left to try, by the rules whose form a value has, the candidates of its
 * shape and those that its column passes over. Values of one column mostly share all three, and a
 * number of eleven digits is of the form of dozens of rules. Thread-safe: an entry never changes,
 * and one that another thread overwrote is only found again.
 */
final class TrialMemory {
  /** How many are remembered; a power of two. */
  private static final int ENTRIES = 1 << 13;

  private static final int[] NONE = {};

  private final Entry[] entries = new Entry[ENTRIES];

  /** Compared by identity: a state of an automaton always gives the same array. */
  private record Entry(int[] formed, CandidateRules candidates, BitSet passedOver, int[] rules) {
    @SuppressWarnings("ReferenceEquality")
    boolean is(int[] otherFormed, CandidateRules otherCandidates, BitSet otherPassedOver) {
      return formed == otherFormed
          && candidates == otherCandidates
          && passedOver == otherPassedOver;
    }
  }

  /**
   * The rules to try, from the lowest.
   *
   * @param formed those whose form an automaton found, from the lowest
   * @param passedOver must not change any more
   */
  int[] rules(int[] formed, CandidateRules candidates, BitSet passedOver) {
    if (formed.length == 0 && candidates.unread().length == 0) {
      return NONE;
    }
    int place =
        (System.identityHashCode(formed)
                    ^ 31 * System.identityHashCode(passedOver)
                    ^ 0x9e3779b9 * candidates.key())
                * 0x9e3779b9
            >>> (Integer.SIZE - Integer.numberOfTrailingZeros(ENTRIES));
    Entry known = entries[place];
    if (known == null || !known.is(formed, candidates, passedOver)) {
      int[] rules =
          IntStream.of(PatternSet.merged(formed, candidates.unread()))
              .filter(i -> !passedOver.get(i) && Arrays.binarySearch(candidates.whole(), i) >= 0)
              .toArray();
      known = new Entry(formed, candidates, passedOver, rules);
      entries[place] = known;
    }
    return known.rules();
  }
}
