// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The sets of characters that many patterns name, such as {@code [A-F\d]}, and the kinds of
 * characters that they tell apart: two characters in the same sets are of one kind. What a set
 * holds is asked of {@link Pattern}, so that it means here what it means there. Sets are added
 * first, then kinds are asked for; asking is thread-safe.
 */
final class CharacterSets {
  /** What {@link #kind} answers for a character of a kind beyond the room for them. */
  static final int NO_KIND = -1;

  /** Kinds of characters outside ASCII that are told apart. */
  private static final int SPARE = 40;

  private static final String MOST_FREQUENT = "0123456789-abcdef.";

  private final List<Predicate<String>> sets = new ArrayList<>();
  private final Map<String, Integer> known = new HashMap<>();

  private final Map<BitSet, Integer> kinds = new HashMap<>();

  /** By kind, the sets that it is in. */
  private Kind[] setsOfKind = new Kind[256];

  /** Kinds of code points beyond the Basic Multilingual Plane. */
  private final Map<Integer, Integer> kindsBeyond = new ConcurrentHashMap<>();

  /** A reader without the lock sees what a final field holds. */
  private record Kind(BitSet sets) {}

  private int room;

  /** By character: its kind and one, 0 while that is unknown, or -1 for none. */
  private final short[] kindOf = new short[Character.MAX_VALUE + 1];

  /**
   * Adds a set, unless it is known.
   *
   * @param expression of one character, as {@link Pattern} writes it
   * @param flags as {@link Pattern} has them
   * @return its index
   */
  int add(String expression, int flags) {
    return known.computeIfAbsent(
        flags + expression,
        key -> {
          sets.add(Pattern.compile(expression, flags).asMatchPredicate());
          return sets.size() - 1;
        });
  }

  /** Ends the adding: finds the kinds of ASCII, those that most values consist of first. */
  synchronized void close() {
    for (int i = 0; i < MOST_FREQUENT.length(); i++) {
      find(MOST_FREQUENT.substring(i, i + 1));
    }
    for (char c = 0; c < 128; c++) {
      kindOf[c] = (short) (find(String.valueOf(c)) + 1);
    }
    room = kinds.size() + SPARE;
  }

  /** How many kinds there can be. */
  int room() {
    return room;
  }

  /** The kind of a character that is no surrogate. */
  int kind(char c) {
    int kind = kindOf[c];
    return kind > 0 ? kind - 1 : kind < 0 ? NO_KIND : findLate(c);
  }

  /** The kind of a code point that takes two characters. */
  int kindBeyond(int codePoint) {
    Integer kind = kindsBeyond.get(codePoint);
    return kind != null ? kind : findBeyond(codePoint);
  }

  private synchronized int findBeyond(int codePoint) {
    int kind = withinRoom(find(Character.toString(codePoint)));
    kindsBeyond.put(codePoint, kind);
    return kind;
  }

  private int withinRoom(int kind) {
    return kind < room ? kind : NO_KIND;
  }

  private synchronized int findLate(char c) {
    int kind = withinRoom(find(String.valueOf(c)));
    kindOf[c] = (short) (kind == NO_KIND ? -1 : kind + 1);
    return kind;
  }

  private int find(String text) {
    BitSet in = new BitSet();
    for (int set = 0; set < sets.size(); set++) {
      if (sets.get(set).test(text)) {
        in.set(set);
      }
    }
    Integer kind = kinds.get(in);
    if (kind == null) {
      kind = kinds.size();
      kinds.put(in, kind);
      if (kind == setsOfKind.length) {
        setsOfKind = Arrays.copyOf(setsOfKind, 2 * kind);
      }
      setsOfKind[kind] = new Kind(in);
    }
    return kind;
  }

  /** Whether characters of a kind are in a set. */
  boolean holds(int set, int kind) {
    Kind in = setsOfKind[kind];
    return in != null ? in.sets().get(set) : holdsLocked(set, kind);
  }

  private synchronized boolean holdsLocked(int set, int kind) {
    return setsOfKind[kind].sets().get(set);
  }
}
