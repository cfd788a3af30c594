// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.classify.ColumnProfile.Shape;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts the strings and numbers of one column of a partition. They are looked at some at a time,
 * in the order in which they came; {@link #flush} makes the profile complete. Holds raw values and
 * is never serialized; after an exception it is good for nothing. Not thread-safe.
 */
final class ColumnCounter {
  /** Of columns of a task whose values wait. */
  static final int MOST_BATCHES = 3_000;

  private static final int[] NONE = {};
  private static final int FIRST_PLACES = 4;
  private static final int LONGEST_EXACT_LONG = 18;
  private static final int LONGEST_EXACT_DOUBLE = 15;

  /** Among the shapes of a value. */
  private static final int OF_DIGITS = 1 << Shape.DIGITS.index();

  private final Shared shared;
  private final ColumnProfile profile;
  private final MatchTally tally = new MatchTally();
  private final ValueMemory memory;
  private final ValueBatch batch = new ValueBatch();

  /** Values that were not known, and wait for the look at them; and where the memory keeps them. */
  private ValueBatch unknown = new ValueBatch();

  private int[] places = NONE;

  /** Whether values wait here. */
  private final boolean isBatched;

  /** Whether the last of the batch says something else in another region; null: not asked yet. */
  private Boolean isLastRegional;

  private final Supplier<String> placeNow = this::place;

  // Where the value stands that is looked at.
  private String file;
  private long position;

  /** What the columns of a task share. */
  static final class Shared {
    private final ValueIdentifiers identifiers;
    private final List<String> ids;
    private final ValueMemory.Budget budget = new ValueMemory.Budget();
    private final ValueLook.Scratch scratch = new ValueLook.Scratch();

    /** How many more columns may let values wait, at up to 12 KB each; others look at once. */
    private int batches = MOST_BATCHES;

    /** The value of a batch that is looked at. */
    private final ValueText looked = new ValueText();

    /** The same of a value that waited for its look. */
    private final ValueText lookedLater = new ValueText();

    Shared(ValueIdentifiers identifiers) {
      this.identifiers = identifiers;
      this.ids = identifiers.ids();
    }
  }

  /**
   * @param profile gets what is counted
   * @param passedOver the identifiers that say nothing of this column's values
   */
  ColumnCounter(Shared shared, ColumnProfile profile, BitSet passedOver) {
    this.shared = shared;
    this.profile = profile;
    this.isBatched = shared.batches-- > 0;
    this.memory =
        new ValueMemory(
            shared.identifiers,
            passedOver,
            shared.budget,
            shared.scratch,
            this::repeat,
            this::lookAtUnknown);
  }

  /**
   * Takes a value in.
   *
   * @param region a {@link RegionCode}
   */
  void add(ValueText value, boolean isNumber, int region, String inFile, long atPosition) {
    if (!isBatched || !ValueMemory.couldBeHeld(value)) {
      count();
      file = inFile;
      position = atPosition;
      count(value, isNumber, region);
      return;
    }
    if (batch.isLast(value, isNumber, inFile) && isOfLastRegion(value, region)) {
      batch.addAgain();
      return;
    }
    if (!batch.takes(value, inFile)) {
      count();
      batch.clear(inFile);
    }
    batch.add(value, isNumber, region, atPosition);
    isLastRegional = null;
  }

  /** Whether the last value says the same in another region, if this is one. */
  private boolean isOfLastRegion(ValueText last, int region) {
    if (batch.region(batch.size() - 1) == region) {
      return true;
    }
    if (isLastRegional == null) {
      isLastRegional = shared.identifiers.dependsOnRegion(last.digits());
    }
    return !isLastRegional;
  }

  /** Counts what came, all of it, in the profile. */
  void flush() {
    count();
    lookAtUnknown();
    memory.flush();
    tally.flush(profile, shared.ids);
  }

  private void count() {
    ValueText looked = shared.looked;
    file = batch.file();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i, looked);
      position = batch.position(i);
      count(looked, batch.isNumber(i), batch.region(i));
      countAgain(i, batch.again(i));
    }
    batch.clear(file);
  }

  private void count(ValueText value, boolean isNumber, int region) {
    if (memory.countAgain(value, isNumber, region)) {
      return;
    }
    if (isBatched && memory.letsWait(value)) {
      letWait(value, isNumber, region);
      return;
    }
    lookAtUnknown();
    if (places.length > 0 && memory.hasGivenUp()) {
      unknown = new ValueBatch();
      places = NONE;
    }
    addLook(value, isNumber, memory.look(value, isNumber, region));
  }

  /** Counts a value of the batch that was just counted so often again. */
  private void countAgain(int index, int times) {
    if (times > 0 && !memory.countLast(times)) {
      for (int i = 0; i < times; i++) {
        count(shared.looked, batch.isNumber(index), batch.region(index));
      }
    }
  }

  private void letWait(ValueText value, boolean isNumber, int region) {
    if (!unknown.takes(value, file)) {
      lookAtUnknown();
      unknown.clear(file);
    }
    int place = memory.keep(value, isNumber, region);
    if (unknown.size() == places.length) {
      places = Arrays.copyOf(places, Math.max(FIRST_PLACES, 2 * places.length));
    }
    places[unknown.size()] = place;
    unknown.add(value, isNumber, region, position);
  }

  private void lookAtUnknown() {
    if (unknown.size() == 0) {
      return;
    }
    ValueText looked = shared.lookedLater;
    String fileNow = file;
    long positionNow = position;
    file = unknown.file();
    for (int i = 0; i < unknown.size(); i++) {
      unknown.get(i, looked);
      position = unknown.position(i);
      ValueLook look = memory.lookAt(looked, unknown.region(i));
      memory.tell(places[i], look);
      addLook(looked, unknown.isNumber(i), look);
    }
    unknown.clear(file);
    file = fileNow;
    position = positionNow;
  }

  private void addLook(ValueText value, boolean isNumber, ValueLook look) {
    if (isNumber) {
      addNumber(value.text(), look);
    } else {
      profile.addString(value.text().length(), look.shapeBits(), look.hash());
    }
    if (look.hasMatches()) {
      look.addMatches(tally, shared.ids.size(), placeNow);
    }
  }

  private void addNumber(String text, ValueLook look) {
    if ((look.shapeBits() & OF_DIGITS) != 0 && text.length() <= LONGEST_EXACT_DOUBLE) {
      profile.addNumber(/* isWhole= */ true, /* isLong= */ true, /* isDouble= */ true, look.hash());
      return;
    }
    boolean isWhole = isWhole(text);
    boolean isLong = isWhole && (text.length() <= LONGEST_EXACT_LONG || parsesAsLong(text));
    profile.addNumber(isWhole, isLong, isExactDouble(text), look.hash());
  }

  private void repeat(ValueMemory.Remembered again) {
    ValueLook look = again.look();
    if (again.isNumber()) {
      profile.repeatNumbers(isWhole(again.value()), again.repeats());
    } else {
      profile.repeatStrings(again.value().length(), look.shapeBits(), again.repeats());
    }
    look.repeatMatches(tally, again.repeats());
  }

  private String place() {
    return file + "@" + position;
  }

  /** Whether a number is written with digits and a sign alone. */
  private static boolean isWhole(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean parsesAsLong(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether the nearest double, written in decimals, is the number again. */
  private static boolean isExactDouble(String text) {
    boolean hasExponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    if (text.length() <= LONGEST_EXACT_DOUBLE && !hasExponent) {
      return true;
    }
    double nearest = Double.parseDouble(text);
    return Double.isFinite(nearest)
        && new BigDecimal(text).compareTo(new BigDecimal(Double.toString(nearest))) == 0;
  }
}
