// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;

/**
 * Figures by their {@link CellKey}: a hash table of primitive values, since a dump makes hundreds
 * of millions of additions. Not thread-safe.
 */
final class CellTable {
  private static final long FREE = -1;

  private long[] keys;
  private double[] sums;
  private long[] endpoints;
  private long[] people;
  private int[] used;
  private int size;

  CellTable(int expected) {
    allocate(Integer.highestOneBit(Math.max(16, expected * 2 - 1)) * 2);
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    Arrays.fill(keys, FREE);
    sums = new double[capacity];
    endpoints = new long[capacity];
    people = new long[capacity];
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
    int mask = keys.length - 1;
    int slot = (int) mix(key) & mask;
    while (keys[slot] != key) {
      if (keys[slot] == FREE) {
        keys[slot] = key;
        used[size++] = slot;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void add(int slot, double sum, long moreEndpoints, long morePeople) {
    sums[slot] += sum;
    endpoints[slot] += moreEndpoints;
    people[slot] += morePeople;
  }

  /** Sets a bit of the endpoints, where they are kept as a set of numbers below 64. */
  void mark(int slot, int endpoint) {
    endpoints[slot] |= 1L << endpoint;
  }

  /** The slot of the cell that was made as the n-th. */
  int slotAt(int n) {
    return used[n];
  }

  long key(int slot) {
    return keys[slot];
  }

  double sum(int slot) {
    return sums[slot];
  }

  long endpoints(int slot) {
    return endpoints[slot];
  }

  long people(int slot) {
    return people[slot];
  }

  /** Empties the table in time proportional to what is in it. */
  void clear() {
    for (int i = 0; i < size; i++) {
      int slot = used[i];
      keys[slot] = FREE;
      sums[slot] = 0;
      endpoints[slot] = 0;
      people[slot] = 0;
    }
    size = 0;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldSums = sums;
    long[] oldEndpoints = endpoints;
    long[] oldPeople = people;
    int[] oldUsed = used;
    int oldSize = size;
    allocate(keys.length * 2);
    for (int i = 0; i < oldSize; i++) {
      int from = oldUsed[i];
      add(slot(oldKeys[from]), oldSums[from], oldEndpoints[from], oldPeople[from]);
    }
  }

  /** Spreads a key's bits: the finalizer of SplittableRandom (Steele and others, 2014). */
  static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
