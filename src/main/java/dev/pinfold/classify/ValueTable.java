// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts with what was told of them, in one open-addressed table: what a look-up asks for lies in
 * one line of memory, the texts one behind the other in another. Not thread-safe.
 */
final class ValueTable {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e3779b97f4a7c15L;
  private static final int INITIAL_SLOTS = 16;
  private static final int INITIAL_BYTES = 128;

  // The fields of a slot, side by side.
  private static final int FIELDS = 4;
  private static final int HASH = 0;
  private static final int START = 1;
  private static final int KIND = 2;
  private static final int REPEATS = 3;

  // What a slot's kind tells beside the length of its text; 0 is an empty slot.
  private static final int TAKEN = 1;
  private static final int NUMBER = 2;
  private static final int REGIONAL = 4;
  private static final int LENGTH_BITS = 3;

  /** Linear probing; at most half full. */
  private int[] slots = new int[FIELDS * INITIAL_SLOTS];

  private ValueLook[] looks = new ValueLook[INITIAL_SLOTS];

  /** By slot, of those whose look would be another in another region. */
  private String[] regions = new String[INITIAL_SLOTS];

  private byte[] texts = new byte[INITIAL_BYTES];
  private int textsEnd;
  private int size;

  /**
   * The slot of a text, or -1.
   *
   * @param region empty where it is not known
   */
  int find(ValueText value, boolean isNumber, String region) {
    byte[] utf8 = value.utf8();
    int from = value.from();
    int to = value.to();
    int hash = hash(utf8, from, to);
    int wanted = ((to - from) << LENGTH_BITS) | TAKEN | (isNumber ? NUMBER : 0);
    int mask = looks.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int at = FIELDS * slot;
      int kind = slots[at + KIND];
      if (kind == 0) {
        return -1;
      }
      if (slots[at + HASH] == hash && (kind & ~REGIONAL) == wanted) {
        int start = slots[at + START];
        if (Arrays.equals(texts, start, start + to - from, utf8, from, to)
            && ((kind & REGIONAL) == 0 || regions[slot].equals(region))) {
          return slot;
        }
      }
    }
  }

  /** One more of the text in this slot; how many came after the first. */
  int countAgain(int slot) {
    return ++slots[FIELDS * slot + REPEATS];
  }

  /** Takes in a text that is not there yet. */
  void add(ValueText value, boolean isNumber, boolean isRegional, String region, ValueLook look) {
    if (2 * (size + 1) > looks.length) {
      grow();
    }
    int length = value.length();
    if (texts.length - textsEnd < length) {
      texts = Arrays.copyOf(texts, Math.max(2 * texts.length, textsEnd + length));
    }
    System.arraycopy(value.utf8(), value.from(), texts, textsEnd, length);
    int hash = hash(texts, textsEnd, textsEnd + length);
    int slot = empty(hash);
    int at = FIELDS * slot;
    slots[at + HASH] = hash;
    slots[at + START] = textsEnd;
    slots[at + KIND] =
        (length << LENGTH_BITS) | TAKEN | (isNumber ? NUMBER : 0) | (isRegional ? REGIONAL : 0);
    slots[at + REPEATS] = 0;
    looks[slot] = look;
    regions[slot] = isRegional ? region : null;
    textsEnd += length;
    size++;
  }

  int size() {
    return size;
  }

  /** How many slots there are, empty ones too. */
  int slots() {
    return looks.length;
  }

  /** How often the text in a slot came after the first time, and from now on anew. */
  int takeRepeats(int slot) {
    int repeats = slots[FIELDS * slot + REPEATS];
    slots[FIELDS * slot + REPEATS] = 0;
    return repeats;
  }

  ValueLook look(int slot) {
    return looks[slot];
  }

  boolean isNumber(int slot) {
    return (slots[FIELDS * slot + KIND] & NUMBER) != 0;
  }

  String text(int slot) {
    int at = FIELDS * slot;
    return new String(
        texts, slots[at + START], slots[at + KIND] >>> LENGTH_BITS, StandardCharsets.UTF_8);
  }

  private int empty(int hash) {
    int mask = looks.length - 1;
    int slot = hash & mask;
    while (slots[FIELDS * slot + KIND] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] before = slots;
    ValueLook[] looksBefore = looks;
    String[] regionsBefore = regions;
    slots = new int[2 * before.length];
    looks = new ValueLook[2 * looksBefore.length];
    regions = new String[looks.length];
    for (int i = 0; i < looksBefore.length; i++) {
      if (looksBefore[i] != null) {
        int slot = empty(before[FIELDS * i + HASH]);
        System.arraycopy(before, FIELDS * i, slots, FIELDS * slot, FIELDS);
        looks[slot] = looksBefore[i];
        regions[slot] = regionsBefore[i];
      }
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) WORDS.get(bytes, at)) * ODD;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    hash = (hash ^ rest) * ODD;
    return (int) (hash ^ hash >>> 32);
  }
}
