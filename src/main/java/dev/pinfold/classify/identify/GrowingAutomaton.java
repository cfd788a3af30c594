// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * An automaton that starts anew when it has grown too large, and gives up where texts differ so
 * much that it grows all the time. Thread-safe.
 */
final class GrowingAutomaton {
  /** States that are kept; each is a few hundred bytes. */
  private static final int MOST_STATES = 20_000;

  /** Fewer texts than this a state, and the automaton does not pay. */
  private static final int TEXTS_A_STATE = 2;

  private final PatternGraph graph;
  private final CharacterSets sets;
  private final int[] starts;
  private final int word;
  private volatile PatternStates states;
  private long texts;
  private volatile boolean pays = true;

  /** Takes what {@link PatternStates} takes. */
  GrowingAutomaton(PatternGraph graph, CharacterSets sets, int[] starts, int word) {
    this.graph = graph;
    this.sets = sets;
    this.starts = starts;
    this.word = word;
    states = new PatternStates(graph, sets, starts, word);
  }

  /** The automaton for a text, or null where it does not pay. */
  PatternStates enter() {
    texts++; // threads may lose some; a rough count is enough
    PatternStates present = states;
    if (present.isLargerThan(MOST_STATES)) {
      present = renew(present);
    }
    return pays ? present : null;
  }

  private synchronized PatternStates renew(PatternStates full) {
    if (states == full) {
      pays = texts > (long) MOST_STATES * TEXTS_A_STATE;
      texts = 0;
      states = new PatternStates(graph, sets, starts, word);
    }
    return states;
  }

  int size() {
    return states.size();
  }
}
