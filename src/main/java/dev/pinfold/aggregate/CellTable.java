// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

/**
 * Figures by their {@link CellKey}: a hash table of primitive values, since a dump makes hundreds
 * of millions of additions. Not thread-safe.
 */
final class CellTable {
  private static final long FREE = -1;

  /** Of each slot: the key, the sum as bits, the endpoints, the people; side by side in memory. */
  private static final int WIDTH = 4;

  private static final int SUM = 1;
  private static final int ENDPOINTS = 2;
  private static final int PEOPLE = 3;

  private long[] slots;
  private int[] used;
  private int size;

  CellTable(int expected) {
    allocate(Integer.highestOneBit(Math.max(16, expected * 2 - 1)) * 2);
  }

  private void allocate(int capacity) {
    slots = new long[capacity * WIDTH];
    for (int slot = 0; slot < slots.length; slot += WIDTH) {
      slots[slot] = FREE;
    }
    used = new int[capacity / 2];
    size = 0;
  }

  int size() {
    return size;
  }

  /** The slot of a cell, made where there was none. Slots change as the table grows. */
  int slot(long key) {
    if (size == used.length) {
      grow();
    }
    int mask = slots.length - 1;
    int slot = (int) mix(key) * WIDTH & mask;
    while (slots[slot] != key) {
      if (slots[slot] == FREE) {
        slots[slot] = key;
        used[size++] = slot;
        return slot;
      }
      slot = (slot + WIDTH) & mask;
    }
    return slot;
  }

  /** Makes room for more cells, so that no slot changes while so many are made. */
  void reserve(int more) {
    while (size + more > used.length) {
      grow();
    }
  }

  void add(int slot, double sum, long moreEndpoints, long morePeople) {
    slots[slot + SUM] = Double.doubleToRawLongBits(sum(slot) + sum);
    slots[slot + ENDPOINTS] += moreEndpoints;
    slots[slot + PEOPLE] += morePeople;
  }

  /** Sets a bit of the endpoints, where they are kept as a set of numbers below 64. */
  void mark(int slot, int endpoint) {
    slots[slot + ENDPOINTS] |= 1L << endpoint;
  }

  /** The slot of the cell that was made as the n-th. */
  int slotAt(int n) {
    return used[n];
  }

  long key(int slot) {
    return slots[slot];
  }

  double sum(int slot) {
    return Double.longBitsToDouble(slots[slot + SUM]);
  }

  long endpoints(int slot) {
    return slots[slot + ENDPOINTS];
  }

  long people(int slot) {
    return slots[slot + PEOPLE];
  }

  /** Empties the table in time proportional to what is in it. */
  void clear() {
    for (int i = 0; i < size; i++) {
      int slot = used[i];
      slots[slot] = FREE;
      slots[slot + SUM] = 0; // the bits of 0.0
      slots[slot + ENDPOINTS] = 0;
      slots[slot + PEOPLE] = 0;
    }
    size = 0;
  }

  private void grow() {
    long[] old = slots;
    int[] oldUsed = used;
    int oldSize = size;
    allocate(old.length / WIDTH * 2);
    for (int i = 0; i < oldSize; i++) {
      int from = oldUsed[i];
      System.arraycopy(old, from, slots, slot(old[from]), WIDTH);
    }
  }

  /** Spreads a key's bits: the finalizer of SplittableRandom (Steele and others, 2014). */
  static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
