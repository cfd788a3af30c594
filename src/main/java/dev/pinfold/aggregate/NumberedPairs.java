// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;

/** Numbers by keys: a hash table of primitive values. Not thread-safe. */
final class NumberedPairs {
  /** No key and no number. */
  static final int NONE = -1;

  private static final int SMALLEST = 64;

  private long[] keys = new long[SMALLEST];
  private int[] numbers = new int[SMALLEST];
  private int size;

  NumberedPairs() {
    Arrays.fill(keys, NONE);
  }

  /**
   * The number of a key, or {@link #NONE}.
   *
   * @param key not negative
   */
  int get(long key) {
    return numbers[place(key)] - 1;
  }

  /** Adds a key that has no number yet. */
  void put(long key, int number) {
    if (2 * ++size > keys.length) {
      grow();
    }
    int place = place(key);
    keys[place] = key;
    numbers[place] = number + 1;
  }

  void clear() {
    keys = new long[SMALLEST];
    numbers = new int[SMALLEST];
    Arrays.fill(keys, NONE);
    size = 0;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) CellTable.mix(key) & mask;
    while (keys[place] != key && keys[place] != NONE) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(keys, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != NONE) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }
}
