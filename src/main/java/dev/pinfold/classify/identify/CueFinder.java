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
 * automaton of Aho and Corasick ("Efficient string matching", CACM 18(6), 1975). Immutable.
 */
final class CueFinder {
  private final List<Map<Character, Integer>> steps = new ArrayList<>();
  private final List<Integer> fallbacks = new ArrayList<>();
  private final List<BitSet> owners = new ArrayList<>();

  /**
   * @param cues by the number of their owner
   */
  CueFinder(Map<Integer, List<String>> cues) {
    addState();
    cues.forEach((owner, words) -> words.forEach(word -> add(word, owner)));
    link();
  }

  private int addState() {
    steps.add(new HashMap<>());
    fallbacks.add(0);
    owners.add(new BitSet());
    return steps.size() - 1;
  }

  private void add(String word, int owner) {
    int state = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = Character.toLowerCase(word.charAt(i));
      Integer next = steps.get(state).get(c);
      if (next == null) {
        next = addState();
        steps.get(state).put(c, next);
      }
      state = next;
    }
    owners.get(state).set(owner);
  }

  /** Where to go on from each state where the text does not: breadth first. */
  private void link() {
    ArrayDeque<Integer> queue = new ArrayDeque<>(steps.get(0).values());
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (Map.Entry<Character, Integer> step : steps.get(state).entrySet()) {
        int next = step.getValue();
        int fallback = fallbacks.get(state);
        while (fallback != 0 && !steps.get(fallback).containsKey(step.getKey())) {
          fallback = fallbacks.get(fallback);
        }
        fallback = steps.get(fallback).getOrDefault(step.getKey(), 0);
        fallbacks.set(next, fallback);
        owners.get(next).or(owners.get(fallback));
        queue.add(next);
      }
    }
  }

  /** The owners of the cues in a text. */
  BitSet find(String text) {
    BitSet found = new BitSet();
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      Integer next = steps.get(state).get(c);
      while (next == null && state != 0) {
        state = fallbacks.get(state);
        next = steps.get(state).get(c);
      }
      state = next == null ? 0 : next;
      if (!owners.get(state).isEmpty()) {
        found.or(owners.get(state));
      }
    }
    return found;
  }
}
