// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.PersonalDataType;
import java.io.Serializable;
import java.util.Objects;

/**
 * Remembers what was made of the values that a task saw last, such as their tokens, so that it is
 * not made again of a value that comes again. A new value takes the place of an older one. Holds
 * raw values in memory and is never serialized with them. Not thread-safe.
 *
 * @param <T> what is made of a value
 */
final class ValueMemory<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How many are remembered usually, at about 250 bytes each, and those of long texts up to 1 KB;
   * four or eight times as many gained nothing.
   */
  private static final int USUAL_ENTRIES = 1 << 12;

  /** Longer values hardly come again, and take room. */
  private static final int LONGEST = 256;

  private final int size;
  private transient Entry<T>[] entries;

  /** By place, the hash of what is there: most other values differ in it, and need no look. */
  private transient int[] hashes;

  /**
   * @param region null where it is not known; a bare phone number is another one in another country
   */
  private record Entry<T>(PersonalDataType type, String value, String region, T made) {
    boolean is(PersonalDataType otherType, String otherValue, String otherRegion) {
      return value.equals(otherValue)
          && type.equals(otherType)
          && Objects.equals(region, otherRegion);
    }
  }

  ValueMemory() {
    this(USUAL_ENTRIES);
  }

  /**
   * @param size how many values are remembered at most; a power of two
   */
  ValueMemory(int size) {
    this.size = size;
  }

  /** What was made of the value, or null where it is not remembered. */
  T get(PersonalDataType type, String value, String region) {
    if (entries == null) {
      return null;
    }
    int hash = hash(type, value);
    int place = place(hash);
    if (hashes[place] != hash) {
      return null;
    }
    Entry<T> known = entries[place];
    return known != null && known.is(type, value, region) ? known.made() : null;
  }

  @SuppressWarnings("unchecked") // an array of a generic type
  void put(PersonalDataType type, String value, String region, T made) {
    if (value.length() > LONGEST) {
      return;
    }
    if (entries == null) {
      entries = (Entry<T>[]) new Entry<?>[size];
      hashes = new int[size];
    }
    int hash = hash(type, value);
    int place = place(hash);
    entries[place] = new Entry<>(type, value, region, made);
    hashes[place] = hash;
  }

  private static int hash(PersonalDataType type, String value) {
    return (value.hashCode() * 31 + type.name().hashCode()) * 0x9e3779b9;
  }

  private int place(int hash) {
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(size));
  }
}
