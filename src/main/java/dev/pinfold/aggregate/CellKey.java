// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;

/**
 * The place of a figure in one long: counting, grain, group, day and the number of the group's
 * value. A day is one since 1970, and -1 stands for the whole period.
 */
final class CellKey {
  private static final int VALUE_BITS = 24;
  private static final int DAY_BITS = 22;
  private static final int GROUP_BITS = 5;
  private static final int GRAIN_BITS = 2;

  /** How many values of groups a partition tells apart at a time. */
  static final int VALUES = 1 << VALUE_BITS;

  /** How many countings there can be, and how many groups. */
  static final int COUNTINGS = 1 << (64 - VALUE_BITS - DAY_BITS - GROUP_BITS - GRAIN_BITS - 1);

  static final int GROUPS = 1 << GROUP_BITS;

  private static final Grain[] GRAINS = Grain.values();

  private CellKey() {}

  @SuppressWarnings("EnumOrdinal") // Keys do not outlive the JVM that made them.
  static long of(int counting, Grain grain, int group, int day, int value) {
    if (counting >= COUNTINGS || group >= GROUPS || day < -1 || day >= (1 << DAY_BITS) - 1) {
      throw new IllegalArgumentException(
          "no place for counting " + counting + ", group " + group + ", day " + day);
    }
    return ((((long) counting << GRAIN_BITS | grain.ordinal()) << GROUP_BITS | group) << DAY_BITS
                | (day + 1))
            << VALUE_BITS
        | value;
  }

  /** Counting, grain and group of a cell. */
  static long series(long key) {
    return key >>> (VALUE_BITS + DAY_BITS);
  }

  static int value(long key) {
    return (int) (key & (VALUES - 1));
  }

  static int day(long key) {
    return (int) (key >>> VALUE_BITS & ((1 << DAY_BITS) - 1)) - 1;
  }

  static int group(long key) {
    return (int) (key >>> (VALUE_BITS + DAY_BITS) & (GROUPS - 1));
  }

  static Grain grain(long key) {
    return GRAINS[(int) (key >>> (VALUE_BITS + DAY_BITS + GROUP_BITS) & ((1 << GRAIN_BITS) - 1))];
  }

  static int counting(long key) {
    return (int) (key >>> (VALUE_BITS + DAY_BITS + GROUP_BITS + GRAIN_BITS));
  }
}
