// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

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
  private final Budget budget;
  private Map<String, ValueLook> looks = new HashMap<>();
  private long asked;
  private long remembered;

  ValueMemory(ValueIdentifiers identifiers, Budget budget) {
    this.identifiers = identifiers;
    this.budget = budget;
  }

  /** How many values the columns of a task may remember together. */
  static final class Budget {
    private int left = 200_000;
  }

  ValueLook look(String value, String region) {
    if (looks == null || value.length() > LONGEST) {
      return ValueLook.at(value, region, identifiers);
    }
    asked++;
    // A bare phone number reads differently in another country.
    String key = region == null ? value : region + value;
    ValueLook look = looks.get(key);
    if (look != null) {
      remembered++;
      return look;
    }
    look = ValueLook.at(value, region, identifiers);
    if (looks.size() < CAPACITY && budget.left > 0) {
      looks.put(key, look);
      budget.left--;
    } else if (asked > TRIAL && remembered * 4 < asked) {
      budget.left += looks.size();
      looks = null;
    }
    return look;
  }
}
