// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts with what was told of them, in one open-addressed table: what a look-up asks for lies in
 * one line of memory, short texts too; the ends of longer ones lie one behind the other in another.
 * Not thread-safe.
 */
final class ValueTable {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e3779b97f4a7c15L;
  private static final int INITIAL_SLOTS = 16;

  // The fields of a slot, side by side: the first bytes of its text; the hash and the kind; where
  // the rest of the text is, and how often it came again.
  private static final int FIELDS = 4;
  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final int HASH_AND_KIND = 2;
  private static final int START_AND_REPEATS = 3;

  /** Bytes of a text that are in its slot. */
  private static final int IN_SLOT = 2 * Long.BYTES;

  // What a slot's kind tells beside the length of its text; 0 is an empty slot.
  private static final int TAKEN = 1;
  private static final int NUMBER = 2;
  private static final int REGIONAL = 4;
  private static final int LENGTH_BITS = 3;
  private static final int REGION_BIT = 20;

  /** The bits below the region: the length and what stands beside it. */
  private static final int LENGTH = (1 << REGION_BIT) - 1;

  /** What a regional slot holds beside the hash, the length and whether it is a number. */
  private static final long OF_REGION = REGIONAL | (1L << RegionCode.BITS) - 1 << REGION_BIT;

  private static final long LOW_HALF = 0xffffffffL;

  /** Linear probing; at most half full. */
  private long[] slots = new long[FIELDS * INITIAL_SLOTS];

  private ValueLook[] looks = new ValueLook[INITIAL_SLOTS];

  private int lastSlot = INITIAL_SLOTS - 1;

  /** What of texts does not fit into their slots. */
  private byte[] rests = new byte[0];

  private int restsEnd;
  private int size;

  /**
   * The slot of a text, or -1.
   *
   * @param region a {@link RegionCode}
   */
  int find(ValueText value, boolean isNumber, int region) {
    byte[] utf8 = value.utf8();
    int from = value.from();
    int length = value.length();
    long first = word(utf8, from, length);
    long second = word(utf8, from + Long.BYTES, length - Long.BYTES);
    int hash = hash(first, second, utf8, from, length);
    long wanted = (long) hash << Integer.SIZE | kind(length, isNumber);
    int mask = lastSlot;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int at = FIELDS * slot;
      long known = slots[at + HASH_AND_KIND];
      if (known == 0) {
        return -1;
      }
      if (isTold(known, wanted, region)
          && slots[at + FIRST] == first
          && slots[at + SECOND] == second
          && (length <= IN_SLOT || isRest(slot, utf8, from, length))) {
        return slot;
      }
    }
  }

  /** Whether a slot is of a hash and kind, and of a region where it tells one. */
  private static boolean isTold(long known, long wanted, int region) {
    return (known & REGIONAL) == 0
        ? known == wanted
        : (known & ~OF_REGION) == wanted && (known & OF_REGION) == regional(region);
  }

  private static long regional(int region) {
    return REGIONAL | (long) region << REGION_BIT;
  }

  private static int kind(int length, boolean isNumber) {
    return length << LENGTH_BITS | TAKEN | (isNumber ? NUMBER : 0);
  }

  private boolean isRest(int slot, byte[] utf8, int from, int length) {
    int start = start(slot);
    return Arrays.equals(
        rests, start, start + length - IN_SLOT, utf8, from + IN_SLOT, from + length);
  }

  private int start(int slot) {
    return (int) (slots[FIELDS * slot + START_AND_REPEATS] >>> Integer.SIZE);
  }

  /** So many more of the text in this slot; how many came after the first. */
  int countAgain(int slot, int times) {
    return (int) (slots[FIELDS * slot + START_AND_REPEATS] += times);
  }

  /** How many came after the first, or since they were taken. */
  int repeats(int slot) {
    return (int) slots[FIELDS * slot + START_AND_REPEATS];
  }

  /** Whether the next text that is taken in moves those that are there. */
  boolean isFull() {
    return 2 * (size + 1) > looks.length;
  }

  /** Takes in a text that is not there yet; its slot, until texts move. */
  int add(ValueText value, boolean isNumber, boolean isRegional, int region) {
    if (isFull()) {
      grow();
    }
    byte[] utf8 = value.utf8();
    int from = value.from();
    int length = value.length();
    long first = word(utf8, from, length);
    long second = word(utf8, from + Long.BYTES, length - Long.BYTES);
    int hash = hash(first, second, utf8, from, length);
    int slot = empty(hash);
    int at = FIELDS * slot;
    slots[at + FIRST] = first;
    slots[at + SECOND] = second;
    slots[at + HASH_AND_KIND] =
        (long) hash << Integer.SIZE | kind(length, isNumber) | (isRegional ? regional(region) : 0);
    slots[at + START_AND_REPEATS] = (long) restsEnd << Integer.SIZE;
    if (length > IN_SLOT) {
      addRest(utf8, from + IN_SLOT, length - IN_SLOT);
    }
    size++;
    return slot;
  }

  private void addRest(byte[] utf8, int from, int length) {
    if (rests.length - restsEnd < length) {
      rests = Arrays.copyOf(rests, Math.max(2 * rests.length, restsEnd + length));
    }
    System.arraycopy(utf8, from, rests, restsEnd, length);
    restsEnd += length;
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
    int at = FIELDS * slot + START_AND_REPEATS;
    int repeats = (int) slots[at];
    slots[at] &= ~LOW_HALF;
    return repeats;
  }

  /** What was told of the text in a slot, or null. */
  ValueLook look(int slot) {
    return looks[slot];
  }

  void tell(int slot, ValueLook look) {
    looks[slot] = look;
  }

  boolean isNumber(int slot) {
    return (slots[FIELDS * slot + HASH_AND_KIND] & NUMBER) != 0;
  }

  String text(int slot) {
    int at = FIELDS * slot;
    int length = ((int) slots[at + HASH_AND_KIND] & LENGTH) >>> LENGTH_BITS;
    byte[] utf8 = new byte[Math.max(length, IN_SLOT)];
    WORDS.set(utf8, 0, slots[at + FIRST]);
    WORDS.set(utf8, Long.BYTES, slots[at + SECOND]);
    if (length > IN_SLOT) {
      System.arraycopy(rests, start(slot), utf8, IN_SLOT, length - IN_SLOT);
    }
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  private int empty(int hash) {
    int mask = lastSlot;
    int slot = hash & mask;
    while (slots[FIELDS * slot + HASH_AND_KIND] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] before = slots;
    ValueLook[] looksBefore = looks;
    slots = new long[2 * before.length];
    looks = new ValueLook[2 * looksBefore.length];
    lastSlot = looks.length - 1;
    for (int i = 0; i < looksBefore.length; i++) {
      if (before[FIELDS * i + HASH_AND_KIND] != 0) {
        int slot = empty((int) (before[FIELDS * i + HASH_AND_KIND] >>> Integer.SIZE));
        System.arraycopy(before, FIELDS * i, slots, FIELDS * slot, FIELDS);
        looks[slot] = looksBefore[i];
      }
    }
  }

  /** Up to eight bytes, with zeros for those that are missing. */
  private static long word(byte[] bytes, int from, int length) {
    if (length <= 0) {
      return 0;
    }
    if (bytes.length - from >= Long.BYTES) {
      long word = (long) WORDS.get(bytes, from);
      return length >= Long.BYTES ? word : word & (1L << Byte.SIZE * length) - 1;
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[from + i] & 0xffL) << Byte.SIZE * i;
    }
    return word;
  }

  private static int hash(long first, long second, byte[] bytes, int from, int length) {
    long hash = (first ^ length) * ODD;
    hash = (hash ^ hash >>> 32 ^ second) * ODD;
    for (int at = IN_SLOT; at < length; at += Long.BYTES) {
      hash = (hash ^ hash >>> 32 ^ word(bytes, from + at, length - at)) * ODD;
    }
    // A last character is in a word's highest bits, and its product in no bit that tells the slot.
    return (int) ((hash ^ hash >>> 32) * ODD >>> 32);
  }
}
