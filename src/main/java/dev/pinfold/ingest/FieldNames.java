// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives a field's name the same {@code String} each time, without making one anew. Records of one
 * file have mostly the same fields in the same order, so the name that came behind the present one
 * the last time is tried first. Bounded; not thread-safe.
 */
final class FieldNames {
  /** Names that are kept; where there are more, they are not names but data. */
  private static final int MOST = 8192;

  /** A longer one is data, and could be as long as a value: it is not kept, nor looked for. */
  static final int LONGEST_BYTES = 256;

  private static final int FIRST_SLOTS = 256;

  /** A name as it stands in the bytes, and which name came behind it. */
  private static final class Name {
    private final byte[] utf8;
    private final int hash;
    private final String text;
    private Name next;

    Name(byte[] utf8, int hash) {
      this.utf8 = utf8;
      this.hash = hash;
      this.text = new String(utf8, StandardCharsets.UTF_8);
    }

    boolean is(byte[] bytes, int from, int to) {
      return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
    }
  }

  /** Open addressing with linear probing; at most half full. */
  private Name[] slots = new Name[FIRST_SLOTS];

  private int size;
  private Name last = new Name(new byte[0], 0);

  /** The name that these bytes of UTF-8 are. */
  String name(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_BYTES) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    Name next = last.next;
    if (next == null || !next.is(bytes, from, to)) {
      next = find(bytes, from, to);
      last.next = next;
    }
    last = next;
    return next.text;
  }

  private Name find(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + bytes[at];
    }
    int place = slot(hash, bytes, from, to);
    if (slots[place] == null) {
      if (size == MOST) {
        Arrays.fill(slots, null);
        size = 0;
      } else if (2 * size >= slots.length) {
        grow();
      }
      place = slot(hash, bytes, from, to);
      slots[place] = new Name(Arrays.copyOfRange(bytes, from, to), hash);
      size++;
    }
    return slots[place];
  }

  /** Where a name stands, or where it would. */
  private int slot(int hash, byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    int at = (hash ^ hash >>> 15) & mask;
    while (slots[at] != null && !(slots[at].hash == hash && slots[at].is(bytes, from, to))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    Name[] before = slots;
    slots = new Name[2 * before.length];
    for (Name name : before) {
      if (name != null) {
        slots[slot(name.hash, name.utf8, 0, name.utf8.length)] = name;
      }
    }
  }
}
