// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers what a look at a column's values told, so that a value that comes again costs one
 * look-up. Bounded; it gives up on a column whose values hardly repeat. Holds raw values and is
 * never serialized. Not thread-safe.
 */
final class ValueMemory {
  private static final int CAPACITY = 4096;
  private static final int TRIAL = 2 * CAPACITY;
  private static final int LONGEST = 256;

  private final ValueIdentifiers identifiers;
  private final BitSet passedOver;
  private final Budget budget;

  /** By region, since a bare phone number reads differently in another country; then by value. */
  private Map<String, Map<String, ValueLook>> looks = new HashMap<>();

  private int size;
  private long asked;
  private long remembered;

  /**
   * @param passedOver the identifiers that say nothing of this column's values
   */
  ValueMemory(ValueIdentifiers identifiers, BitSet passedOver, Budget budget) {
    this.identifiers = identifiers;
    this.passedOver = passedOver;
    this.budget = budget;
  }

  /** How many values the columns of a task may remember together. */
  static final class Budget {
    private int left = 200_000;
  }

  ValueLook look(String value, String region) {
    if (looks == null || value.length() > LONGEST) {
      return ValueLook.at(value, region, passedOver, identifiers);
    }
    asked++;
    Map<String, ValueLook> ofRegion =
        looks.computeIfAbsent(region == null ? "" : region, key -> new HashMap<>());
    ValueLook look = ofRegion.get(value);
    if (look != null) {
      remembered++;
      return look;
    }
    look = ValueLook.at(value, region, passedOver, identifiers);
    if (size < CAPACITY && budget.left > 0) {
      ofRegion.put(value, look);
      size++;
      budget.left--;
    } else if (asked > TRIAL && remembered * 4 < asked) {
      budget.left += size;
      looks = null;
    }
    return look;
  }
}
