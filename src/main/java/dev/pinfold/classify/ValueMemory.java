// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Remembers what a look at a column's values told, so that a value that comes again costs one
 * look-up and is only counted. Bounded; it gives up on a column whose values hardly repeat. Holds
 * raw values and is never serialized. Not thread-safe.
 */
final class ValueMemory {
  private static final int CAPACITY = 4096;
  private static final int TRIAL = 2 * CAPACITY;
  private static final int LONGEST = 256;
  private static final int INITIAL_SLOTS = 16;
  private static final int OVERHEAD_BYTES = 200;

  private final ValueIdentifiers identifiers;
  private final BitSet passedOver;
  private final Budget budget;
  private final Consumer<Remembered> forgetting;

  /** Open addressing with linear probing; at most half full. Null once given up. */
  private Remembered[] slots = new Remembered[INITIAL_SLOTS];

  /** By slot, what most look-ups ask for, apart from the rest: each object asked costs memory. */
  private String[] values = new String[INITIAL_SLOTS];

  /** The values' hash codes by slot: what they differ in mostly shows here already. */
  private int[] hashes = new int[INITIAL_SLOTS];

  /** How often a value came after the first time, by slot. */
  private int[] repeats = new int[INITIAL_SLOTS];

  /** The slot that was asked for last: in many columns the next value is the same. */
  private int last;

  private int size;
  private long taken;
  private long asked;
  private long again;

  /**
   * @param passedOver the identifiers that say nothing of this column's values
   * @param forgetting gets what was counted of a value before the memory lets go of it
   */
  ValueMemory(
      ValueIdentifiers identifiers,
      BitSet passedOver,
      Budget budget,
      Consumer<Remembered> forgetting) {
    this.identifiers = identifiers;
    this.passedOver = passedOver;
    this.budget = budget;
    this.forgetting = forgetting;
  }

  /** How many bytes the values that the columns of a task remember may take together, about. */
  static final class Budget {
    private long left = 48L << 20;
  }

  private static long bytes(String value) {
    return OVERHEAD_BYTES + 2L * value.length();
  }

  /** A value that was looked at, and how often it came since it was told of last. */
  static final class Remembered {
    private final String value;
    private final boolean isNumber;

    /** Whether the look would be another in another region. */
    private final boolean isRegional;

    private final String region;
    private final ValueLook look;
    private long repeats;

    Remembered(String value, boolean isNumber, boolean isRegional, String region, ValueLook look) {
      this.value = value;
      this.isNumber = isNumber;
      this.isRegional = isRegional;
      this.region = region;
      this.look = look;
    }

    private boolean isOf(boolean otherIsNumber, String otherRegion) {
      return isNumber == otherIsNumber && (!isRegional || region.equals(otherRegion));
    }

    boolean isNumber() {
      return isNumber;
    }

    String value() {
      return value;
    }

    ValueLook look() {
      return look;
    }

    /** How often it came after the first time. */
    long repeats() {
      return repeats;
    }
  }

  /**
   * Counts a value that is remembered.
   *
   * @param region ISO 3166-1 alpha-2, or null
   * @return whether it is; if not, {@link #look} has to be taken
   */
  boolean countAgain(String value, boolean isNumber, String region) {
    if (slots == null || value.length() > LONGEST) {
      return false;
    }
    asked++;
    String toldRegion = told(region);
    int at = last;
    if (!is(at, value, isNumber, toldRegion)) {
      at = slot(value, isNumber, toldRegion);
      if (slots[at] == null) {
        return false;
      }
      last = at;
    }
    if (++repeats[at] == Integer.MAX_VALUE) {
      tell(at);
    }
    again++;
    return true;
  }

  /** Looks at a value that is not remembered, and remembers it if there is room. */
  ValueLook look(String value, boolean isNumber, String region) {
    ValueLook look = ValueLook.at(value, region, passedOver, identifiers);
    if (slots == null || value.length() > LONGEST) {
      return look;
    }
    if (size < CAPACITY && budget.left > 0) {
      boolean isRegional = identifiers.dependsOnRegion(value);
      add(new Remembered(value, isNumber, isRegional, told(region), look));
      budget.left -= bytes(value);
      taken += bytes(value);
    } else if (asked > TRIAL && again * 4 < asked) {
      giveUp();
    }
    return look;
  }

  /** Lets go of the counts so far, not of the looks. */
  void flush() {
    for (int at = 0; slots != null && at < slots.length; at++) {
      if (repeats[at] > 0) {
        tell(at);
      }
    }
  }

  private void tell(int at) {
    slots[at].repeats = repeats[at];
    repeats[at] = 0;
    forgetting.accept(slots[at]);
  }

  /** Nothing of the column's values stays but what was counted. */
  private void giveUp() {
    flush();
    budget.left += taken;
    slots = null;
    values = null;
    hashes = null;
    repeats = null;
  }

  /** How many values it holds, for tests. */
  long held() {
    return values == null ? 0 : Arrays.stream(values).filter(Objects::nonNull).count();
  }

  private static String told(String region) {
    return region == null ? "" : region;
  }

  private void add(Remembered one) {
    if (2 * (size + 1) > slots.length) {
      Remembered[] before = slots;
      int[] counts = repeats;
      slots = new Remembered[2 * before.length];
      values = new String[slots.length];
      hashes = new int[slots.length];
      repeats = new int[slots.length];
      for (int i = 0; i < before.length; i++) {
        if (before[i] != null) {
          put(before[i], counts[i]);
        }
      }
    }
    put(one, 0);
    size++;
  }

  private void put(Remembered one, int count) {
    int at = slot(one.value, one.isNumber, one.region);
    slots[at] = one;
    values[at] = one.value;
    hashes[at] = one.value.hashCode();
    repeats[at] = count;
    last = at;
  }

  private boolean is(int at, String value, boolean isNumber, String region) {
    return value.equals(values[at]) && slots[at].isOf(isNumber, region);
  }

  /** Where a value stands, or where it would. */
  private int slot(String value, boolean isNumber, String region) {
    int mask = slots.length - 1;
    int hash = value.hashCode();
    int at = (hash ^ hash >>> 15) & mask;
    while (values[at] != null && (hashes[at] != hash || !is(at, value, isNumber, region))) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
