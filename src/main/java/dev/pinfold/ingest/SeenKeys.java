// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.Arrays;

/**
 * The keys of all open objects of one record, in one open-addressed table: each object has a serial
 * number, and a key is looked up together with it. Forgetting a record costs nothing.
 */
final class SeenKeys {
  private String[] keys = new String[256];
  private int[] objects = new int[256];
  private int[] records = new int[256];
  private int record = 1;
  private int size;

  void clear() {
    size = 0;
    if (++record == Integer.MAX_VALUE) {
      Arrays.fill(records, 0);
      record = 1;
    }
  }

  /** False where this object has this key already. */
  boolean add(int object, String key) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(object, key);
    if (records[slot] == record) {
      return false;
    }
    put(slot, object, key);
    return true;
  }

  private void put(int slot, int object, String key) {
    keys[slot] = key;
    objects[slot] = object;
    records[slot] = record;
    size++;
  }

  private int slot(int object, String key) {
    int mask = keys.length - 1;
    int hash = (key.hashCode() + object * 0x9e3779b9) * 0x85ebca6b;
    int slot = (hash ^ hash >>> 15) & mask;
    while (records[slot] == record && !(objects[slot] == object && keys[slot].equals(key))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    String[] oldKeys = keys;
    int[] oldObjects = objects;
    int[] oldRecords = records;
    keys = new String[oldKeys.length * 2];
    objects = new int[keys.length];
    records = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRecords[i] == record) {
        put(slot(oldObjects[i], oldKeys[i]), oldObjects[i], oldKeys[i]);
      }
    }
  }
}
