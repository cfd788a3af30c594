// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;

/**
 * Many patterns as one nondeterministic automaton, as K. Thompson builds it ("Regular expression
 * search algorithm", CACM 11(6), 1968). Built once, then read only.
 */
final class PatternGraph {
  /** A node that goes on to two others without a character. */
  private static final int FORK = -1;

  /** A node where a pattern's text ends; its first follower is the pattern. */
  private static final int END = -2;

  private int[] kinds = new int[1024];
  private int[] first = new int[1024];
  private int[] second = new int[1024];
  private int size;

  int size() {
    return size;
  }

  /** Whether a node takes a character. */
  boolean takes(int node) {
    return kinds[node] >= 0;
  }

  /** The set of characters that a node takes. */
  int characters(int node) {
    return kinds[node];
  }

  /** The node behind one that takes a character. */
  int next(int node) {
    return first[node];
  }

  boolean isEnd(int node) {
    return kinds[node] == END;
  }

  /** The pattern whose end a node is. */
  int pattern(int node) {
    return first[node];
  }

  /** The two nodes that a fork goes on to. */
  int left(int node) {
    return first[node];
  }

  int right(int node) {
    return second[node];
  }

  /**
   * Adds a pattern.
   *
   * @return the node that its texts begin at, or -1, and nothing added, where it would take more
   *     nodes than {@code most}
   */
  int add(PatternNode tree, int pattern, int most) {
    int before = size;
    int start = build(tree, node(END, pattern, -1), before + most);
    if (start < 0) {
      size = before;
    }
    return start;
  }

  private int node(int kind, int next, int other) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      first = Arrays.copyOf(first, size * 2);
      second = Arrays.copyOf(second, size * 2);
    }
    kinds[size] = kind;
    first[size] = next;
    second[size] = other;
    return size++;
  }

  /** Builds what takes a tree's texts and goes on at {@code then}; -1 where it grows too large. */
  private int build(PatternNode tree, int then, int limit) {
    if (then < 0 || size > limit) {
      return -1;
    }
    if (tree instanceof PatternNode.One one) {
      return node(one.characters(), then, -1);
    }
    if (tree instanceof PatternNode.Sequence sequence) {
      int start = then;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        start = build(sequence.parts().get(i), start, limit);
      }
      return start;
    }
    if (tree instanceof PatternNode.Choice choice) {
      int start = -1;
      for (PatternNode option : choice.options()) {
        int begin = build(option, then, limit);
        if (begin < 0) {
          return -1;
        }
        start = start < 0 ? begin : node(FORK, start, begin);
      }
      return start;
    }
    if (tree instanceof PatternNode.AtMost atMost) {
      return build(atMost.body(), then, limit);
    }
    return repeat((PatternNode.Repeat) tree, then, limit);
  }

  private int repeat(PatternNode.Repeat repeat, int then, int limit) {
    int start = then;
    if (repeat.isLoop()) {
      start = node(FORK, -1, then);
      int body = build(repeat.body(), start, limit);
      if (body < 0) {
        return -1;
      }
      first[start] = body;
    } else {
      for (int i = repeat.least(); i < repeat.most(); i++) {
        int body = build(repeat.body(), start, limit);
        if (body < 0) {
          return -1;
        }
        start = node(FORK, body, then);
      }
    }
    for (int i = 0; i < repeat.leastTold(); i++) {
      start = build(repeat.body(), start, limit);
    }
    return start;
  }
}
