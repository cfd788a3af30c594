// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * An automaton that starts anew when it has grown too large, and rests for a while where texts
 * differ so much that it grows all the time. Thread-safe.
 */
final class GrowingAutomaton {
  /** States that are kept; each is a few hundred bytes. */
  private static final int MOST_STATES = 20_000;

  /** Finding so few costs nothing to speak of. */
  private static final int FEW_STATES = 64;

  /** With fewer characters a state, finding the states costs more than they save. */
  private static final int CHARACTERS_A_STATE = 50;

  /** After so many texts it is tried again. */
  private static final int REST = 100_000;

  private final PatternGraph graph;
  private final CharacterSets sets;
  private final int[] starts;
  private final int word;
  private final PatternRoom room;
  private volatile PatternStates states;

  // Threads may lose some of these counts; rough ones are enough.
  private long characters;
  private int resting;

  /** Takes what {@link PatternStates} takes. */
  GrowingAutomaton(
      PatternGraph graph, CharacterSets sets, int[] starts, int word, PatternRoom room) {
    this.graph = graph;
    this.sets = sets;
    this.starts = starts;
    this.word = word;
    this.room = room;
    states = new PatternStates(graph, sets, starts, word, room);
    room.add(this);
  }

  /**
   * The automaton for a text, or null while it rests.
   *
   * @param length of the text
   */
  PatternStates enter(int length) {
    if (resting > 0) {
      resting--;
      return null;
    }
    characters += length;
    PatternStates present = states;
    if (room.isFull()) {
      room.makeRoom();
    } else if (present.isLargerThan(MOST_STATES)) {
      renew(present);
    }
    return states;
  }

  /** Starts anew, and rests where finding the states did not pay. */
  void renew() {
    renew(states);
  }

  private void renew(PatternStates full) {
    synchronized (room) {
      if (states == full) {
        int size = full.size();
        boolean pays = size <= FEW_STATES || characters > (long) size * CHARACTERS_A_STATE;
        resting = pays ? 0 : REST;
        characters = 0;
        full.retire();
        states = new PatternStates(graph, sets, starts, word, room);
      }
    }
  }

  int size() {
    return states.size();
  }
}
