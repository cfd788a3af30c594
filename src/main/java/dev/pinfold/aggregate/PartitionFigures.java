// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Adds people up over one partition. Values of groups are numbered here; figures are handed on when
 * the partition ends, or before where there are too many to hold. Not thread-safe.
 */
public final class PartitionFigures {
  /** Stands for what a grouping does not sort: no campaign, no journey. */
  public static final String NO_GROUP = "(none)";

  private static final int MOST_CELLS = 1 << 20;
  private static final int UNSEEN = -1;
  private static final int SEVERAL = -2;

  private final CountingPlan plan;
  private final PersonFigures person;
  private final Consumer<FigureCell> sink;
  private final ContributionBounds bounds;
  private final BoundedCells bounded;
  private final CellTable cells = new CellTable(1024);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** By group and value, the value of the group around it. */
  private final List<int[]> parents = new ArrayList<>();

  /** Without bounds on what a person adds. */
  public PartitionFigures(CountingPlan plan, Consumer<FigureCell> sink) {
    this(plan, null, sink);
  }

  /**
   * @param bounds on what a person adds; null where there are none
   * @param sink takes figures, each once or in parts that add up; people of one cell are never
   *     counted in two parts
   */
  public PartitionFigures(CountingPlan plan, ContributionBounds bounds, Consumer<FigureCell> sink) {
    this.plan = plan;
    this.person = new PersonFigures(plan);
    this.bounds = bounds;
    this.bounded = bounds == null ? null : new BoundedCells(bounds, texts::get);
    this.sink = sink;
    for (int group = 0; group < plan.groupNames().size(); group++) {
      parents.add(new int[0]);
    }
    reset();
  }

  private void reset() {
    numbers.clear();
    texts.clear();
    numbers.put("", PersonFigures.TOTAL);
    texts.add("");
    parents.replaceAll(known -> new int[0]);
  }

  /** The present person's counts. */
  public PersonFigures person() {
    return person;
  }

  /** The number of a group's value; null is no group. */
  public int number(String value) {
    String text = value == null ? NO_GROUP : value;
    Integer known = numbers.get(text);
    if (known == null) {
      known = texts.size();
      numbers.put(text, known);
      texts.add(text);
    }
    return known;
  }

  /** Learns from a row which values lie in which. */
  public void learn(int[] values) {
    for (int group = 1; group < values.length; group++) {
      int parent = plan.parentGroup(group);
      if (parent > 0) {
        int[] known = parents.get(group);
        if (values[group] >= known.length) {
          int length = known.length;
          known = Arrays.copyOf(known, Math.max(64, values[group] * 2));
          Arrays.fill(known, length, known.length, UNSEEN);
          parents.set(group, known);
        }
        int before = known[values[group]];
        known[values[group]] =
            before == UNSEEN || before == values[parent] ? values[parent] : SEVERAL;
      }
    }
  }

  /**
   * Ends the present person.
   *
   * @param whose a number that stands for them, the same in every attempt
   */
  public void endPerson(long whose) {
    if (bounds == null) {
      person.end(cells);
    } else {
      person.end(cells, bounded, bounds, whose);
    }
    if (cells.size() > MOST_CELLS || texts.size() > CellKey.VALUES / 2) {
      flush();
    }
  }

  /** Hands all figures on. */
  public void flush() {
    for (int n = 0; n < cells.size(); n++) {
      int slot = cells.slotAt(n);
      long key = cells.key(slot);
      int group = CellKey.group(key);
      int value = CellKey.value(key);
      sink.accept(
          new FigureCell(
              CellKey.counting(key),
              CellKey.grain(key),
              CellKey.day(key),
              group,
              texts.get(value),
              parent(group, value),
              cells.sum(slot),
              cells.endpoints(slot),
              cells.people(slot)));
    }
    cells.clear();
    reset();
  }

  private String parent(int group, int value) {
    int[] known = parents.get(group);
    int parent = value < known.length ? known[value] : UNSEEN;
    return parent < 0 ? null : texts.get(parent);
  }
}
