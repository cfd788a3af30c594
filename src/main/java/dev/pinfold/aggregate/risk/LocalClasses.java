// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Equivalence classes in memory, a bounded number of them. Values are numbered at each level, so
 * that looking at a node compares numbers alone.
 */
public final class LocalClasses implements ClassTable {
  /** Cells of classes that may be compared in all, which takes some seconds. */
  private static final long WORK = 60_000_000;

  private static final int MOST_NODES = 4000;

  private final int target;
  private final List<QuasiIdentifier> identifiers;
  private final long[] sizes;

  /** By quasi-identifier, level and class; the level that drops has none. */
  private final int[][][] codes;

  /**
   * @param cells of each class, the values of all columns of all quasi-identifiers, in order
   * @param sizes people of each class; a class may come in several parts
   */
  public LocalClasses(
      int target, List<QuasiIdentifier> identifiers, List<String[]> cells, List<Long> sizes) {
    this.target = target;
    this.identifiers = List.copyOf(identifiers);
    this.sizes = sizes.stream().mapToLong(Long::longValue).toArray();
    this.codes = new int[identifiers.size()][][];
    int first = 0;
    for (int one = 0; one < identifiers.size(); one++) {
      QuasiIdentifier identifier = identifiers.get(one);
      codes[one] = new int[identifier.top()][];
      for (int level = 0; level < identifier.top(); level++) {
        codes[one][level] = codes(cells, first, identifier, level);
      }
      first += identifier.columns().size();
    }
  }

  private static int[] codes(
      List<String[]> cells, int first, QuasiIdentifier identifier, int level) {
    Map<List<String>, Integer> numbers = new HashMap<>();
    int[] codes = new int[cells.size()];
    for (int row = 0; row < codes.length; row++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < identifier.columns().size(); column++) {
        String cell = cells.get(row)[first + column];
        values.add(level == 0 ? cell : CellText.coarser(cell, identifier.steps().get(level - 1)));
      }
      codes[row] = numbers.computeIfAbsent(values, key -> numbers.size());
    }
    return codes;
  }

  @Override
  public Map<Levels, ClassFigures> at(Collection<Levels> nodes) {
    Map<Levels, ClassFigures> figures = new LinkedHashMap<>();
    nodes.forEach(node -> figures.put(node, at(node)));
    return figures;
  }

  private ClassFigures at(Levels node) {
    int[] groups = new int[sizes.length];
    int count = sizes.length == 0 ? 0 : 1;
    for (int one = 0; one < codes.length; one++) {
      if (node.get(one) < identifiers.get(one).top()) {
        count = split(groups, codes[one][node.get(one)]);
      }
    }
    long[] people = new long[count];
    for (int row = 0; row < groups.length; row++) {
      people[groups[row]] += sizes[row];
    }
    ClassFigures.Builder builder = new ClassFigures.Builder(target);
    Arrays.stream(people).forEach(builder::add);
    return builder.build();
  }

  /**
   * Divides groups by one more column; returns how many there are then. A hash table of numbers
   * alone, since this is done some thousand times.
   */
  private static int split(int[] groups, int[] codes) {
    int slots = Integer.highestOneBit(Math.max(4, groups.length)) * 4;
    long[] pairs = new long[slots];
    int[] numbers = new int[slots];
    int count = 0;
    for (int row = 0; row < groups.length; row++) {
      long pair = ((long) groups[row] << 32) | codes[row];
      int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 33) & (slots - 1);
      while (numbers[slot] != 0 && pairs[slot] != pair) {
        slot = (slot + 1) & (slots - 1);
      }
      if (numbers[slot] == 0) {
        pairs[slot] = pair;
        numbers[slot] = ++count;
      }
      groups[row] = numbers[slot] - 1;
    }
    return count;
  }

  @Override
  public int patience() {
    long cells = Math.max(1, (long) sizes.length * Math.max(1, identifiers.size()));
    return (int) Math.min(MOST_NODES, WORK / cells);
  }
}
