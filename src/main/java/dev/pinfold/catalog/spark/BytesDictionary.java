// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The distinct values of a column of texts or bytes, each with its number: how many distinct ones
 * came before it. An open-addressed table; it hashes eight bytes at a time, and most values that
 * are not there are told from others by their hashes alone. Values that were made to share one hash
 * cost as much as in Parquet's own map: each is compared with all, up to the page's size. Not
 * thread-safe.
 */
final class BytesDictionary {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e3779b97f4a7c15L;

  /** Most columns of a wide table hold few values, or none: each starts small. */
  private static final int INITIAL_SLOTS = 16;

  private static final long HIGH_HALF = -1L << Integer.SIZE;

  /**
   * By the highest bits of the hash, with linear probing, at most half full: the hash and, below
   * it, one more than the number. 0 is an empty slot.
   */
  private long[] slots;

  /** By number. */
  private byte[][] values;

  private int size;

  BytesDictionary() {
    clear();
  }

  /** Numbers start anew. */
  void clear() {
    slots = new long[INITIAL_SLOTS];
    values = new byte[INITIAL_SLOTS / 2][];
    size = 0;
  }

  int size() {
    return size;
  }

  /** The value of a number; not to be changed. */
  byte[] value(int number) {
    return values[number];
  }

  /**
   * The number of a value, which is taken in where it is new.
   *
   * @param mayChange whether whoever gave the array uses it again
   */
  int number(byte[] value, boolean mayChange) {
    long hash = hash(value);
    int mask = slots.length - 1;
    int slot = first(hash);
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      long known = slots[slot];
      if ((known & HIGH_HALF) == hash) {
        int number = (int) known - 1;
        if (Arrays.equals(values[number], value)) {
          return number;
        }
      }
    }
    if (size == values.length) {
      grow();
      slot = empty(hash);
    }
    slots[slot] = hash | (size + 1);
    values[size] = mayChange ? value.clone() : value;
    return size++;
  }

  private int first(long hash) {
    return (int) (hash >>> (1 + Long.numberOfLeadingZeros(slots.length)));
  }

  private int empty(long hash) {
    int mask = slots.length - 1;
    int slot = first(hash);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    values = Arrays.copyOf(values, slots.length / 2);
    for (long known : before) {
      if (known != 0) {
        slots[empty(known & HIGH_HALF)] = known;
      }
    }
  }

  /** The lower half is 0. */
  private static long hash(byte[] value) {
    long hash = value.length;
    int last = value.length - Long.BYTES;
    for (int at = 0; at < last; at += Long.BYTES) {
      hash = (hash ^ (long) WORDS.get(value, at)) * ODD;
      // What a product's highest bits tell is in no other, until they are among the lower ones.
      hash ^= hash >>> Integer.SIZE;
    }
    // The last word may begin within the one before.
    hash = (hash ^ (last < 0 ? shortWord(value) : (long) WORDS.get(value, last))) * ODD;
    return hash & HIGH_HALF;
  }

  /** Fewer bytes than a word has. */
  private static long shortWord(byte[] value) {
    long word = 0;
    for (byte each : value) {
      word = word << Byte.SIZE | (each & 0xff);
    }
    return word;
  }
}
