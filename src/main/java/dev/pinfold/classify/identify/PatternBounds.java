// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.List;

/**
 * How long a pattern's texts are, in UTF-16 code units, and up to which length an automaton, whose
 * loops have no upper bound, takes these texts alone.
 *
 * @param shortest of the texts; an automaton may take shorter ones where it is exact for none
 * @param longest of the texts; {@link #ANY} where there is no limit
 * @param exactUpTo an automaton's answer is final for a text of this length or less; {@link #ANY}:
 *     always, {@link #NEVER}: for none that holds a character
 */
record PatternBounds(long shortest, long longest, long exactUpTo) {
  static final int ANY = Integer.MAX_VALUE;
  static final int NEVER = 0;

  /** The bounds of a tree. */
  static PatternBounds of(PatternNode tree) {
    if (tree instanceof PatternNode.One one) {
      return new PatternBounds(1, one.units(), ANY);
    }
    if (tree instanceof PatternNode.AtMost atMost) {
      PatternBounds body = of(atMost.body());
      return new PatternBounds(body.shortest, body.longest, NEVER);
    }
    if (tree instanceof PatternNode.Sequence sequence) {
      return ofSequence(sequence);
    }
    if (tree instanceof PatternNode.Choice choice) {
      return choice.options().stream()
          .map(PatternBounds::of)
          .reduce(
              (a, b) ->
                  new PatternBounds(
                      Math.min(a.shortest, b.shortest),
                      Math.max(a.longest, b.longest),
                      Math.min(a.exactUpTo, b.exactUpTo)))
          .orElseThrow();
    }
    return ofRepeat((PatternNode.Repeat) tree);
  }

  /** A part has no more room than the shortest texts of the others leave it. */
  private static PatternBounds ofSequence(PatternNode.Sequence sequence) {
    long shortest = 0;
    long longest = 0;
    List<PatternBounds> parts = sequence.parts().stream().map(PatternBounds::of).toList();
    for (PatternBounds bounds : parts) {
      shortest = Math.min(ANY, shortest + bounds.shortest);
      longest = Math.min(ANY, longest + bounds.longest);
    }
    long exactUpTo = ANY;
    for (PatternBounds bounds : parts) {
      exactUpTo = Math.min(exactUpTo, later(bounds.exactUpTo, shortest - bounds.shortest));
    }
    return new PatternBounds(shortest, longest, exactUpTo);
  }

  /** More repetitions than the most take at least as many characters, or say nothing. */
  private static PatternBounds ofRepeat(PatternNode.Repeat repeat) {
    PatternBounds body = of(repeat.body());
    long shortest = Math.min(ANY, repeat.least() * body.shortest);
    long longest = repeat.most() < 0 ? ANY : Math.min(ANY, repeat.most() * body.longest);
    long exactUpTo = later(body.exactUpTo, Math.max(0, repeat.least() - 1) * body.shortest);
    if (repeat.isCut()) {
      exactUpTo = NEVER;
    } else if (repeat.most() >= 0 && repeat.isLoop()) {
      exactUpTo = Math.min(exactUpTo, (repeat.most() + 1L) * Math.max(1, body.shortest) - 1);
    }
    return new PatternBounds(shortest, longest, exactUpTo);
  }

  private static long later(long exactUpTo, long by) {
    return exactUpTo == NEVER ? NEVER : Math.min(ANY, exactUpTo + by);
  }
}
