// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.PersonalDataType;
import java.io.Serializable;
import java.util.Objects;

/**
 * Remembers what stands for the values that a task saw last, such as their tokens, so that a value
 * that comes again is neither normalized nor hashed. A new value takes the place of an older one. Holds raw values in
 * memory and is never serialized with them. Not thread-safe.
 */
final class TokenMemory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many are remembered usually, at about 250 bytes each. */
  private static final int USUAL_ENTRIES = 1 << 15;

  /** Longer values hardly come again, and take room. */
  private static final int LONGEST = 256;

  private final int size;
  private transient Entry[] entries;

  /** By place, the hash of what is there: most other values differ in it, and need no look. */
  private transient int[] hashes;

  /**
   * @param region null where it is not known; a bare phone number is another one in another country
   */
  private record Entry(PersonalDataType type, String value, String region, String token) {
    boolean is(PersonalDataType otherType, String otherValue, String otherRegion) {
      return value.equals(otherValue)
          && type.equals(otherType)
          && Objects.equals(region, otherRegion);
    }
  }

  TokenMemory() {
    this(USUAL_ENTRIES);
  }

  /**
   * @param size how many values are remembered at most; a power of two
   */
  TokenMemory(int size) {
    this.size = size;
  }

  /** The token, or null where it is not remembered. */
  String get(PersonalDataType type, String value, String region) {
    if (entries == null) {
      return null;
    }
    int hash = hash(type, value);
    int place = place(hash);
    if (hashes[place] != hash) {
      return null;
    }
    Entry known = entries[place];
    return known != null && known.is(type, value, region) ? known.token() : null;
  }

  void put(PersonalDataType type, String value, String region, String token) {
    if (value.length() > LONGEST) {
      return;
    }
    if (entries == null) {
      entries = new Entry[size];
      hashes = new int[size];
    }
    int hash = hash(type, value);
    int place = place(hash);
    entries[place] = new Entry(type, value, region, token);
    hashes[place] = hash;
  }

  private static int hash(PersonalDataType type, String value) {
    return (value.hashCode() * 31 + type.name().hashCode()) * 0x9e3779b9;
  }

  private int place(int hash) {
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(size));
  }
}
