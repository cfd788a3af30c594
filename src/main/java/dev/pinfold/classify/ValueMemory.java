// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Remembers what a look at a column's values told, so that a value that comes again costs one
 * look-up and is only counted. Bounded; of a column whose values hardly repeat it keeps the latest
 * alone. Holds raw values and is never serialized. Not thread-safe.
 */
final class ValueMemory {
  private static final int CAPACITY = 4096;
  private static final int TRIAL = 2 * CAPACITY;

  /** Of so many values few come again where there are many more than it could hold. */
  private static final int FIRST_TRIAL = CAPACITY / 4;

  /** No place. */
  static final int NONE = -1;

  private static final int OVERHEAD_BYTES = 200;

  private final ValueIdentifiers identifiers;
  private final BitSet passedOver;
  private final Budget budget;
  private final ValueLook.Scratch scratch;
  private final Consumer<Remembered> forgetting;
  private final Runnable lookingNow;

  /** Null once given up. */
  private ValueTable table = new ValueTable();

  /** What is remembered of a column that was given up: records of one person stand together. */
  private final LatestValue latest = new LatestValue();

  /** The look before: the next of a column mostly finds the same. */
  private ValueLook like;

  private long taken;
  private long asked;
  private long again;

  /** The slot of the value before, where it is remembered. */
  private int last = NONE;

  /**
   * @param passedOver the identifiers that say nothing of this column's values
   * @param scratch shared by the columns of a task
   * @param forgetting gets what was counted of a value before the memory lets go of it
   * @param lookingNow looks at all that waits, and tells with {@link #tell}
   */
  ValueMemory(
      ValueIdentifiers identifiers,
      BitSet passedOver,
      Budget budget,
      ValueLook.Scratch scratch,
      Consumer<Remembered> forgetting,
      Runnable lookingNow) {
    this.identifiers = identifiers;
    this.passedOver = passedOver;
    this.budget = budget;
    this.scratch = scratch;
    this.forgetting = forgetting;
    this.lookingNow = lookingNow;
  }

  /** How many bytes the values that the columns of a task remember may take together, about. */
  static final class Budget {
    private long left = 48L << 20;
  }

  private static long bytes(ValueText value) {
    return OVERHEAD_BYTES + 2L * value.length();
  }

  /**
   * A value that was looked at.
   *
   * @param repeats how often it came after the first time, or since it was told of last
   */
  record Remembered(String value, boolean isNumber, ValueLook look, long repeats) {}

  /**
   * Counts a value that is remembered.
   *
   * @param region a {@link RegionCode}
   * @return whether it is; if not, {@link #look} has to be taken
   */
  boolean countAgain(ValueText value, boolean isNumber, int region) {
    if (!couldBeHeld(value)) {
      return false;
    }
    if (table == null) {
      return latest.countAgain(value, isNumber, region);
    }
    int slot = table.find(value, isNumber, region);
    asked += isLast(slot) ? 0 : 1;
    if (slot < 0) {
      last = NONE;
      return false;
    }
    if (table.countAgain(slot, 1) == Integer.MAX_VALUE) {
      tell(slot);
    }
    again += isLast(slot) ? 0 : 1;
    last = slot;
    return true;
  }

  /**
   * Counts the last value so often again, if it is remembered with others.
   *
   * @param times less than the largest {@code int}
   */
  boolean countLast(int times) {
    if (table == null || last == NONE) {
      return false;
    }
    if (Integer.MAX_VALUE - table.repeats(last) <= times) {
      tell(last);
    }
    table.countAgain(last, times);
    return true;
  }

  /**
   * Whether a value that is not remembered may wait for its look: {@link #keep}. Else {@link #look}
   * is to be called, with nothing waiting.
   */
  boolean letsWait(ValueText value) {
    return table != null && couldBeHeld(value);
  }

  /**
   * Remembers a value before it was looked at, if there is room.
   *
   * @return where, until the next one is kept whose place is not this; {@link #NONE} for nowhere
   */
  int keep(ValueText value, boolean isNumber, int region) {
    if (hardlyRepeats()) {
      giveUp();
      return NONE;
    }
    if (table.size() >= CAPACITY || budget.left <= 0) {
      return NONE;
    }
    if (table.isFull()) {
      lookingNow.run();
    }
    boolean isRegional = identifiers.dependsOnRegion(value.digits());
    last = table.add(value, isNumber, isRegional, region);
    budget.left -= bytes(value);
    taken += bytes(value);
    return last;
  }

  /** Takes what the look at a value told that was kept at a place, or nowhere. */
  void tell(int place, ValueLook look) {
    if (place != NONE) {
      table.tell(place, look);
    }
  }

  /** Looks at a value. */
  ValueLook lookAt(ValueText value, int region) {
    like =
        ValueLook.at(value.text(), RegionCode.text(region), passedOver, identifiers, scratch, like);
    return like;
  }

  /** Looks at a value that is not remembered, and remembers it if there is room. */
  ValueLook look(ValueText value, boolean isNumber, int region) {
    ValueLook look = lookAt(value, region);
    if (letsWait(value)) {
      tell(keep(value, isNumber, region), look);
    }
    if (table == null && couldBeHeld(value)) {
      tellLatest();
      latest.set(value, isNumber, region, look);
    }
    return look;
  }

  /** Whether no value will be kept any more. */
  boolean hasGivenUp() {
    return table == null;
  }

  private boolean isLast(int slot) {
    return slot >= 0 && slot == last;
  }

  /**
   * Whether so few values come again that remembering them costs more. Once it is full, a quarter
   * pays; of as many different values, evenly spread, 1 in 8 of the first four thousand comes again
   * and 1 in 32 of the first thousand. One that follows itself is not counted: {@link LatestValue}
   * is enough for the records of one person, which stand together.
   */
  private boolean hardlyRepeats() {
    return (asked > TRIAL && table.size() == CAPACITY && again * 4 < asked)
        || (asked > CAPACITY && again * 8 < asked)
        || (asked > FIRST_TRIAL && again * 32 < asked);
  }

  /** Whether a value is one to remember at all. */
  static boolean couldBeHeld(ValueText value) {
    return value.length() <= ValueBatch.LONGEST && value.isToldByBytes();
  }

  /** Lets go of the counts so far, not of the looks. */
  void flush() {
    for (int slot = 0; table != null && slot < table.slots(); slot++) {
      tell(slot);
    }
    tellLatest();
  }

  private void tellLatest() {
    int repeats = latest.takeRepeats();
    if (repeats > 0) {
      forgetting.accept(new Remembered(latest.text(), latest.isNumber(), latest.look(), repeats));
    }
  }

  private void tell(int slot) {
    int repeats = table.takeRepeats(slot);
    if (repeats > 0) {
      if (table.look(slot) == null) {
        lookingNow.run();
      }
      forgetting.accept(
          new Remembered(table.text(slot), table.isNumber(slot), table.look(slot), repeats));
    }
  }

  /** Nothing of the column's values stays but what was counted. */
  private void giveUp() {
    lookingNow.run();
    flush();
    budget.left += taken;
    table = null;
  }

  /** How many values it holds, for tests. */
  int held() {
    return table == null ? 0 : table.size();
  }
}
