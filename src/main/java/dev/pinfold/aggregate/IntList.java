// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;

/** A growing list of plain ints. Not thread-safe. */
final class IntList {
  private int[] items;
  private int size;

  IntList(int expected) {
    items = new int[Math.max(1, expected)];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int index) {
    return items[index];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  int removeLast() {
    return items[--size];
  }

  void clear() {
    size = 0;
  }
}
