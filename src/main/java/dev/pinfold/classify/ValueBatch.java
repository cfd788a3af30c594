// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Arrays;

/**
 * Some values of one column, in the order in which they came: they are looked at one behind the
 * other, so that what a column's values need is fetched from memory once for many of them, and not
 * for each between the values of all other columns. Holds raw values and is never serialized. Not
 * thread-safe.
 */
final class ValueBatch {
  /** The longest value that is held here, and in a {@link ValueMemory}, in bytes. */
  static final int LONGEST = 512;

  private static final int MOST_VALUES = 128;
  private static final int MOST_BYTES = 4096;
  private static final int FIRST_VALUES = 4;
  private static final int FIRST_BYTES = 64;

  // What a value's mark holds beside where it ends; the rest is how often it came again.
  private static final int NUMBER_BIT = 16;
  private static final int REGION_BIT = 17;
  private static final int REGION_MASK = (1 << RegionCode.BITS) - 1;
  private static final int AGAIN_BIT = REGION_BIT + RegionCode.BITS;

  /** A value is added anew before its mark overflows. */
  private static final long MOST_AGAIN = 1 << 30;

  private byte[] utf8 = new byte[FIRST_BYTES];

  /** By value, its mark and its position in the file. */
  private long[] marks = new long[2 * FIRST_VALUES];

  private int size;
  private int end;

  private String file = "";

  /** Whether a further value may be added; one of up to {@link #LONGEST} may be to an empty one. */
  @SuppressWarnings("ReferenceEquality") // one file's values come with one string
  boolean takes(ValueText value, String ofFile) {
    return size < MOST_VALUES && end + value.length() <= MOST_BYTES && file == ofFile;
  }

  /** Begins anew, for values of this file. */
  void clear(String ofFile) {
    size = 0;
    end = 0;
    file = ofFile;
  }

  /**
   * Adds a value.
   *
   * @param value whose bytes tell it from all others
   * @param region a {@link RegionCode}
   */
  void add(ValueText value, boolean isNumber, int region, long position) {
    int from = end;
    end += value.length();
    if (end > utf8.length) {
      utf8 = Arrays.copyOf(utf8, Math.max(end, 2 * utf8.length));
    }
    System.arraycopy(value.utf8(), value.from(), utf8, from, value.length());
    if (2 * size == marks.length) {
      marks = Arrays.copyOf(marks, 2 * marks.length);
    }
    marks[2 * size] = end | (isNumber ? 1L << NUMBER_BIT : 0) | (long) region << REGION_BIT;
    marks[2 * size + 1] = position;
    size++;
  }

  /** Whether a value is the last that was added, and the file's still; whatever its region. */
  @SuppressWarnings("ReferenceEquality") // as above
  boolean isLast(ValueText value, boolean isNumber, String ofFile) {
    return size > 0
        && file == ofFile
        && isNumber(size - 1) == isNumber
        && again(size - 1) < MOST_AGAIN
        && Arrays.equals(utf8, from(size - 1), end, value.utf8(), value.from(), value.to());
  }

  /** The last value came again. */
  void addAgain() {
    marks[2 * size - 2] += 1L << AGAIN_BIT;
  }

  int size() {
    return size;
  }

  String file() {
    return file;
  }

  /** Makes a text one of the values. */
  void get(int index, ValueText value) {
    value.set(utf8, from(index), (char) marks[2 * index]);
  }

  /** Where a value begins: where the one before it ends. */
  private int from(int index) {
    return index == 0 ? 0 : (char) marks[2 * index - 2];
  }

  boolean isNumber(int index) {
    return (marks[2 * index] & 1L << NUMBER_BIT) != 0;
  }

  int region(int index) {
    return (int) (marks[2 * index] >>> REGION_BIT) & REGION_MASK;
  }

  /** How often a value came again at once. */
  int again(int index) {
    return (int) (marks[2 * index] >>> AGAIN_BIT);
  }

  long position(int index) {
    return marks[2 * index + 1];
  }
}
