// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of a deterministic automaton, which come to be as they are asked for. Every change is
 * made under the lock of its {@link PatternRoom}, and reads are not: a reader that does not see a
 * change yet asks for it under the lock.
 */
final class PatternStates {
  /** No state: there is no room for more. */
  static final int NONE_LEFT = 0;

  /** Where nothing can match any more. */
  static final int DEAD = 1;

  /** Numbers of states are kept in 16 bits. */
  private static final int MOST_STATES = 60_000;

  /** There is room for so many at first. */
  private static final int FIRST_STATES = 16;

  /** Two states to a cache line; the kinds that {@link CharacterSets} puts first. */
  private static final int FREQUENT = 16;

  private static final int[] NONE = {};

  private final PatternGraph graph;
  private final CharacterSets sets;
  private final int[] starts;
  private final int word;
  private final int kinds;
  private final PatternRoom room;
  private final Map<Key, Integer> known = new HashMap<>();

  /** By state, the nodes in it that take a character. */
  private final List<int[]> nodes = new ArrayList<>();

  /** By state and kind of character the next state, or 0 while that is not known. */
  private char[] next;

  /** The same by the kinds that come first, which most characters are of, close together. */
  private char[] nextByFrequent;

  /** By state, the patterns whose text may end there. */
  private Ends[] ends;

  /** By state, whether it is known that no pattern's text ends there. */
  private boolean[] endless;

  private int count;

  /** How many of them the room counts; and whether it does so still. */
  private int taken;

  private boolean isRetired;

  /** A reader without the lock sees what a final field holds. */
  private record Ends(int[] patterns) {}

  private final int begin;

  /**
   * @param starts the nodes that patterns begin at
   * @param word the set of characters that no pattern begins or ends beside; -1: all begin where
   *     the text does
   * @param room shared by the automatons of one graph; its lock is that of each of them
   */
  PatternStates(PatternGraph graph, CharacterSets sets, int[] starts, int word, PatternRoom room) {
    this.graph = graph;
    this.sets = sets;
    this.starts = starts;
    this.word = word;
    this.room = room;
    this.kinds = sets.room();
    next = new char[FIRST_STATES * kinds];
    nextByFrequent = new char[FIRST_STATES * FREQUENT];
    ends = new Ends[FIRST_STATES];
    endless = new boolean[FIRST_STATES];
    synchronized (room) {
      nodes.add(NONE); // NONE_LEFT
      state(NONE, 0);
      begin = state(starts, starts.length);
    }
  }

  /** Where every text begins. */
  int begin() {
    return begin;
  }

  /** How many states there are. */
  int size() {
    synchronized (room) {
      return nodes.size();
    }
  }

  /** Another takes its place: what texts on their way still add is not counted any more. */
  void retire() {
    synchronized (room) {
      isRetired = true;
      room.release(taken);
      taken = 0;
    }
  }

  /** Whether there are more states, as far as this thread has seen. */
  boolean isLargerThan(int most) {
    return count > most;
  }

  /** What is known of the next states by now, for {@link #step(char[], int, int)}. */
  char[] known() {
    return nextByFrequent;
  }

  /** The state behind one, where that is known; else {@link #NONE_LEFT}. */
  static int step(char[] known, int state, int kind) {
    int at = state * FREQUENT + kind;
    return kind >= 0 && kind < FREQUENT && at < known.length ? known[at] : NONE_LEFT;
  }

  private int stepRare(char[] known, int state, int kind) {
    int at = state * kinds + kind;
    return at < known.length ? known[at] : NONE_LEFT;
  }

  /** The state behind one, by a kind of character; or {@link #NONE_LEFT}. */
  int step(int state, int kind) {
    int known = kind < FREQUENT ? step(nextByFrequent, state, kind) : stepRare(next, state, kind);
    return known != NONE_LEFT ? known : grow(state, kind);
  }

  /** The patterns whose text may end in a state, from the lowest. */
  int[] ends(int state) {
    Ends[] table = ends;
    Ends known = state < table.length ? table[state] : null;
    return known != null ? known.patterns() : endsLocked(state);
  }

  /** What is known by now of where texts may end, for {@link #couldEnd}. */
  boolean[] endless() {
    return endless;
  }

  /** Whether {@link #ends} may have a pattern for a state; of most states it has none. */
  static boolean couldEnd(boolean[] endless, int state) {
    return state >= endless.length || !endless[state];
  }

  private int[] endsLocked(int state) {
    synchronized (room) {
      return ends[state].patterns();
    }
  }

  private int grow(int state, int kind) {
    synchronized (room) {
      return nodes.size() >= MOST_STATES ? NONE_LEFT : grown(state, kind);
    }
  }

  private int grown(int state, int kind) {
    int[] from = nodes.get(state);
    int[] followers = room.followers(from.length + starts.length);
    int count = 0;
    for (int node : from) {
      if (sets.holds(graph.characters(node), kind)) {
        followers[count++] = graph.next(node);
      }
    }
    if (word >= 0 && !sets.holds(word, kind)) {
      System.arraycopy(starts, 0, followers, count, starts.length);
      count += starts.length;
    }
    int behind = state(followers, count);
    if (kind < FREQUENT) {
      nextByFrequent[state * FREQUENT + kind] = (char) behind;
    } else {
      next[state * kinds + kind] = (char) behind;
    }
    return behind;
  }

  private record Key(int[] nodes, int[] ends) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && Arrays.equals(nodes, key.nodes)
          && Arrays.equals(ends, key.ends);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(nodes) + Arrays.hashCode(ends);
    }
  }

  /** The state of these nodes and all that are reached from them without a character. */
  private int state(int[] from, int count) {
    PatternRoom.Reached reached = room.reach(graph, from, count);
    return known.computeIfAbsent(new Key(reached.nodes(), reached.ends()), this::add);
  }

  private int add(Key key) {
    int state = nodes.size();
    if (state == ends.length) {
      ends = Arrays.copyOf(ends, 2 * state);
      endless = Arrays.copyOf(endless, 2 * state);
      next = Arrays.copyOf(next, 2 * next.length);
      nextByFrequent = Arrays.copyOf(nextByFrequent, 2 * nextByFrequent.length);
    }
    nodes.add(key.nodes());
    ends[state] = new Ends(room.shared(key.ends()));
    endless[state] = key.ends().length == 0;
    count = state;
    if (!isRetired) {
      room.take();
      taken++;
    }
    return state;
  }
}
