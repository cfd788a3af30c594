// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The value that a column had last, with what was told of it. Not thread-safe. */
final class LatestValue {
  private static final int FIRST_BYTES = 64;

  private byte[] utf8 = new byte[FIRST_BYTES];

  /** Of the text in bytes; -1: there is none. */
  private int length = -1;

  private boolean isNumber;
  private int region;
  private ValueLook look;
  private int repeats;

  /**
   * Counts a value if it is this one.
   *
   * @param inRegion a {@link RegionCode}
   */
  boolean countAgain(ValueText value, boolean isOfNumber, int inRegion) {
    boolean isThis =
        value.length() == length
            && isNumber == isOfNumber
            && repeats < Integer.MAX_VALUE
            && region == inRegion
            && Arrays.equals(utf8, 0, length, value.utf8(), value.from(), value.to());
    repeats += isThis ? 1 : 0;
    return isThis;
  }

  /** Takes the place of the value before, whose repeats were taken. */
  void set(ValueText value, boolean isOfNumber, int inRegion, ValueLook itsLook) {
    length = value.length();
    if (length > utf8.length) {
      utf8 = new byte[2 * length];
    }
    System.arraycopy(value.utf8(), value.from(), utf8, 0, length);
    isNumber = isOfNumber;
    region = inRegion;
    look = itsLook;
    repeats = 0;
  }

  /** How often it came after the first time, and from now on anew. */
  int takeRepeats() {
    int taken = repeats;
    repeats = 0;
    return taken;
  }

  String text() {
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  boolean isNumber() {
    return isNumber;
  }

  ValueLook look() {
    return look;
  }
}
