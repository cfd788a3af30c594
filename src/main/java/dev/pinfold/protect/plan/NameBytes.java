// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of fields' names in UTF-8, their number before them, which are the same few in all
 * records. A name takes the place of another that falls on the same one, so that there are never
 * many. Not thread-safe.
 */
final class NameBytes {
  /** A power of two. */
  private static final int PLACES = 1024;

  /** A longer one is not kept. */
  private static final int LONGEST = 256;

  private final String[] names = new String[PLACES];
  private final byte[][] bytes = new byte[PLACES][];

  /** A name's bytes behind how many they are, in four bytes; must not be changed. */
  byte[] of(String name) {
    int hash = name.hashCode();
    int place = (hash ^ hash >>> 15) & (PLACES - 1);
    if (name.equals(names[place])) {
      return bytes[place];
    }
    byte[] made = make(name);
    if (name.length() <= LONGEST) {
      names[place] = name;
      bytes[place] = made;
    }
    return made;
  }

  private static byte[] make(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8).array();
  }
}
