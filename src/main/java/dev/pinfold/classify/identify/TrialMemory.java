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

  /** In so many places from its own on an entry may stand: two in one would be made in turn. */
  private static final int PLACES = 8;

  private static final Trials NONE = new Trials(new int[0], new boolean[0], new int[0], new int[0]);

  private final PatternSet patterns;
  private final Entry[] entries = new Entry[ENTRIES];

  /**
   * @param patterns whose forms are given
   */
  TrialMemory(PatternSet patterns) {
    this.patterns = patterns;
  }

  /**
   * Rules that are left to try. None of the arrays may be changed.
   *
   * @param rules from the lowest
   * @param sure by rule, whether its gate takes every value of the shape
   * @param exactUpTo by rule, up to which length a text surely is of its pattern
   * @param longest by rule, beyond which length a text surely is not
   */
  record Trials(int[] rules, boolean[] sure, int[] exactUpTo, int[] longest) {}

  /** Compared by identity: a state of an automaton always gives the same array. */
  private record Entry(int[] formed, CandidateRules candidates, BitSet passedOver, Trials trials) {
    @SuppressWarnings("ReferenceEquality")
    boolean is(int[] otherFormed, CandidateRules otherCandidates, BitSet otherPassedOver) {
      return formed == otherFormed
          && candidates == otherCandidates
          && passedOver == otherPassedOver;
    }
  }

  /**
   * The rules to try.
   *
   * @param formed the forms that an automaton found, from the lowest
   * @param passedOver must not change any more
   */
  Trials trials(int[] formed, CandidateRules candidates, BitSet passedOver) {
    if (formed.length == 0 && candidates.unread().length == 0) {
      return NONE;
    }
    int place =
        (System.identityHashCode(formed)
                    ^ 31 * System.identityHashCode(passedOver)
                    ^ 0x9e3779b9 * candidates.key())
                * 0x9e3779b9
            >>> (Integer.SIZE - Integer.numberOfTrailingZeros(ENTRIES));
    int free = place;
    for (int i = 0; i < PLACES; i++) {
      int at = (place + i) & (ENTRIES - 1);
      Entry known = entries[at];
      if (known == null) {
        free = at;
        break;
      }
      if (known.is(formed, candidates, passedOver)) {
        return known.trials();
      }
    }
    Trials made = made(formed, candidates, passedOver);
    entries[free] = new Entry(formed, candidates, passedOver, made);
    return made;
  }

  private Trials made(int[] formed, CandidateRules candidates, BitSet passedOver) {
    int[] ofForms = IntStream.of(formed).map(patterns::pattern).distinct().toArray();
    int[] rules =
        IntStream.of(PatternSet.merged(ofForms, candidates.unread()))
            .filter(i -> !passedOver.get(i) && Arrays.binarySearch(candidates.whole(), i) >= 0)
            .toArray();
    boolean[] sure = new boolean[rules.length];
    int[] exactUpTo = new int[rules.length];
    int[] longest = new int[rules.length];
    for (int k = 0; k < rules.length; k++) {
      sure[k] = candidates.sure().get(rules[k]);
      if (!patterns.answersFor(rules[k])) {
        longest[k] = PatternBounds.ANY;
      }
      for (int form : formed) {
        // A text that is surely of one of the forms is of the pattern.
        if (patterns.pattern(form) == rules[k]) {
          exactUpTo[k] = Math.max(exactUpTo[k], patterns.exactUpTo(form));
          longest[k] = Math.max(longest[k], patterns.longest(form));
        }
      }
    }
    return new Trials(rules, sure, exactUpTo, longest);
  }
}
