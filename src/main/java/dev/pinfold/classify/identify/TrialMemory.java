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

  private static final Trials NONE = new Trials(new int[0]);

  private final PatternSet patterns;
  private final Entry[] entries = new Entry[ENTRIES];

  /**
   * @param patterns whose forms are given
   */
  TrialMemory(PatternSet patterns) {
    this.patterns = patterns;
  }

  /** Rules that are left to try, from the lowest; all that is to be known of one side by side. */
  static final class Trials {
    private static final int FIELDS = 3;
    private static final int EXACT_UP_TO = 1;
    private static final int LONGEST = 2;

    private final int[] fields;

    private Trials(int[] fields) {
      this.fields = fields;
    }

    int size() {
      return fields.length / FIELDS;
    }

    int rule(int trial) {
      return fields[FIELDS * trial] >> 1;
    }

    /** Whether the rule's gate takes every value of the shape. */
    boolean isSure(int trial) {
      return (fields[FIELDS * trial] & 1) != 0;
    }

    /** Up to which length a text surely is of the rule's pattern. */
    int exactUpTo(int trial) {
      return fields[FIELDS * trial + EXACT_UP_TO];
    }

    /** Beyond which length a text surely is not. */
    int longest(int trial) {
      return fields[FIELDS * trial + LONGEST];
    }
  }

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
    int[] fields = new int[Trials.FIELDS * rules.length];
    for (int k = 0; k < rules.length; k++) {
      int exactUpTo = 0;
      int longest = patterns.answersFor(rules[k]) ? 0 : PatternBounds.ANY;
      for (int form : formed) {
        // A text that is surely of one of the forms is of the pattern.
        if (patterns.pattern(form) == rules[k]) {
          exactUpTo = Math.max(exactUpTo, patterns.exactUpTo(form));
          longest = Math.max(longest, patterns.longest(form));
        }
      }
      int at = Trials.FIELDS * k;
      fields[at] = rules[k] << 1 | (candidates.sure().get(rules[k]) ? 1 : 0);
      fields[at + Trials.EXACT_UP_TO] = exactUpTo;
      fields[at + Trials.LONGEST] = longest;
    }
    return new Trials(fields);
  }
}
