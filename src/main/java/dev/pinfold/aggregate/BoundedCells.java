// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;

/**
 * The cells of one person that count. Where a person is in more cells of a breakdown than the
 * bounds allow, some are chosen at random. The choice depends on nothing but the person, the cells
 * and the release's salt: not on other people, whose presence it could tell, and not on the attempt
 * of a task, which could else let different cells through in each.
 */
final class BoundedCells {
  private final ContributionBounds bounds;
  private final IntFunction<String> texts;

  /**
   * @param texts of values, by number
   */
  BoundedCells(ContributionBounds bounds, IntFunction<String> texts) {
    this.bounds = bounds;
    this.texts = texts;
  }

  /**
   * Keys of the cells that count.
   *
   * @param person a number that stands for them
   */
  long[] of(CellTable cells, long person) {
    long[] keys = new long[cells.size()];
    for (int n = 0; n < keys.length; n++) {
      keys[n] = cells.key(cells.slotAt(n));
    }
    Arrays.sort(keys); // a breakdown's cells come together
    int kept = 0;
    for (int from = 0, to; from < keys.length; from = to) {
      to = from + 1;
      long series = CellKey.series(keys[from]);
      while (to < keys.length && CellKey.series(keys[to]) == series) {
        to++;
      }
      int most =
          bounds.cells(
              CellKey.counting(keys[from]), CellKey.grain(keys[from]), CellKey.group(keys[from]));
      long[] chosen = Arrays.copyOfRange(keys, from, to);
      if (chosen.length > most) {
        chosen = chosen(chosen, person, most);
      }
      System.arraycopy(chosen, 0, keys, kept, chosen.length);
      kept += chosen.length;
    }
    return Arrays.copyOf(keys, kept);
  }

  private long[] chosen(long[] keys, long person, int most) {
    return Arrays.stream(keys)
        .boxed()
        .sorted(
            Comparator.comparingLong(
                key -> bounds.order(person, key, texts.apply(CellKey.value(key)))))
        .limit(most)
        .mapToLong(Long::longValue)
        .toArray();
  }
}
