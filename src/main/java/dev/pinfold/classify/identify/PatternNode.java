// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.List;

/** A regular expression, parsed; a tree of what {@link PatternParser} understands. */
sealed interface PatternNode {
  /**
   * One character.
   *
   * @param characters index of the set of characters among those of {@link CharacterSets}
   */
  record One(int characters) implements PatternNode {}

  /** One after another; none of them: the empty text. */
  record Sequence(List<PatternNode> parts) implements PatternNode {}

  /** One of these. */
  record Choice(List<PatternNode> options) implements PatternNode {}

  /**
   * Several times.
   *
   * @param most -1 for any number
   */
  record Repeat(PatternNode body, int least, int most) implements PatternNode {}
}
