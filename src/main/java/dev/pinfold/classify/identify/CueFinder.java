// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds in one pass over a text which of many cue words stand in it, whatever their case: the
 * automaton of Aho and Corasick ("Efficient string matching", CACM 18(6), 1975), as the table that
 * their algorithm 4 makes of it. Immutable.
 */
final class CueFinder {
  /** Of the characters that stand in no cue. */
  private static final short ELSE = 0;

  /** By character, its column in the table. */
  private final short[] columns = new short[Character.MAX_VALUE + 1];

  /** By state and column, the next state. */
  private final int[] steps;

  private final int width;

  /** By state, whose cues have been read; null: nobody's. */
  private final BitSet[] owners;

  /**
   * @param cues by the number of their owner
   */
  CueFinder(Map<Integer, List<String>> cues) {
    List<Map<Short, Integer>> trie = new ArrayList<>();
    List<BitSet> found = new ArrayList<>();
    short last = ELSE;
    trie.add(new HashMap<>());
    found.add(new BitSet());
    for (Map.Entry<Integer, List<String>> owned : cues.entrySet()) {
      for (String cue : owned.getValue()) {
        int state = 0;
        for (int i = 0; i < cue.length(); i++) {
          char c = folded(cue.charAt(i));
          if (columns[c] == ELSE) {
            columns[c] = ++last;
          }
          Integer next = trie.get(state).get(columns[c]);
          if (next == null) {
            next = trie.size();
            trie.get(state).put(columns[c], next);
            trie.add(new HashMap<>());
            found.add(new BitSet());
          }
          state = next;
        }
        found.get(state).set(owned.getKey());
      }
    }
    width = last + 1;
    for (char c = Character.MAX_VALUE; c > 0; c--) {
      columns[c] = columns[folded(c)];
    }
    steps = new int[trie.size() * width];
    link(trie, found);
    owners = found.stream().map(some -> some.isEmpty() ? null : some).toArray(BitSet[]::new);
  }

  /** The same for all ways to write a letter, as {@link java.util.regex.Pattern} compares them. */
  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Fills the table breadth first: where the trie does not go on, the longest ending that does. */
  private void link(List<Map<Short, Integer>> trie, List<BitSet> found) {
    int[] fallbacks = new int[trie.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (short column = 0; column < width; column++) {
        Integer next = trie.get(state).get(column);
        int fallback = state == 0 ? 0 : steps[fallbacks[state] * width + column];
        if (next != null) {
          fallbacks[next] = fallback;
          found.get(next).or(found.get(fallback));
          queue.add(next);
        }
        steps[state * width + column] = next == null ? fallback : next;
      }
    }
  }

  /** The owners of the cues in a text. */
  BitSet find(String text) {
    BitSet all = new BitSet();
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = steps[state * width + columns[text.charAt(i)]];
      if (owners[state] != null) {
        all.or(owners[state]);
      }
    }
    return all;
  }

  /** Whether any cue stands in a text. */
  boolean isIn(String text) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = steps[state * width + columns[text.charAt(i)]];
      if (owners[state] != null) {
        return true;
      }
    }
    return false;
  }
}
