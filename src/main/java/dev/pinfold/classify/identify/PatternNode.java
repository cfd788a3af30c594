// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.List;

/** A regular expression, parsed; a tree of what {@link PatternParser} understands. */
sealed interface PatternNode {
  /**
   * One character.
   *
   * @param characters index of the set of characters among those of {@link CharacterSets}
   * @param units UTF-16 code units that it may be, at most
   */
  record One(int characters, int units) implements PatternNode {}

  /** One after another; none of them: the empty text. */
  record Sequence(List<PatternNode> parts) implements PatternNode {}

  /** One of these. */
  record Choice(List<PatternNode> options) implements PatternNode {}

  /** What takes no more texts than this, and maybe fewer: what looks around is left out. */
  record AtMost(PatternNode body) implements PatternNode {}

  /**
   * Several times.
   *
   * @param most -1 for any number
   */
  record Repeat(PatternNode body, int least, int most) implements PatternNode {
    /** A wider range of repetitions gets no upper bound: each bound is a state of its own. */
    private static final int WIDEST_RANGE = 12;

    private static final int MOST_REPEATS = 512;

    /** Whether an automaton takes any number of repetitions from the least on. */
    boolean isLoop() {
      return most < 0 || most - least > WIDEST_RANGE || isCut();
    }

    /** Whether an automaton takes fewer than the least too. */
    boolean isCut() {
      return least > MOST_REPEATS;
    }

    /** How many an automaton asks for. */
    int leastTold() {
      return Math.min(least, MOST_REPEATS);
    }
  }
}
