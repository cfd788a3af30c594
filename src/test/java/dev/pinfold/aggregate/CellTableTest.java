// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tables of primitive values, against the JDK's maps. */
class CellTableTest {
  private static final int KEYS = 5_000;

  private record Cell(double sum, long endpoints, long people) {}

  private static Map<Long, Cell> cells(CellTable table) {
    Map<Long, Cell> cells = new HashMap<>();
    for (int n = 0; n < table.size(); n++) {
      int slot = table.slotAt(n);
      Cell cell = new Cell(table.sum(slot), table.endpoints(slot), table.people(slot));
      assertThat(cells.put(table.key(slot), cell)).isNull();
    }
    return cells;
  }

  private static Map<Long, Cell> filled(CellTable table, Random random) {
    Map<Long, Cell> expected = new HashMap<>();
    for (int i = 0; i < 4 * KEYS; i++) {
      // Neighbouring keys, and such as differ in their high bits alone.
      long key = random.nextInt(KEYS) * (random.nextBoolean() ? 1L : 1L << 40);
      double sum = random.nextInt(9) - 4 + 0.25;
      table.add(table.slot(key), sum, 2, 1);
      expected.merge(
          key,
          new Cell(sum, 2, 1),
          (a, b) -> new Cell(a.sum() + b.sum(), a.endpoints() + 2, a.people() + 1));
    }
    return expected;
  }

  @Test
  void add_manyKeys_isWhatAMapHolds() {
    CellTable table = new CellTable(4);
    Map<Long, Cell> expected = filled(table, new Random(1));
    assertThat(cells(table)).isEqualTo(expected).hasSizeGreaterThan(KEYS);
  }

  @Test
  void clear_aFullTable_leavesNothingOfIt() {
    CellTable table = new CellTable(4);
    filled(table, new Random(2));
    table.clear();
    assertThat(table.size()).isZero();
    Map<Long, Cell> expected = filled(table, new Random(3));
    assertThat(cells(table)).isEqualTo(expected);
  }

  @Test
  void reserve_asManyAsAreMade_leavesTheirSlotsAsTheyAre() {
    CellTable table = new CellTable(4);
    table.add(table.slot(9_000), 1, 0, 0);
    // A power of two, as capacities are: the cell that is there already is one too many.
    int more = 8_192;
    table.reserve(more);
    int[] slots = new int[more];
    Arrays.setAll(slots, table::slot);
    for (int key = 0; key < more; key++) {
      assertThat(table.key(slots[key])).isEqualTo(key);
    }
    assertThat(table.sum(table.slot(9_000))).isEqualTo(1);
  }

  @Test
  void mark_endpointsMoreThanOnce_setsABitEach() {
    CellTable table = new CellTable(4);
    for (int endpoint : new int[] {0, 5, 63, 5}) {
      table.mark(table.slot(7), endpoint);
    }
    assertThat(table.endpoints(table.slot(7))).isEqualTo(1L | 1L << 5 | 1L << 63);
  }

  @Test
  void numberedPairs_manyKeys_areWhatAMapHolds() {
    NumberedPairs pairs = new NumberedPairs();
    for (int round = 0; round < 2; round++) {
      Map<Long, Integer> expected = new HashMap<>();
      Random random = new Random(round);
      for (int i = 0; i < KEYS; i++) {
        long key = random.nextInt(KEYS) * (random.nextBoolean() ? 1L : 1L << 35);
        assertThat(pairs.get(key)).isEqualTo(expected.getOrDefault(key, NumberedPairs.NONE));
        if (expected.putIfAbsent(key, i) == null) {
          pairs.put(key, i);
        }
      }
      long[] keys = expected.keySet().stream().mapToLong(Long::longValue).toArray();
      assertThat(Arrays.stream(keys).mapToObj(pairs::get))
          .containsExactlyElementsOf(Arrays.stream(keys).mapToObj(expected::get).toList());
      pairs.clear();
      assertThat(pairs.get(keys[0])).isEqualTo(NumberedPairs.NONE);
    }
  }
}
