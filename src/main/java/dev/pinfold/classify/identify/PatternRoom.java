// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the automatons of one graph share: how many states they have together, and the room to find
 * a state in. All but the count is used under this object's lock.
 */
final class PatternRoom {
  /** States that are kept; each is a few hundred bytes. */
  private static final int MOST_STATES = 60_000;

  private final int mostStates;
  private final AtomicInteger states = new AtomicInteger();
  private final Map<Ends, int[]> shared = new HashMap<>();
  private final List<GrowingAutomaton> automatons = new ArrayList<>();
  private int[] visited = {};
  private int[] stack = {};
  private int[] reached = {};
  private int[] ended = {};
  private int[] followers = {};
  private int top;
  private int round;

  /** Patterns by what they are, not by which array lists them. */
  private record Ends(int[] patterns) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Ends ends && Arrays.equals(patterns, ends.patterns);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(patterns);
    }
  }

  /**
   * Where an automaton may be at one place of a text.
   *
   * @param nodes those that take a character, from the lowest
   * @param ends the patterns whose text may end there, from the lowest
   */
  record Reached(int[] nodes, int[] ends) {}

  PatternRoom() {
    this(MOST_STATES);
  }

  /**
   * @param mostStates that are kept
   */
  PatternRoom(int mostStates) {
    this.mostStates = mostStates;
  }

  /** These automatons start anew together. */
  synchronized void add(GrowingAutomaton automaton) {
    automatons.add(automaton);
  }

  /**
   * Where there is no room any more, all automatons start anew, the small ones too: they are many,
   * and most were for texts that came once.
   */
  synchronized void makeRoom() {
    if (isFull()) {
      automatons.forEach(GrowingAutomaton::renew);
      shared.clear();
    }
  }

  /** There is one more state. */
  void take() {
    states.incrementAndGet();
  }

  /** So many states are gone. */
  void release(int count) {
    states.addAndGet(-count);
  }

  /** Whether automatons should start anew. */
  boolean isFull() {
    return states.get() > mostStates;
  }

  /** How many states there are. */
  int size() {
    return states.get();
  }

  /** Room for so many nodes; lost at the next call. */
  int[] followers(int count) {
    if (followers.length < count) {
      followers = new int[2 * count];
    }
    return followers;
  }

  /** The same array for equal ones. */
  int[] shared(int[] ends) {
    return shared.computeIfAbsent(new Ends(ends), Ends::patterns);
  }

  /** These nodes and all that are reached from them without a character. */
  Reached reach(PatternGraph graph, int[] from, int count) {
    if (visited.length < graph.size()) {
      visited = new int[graph.size()];
      stack = new int[graph.size()];
      reached = new int[graph.size()];
      ended = new int[graph.size()];
      round = 0;
    }
    round++;
    top = 0;
    int taking = 0;
    int ending = 0;
    for (int i = 0; i < count; i++) {
      push(from[i]);
    }
    while (top > 0) {
      int node = stack[--top];
      if (graph.takes(node)) {
        reached[taking++] = node;
      } else if (graph.isEnd(node)) {
        ended[ending++] = graph.pattern(node);
      } else {
        push(graph.left(node));
        push(graph.right(node));
      }
    }
    int[] nodes = Arrays.copyOf(reached, taking);
    int[] ends = Arrays.copyOf(ended, ending);
    Arrays.sort(nodes);
    Arrays.sort(ends);
    return new Reached(nodes, ends);
  }

  private void push(int node) {
    if (visited[node] != round) {
      visited[node] = round;
      stack[top++] = node;
    }
  }
}
