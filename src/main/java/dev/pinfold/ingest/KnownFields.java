// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.Arrays;

/**
 * The fields that the records of a file had so far, each by the object that it stood in and the
 * fields before it: records have much the same fields in much the same order, so that most are
 * found by one comparison, and are then known to be there once. Bounded. Not thread-safe.
 */
final class KnownFields {
  /** Where there are more, objects have their fields in any order. */
  private static final int MOST = 8192;

  private final FieldNames names;
  private final KnownField records = KnownField.beginning();
  private int size;

  /**
   * @param names gives the names
   */
  KnownFields(FieldNames names) {
    this.names = names;
  }

  /** What holds the records. */
  KnownField records() {
    return records;
  }

  /**
   * The field behind one of the same object.
   *
   * @param before the field before, or where the object begins
   * @param bytes hold its name, in UTF-8
   * @return null where it cannot be known, or the object has one of that name already
   */
  KnownField next(KnownField before, byte[] bytes, int from, int to) {
    KnownField expected = before.expected(bytes, from, to);
    return expected != null ? expected : find(before, bytes, from, to);
  }

  private KnownField find(KnownField before, byte[] bytes, int from, int to) {
    if (to - from > FieldNames.LONGEST_BYTES) {
      return null;
    }
    String name = names.name(bytes, from, to);
    KnownField found = before.follower(name);
    if (found != null || size == MOST) {
      return found;
    }
    KnownField added = before.add(name, Arrays.copyOfRange(bytes, from, to));
    size += added == null ? 0 : 1;
    return added;
  }
}
