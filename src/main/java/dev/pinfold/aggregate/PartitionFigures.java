// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.FigureCell.Around;
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

  private final CountingPlan plan;
  private final PersonFigures person;
  private final Consumer<FigureCell> sink;
  private final ContributionBounds bounds;
  private final BoundedCells bounded;
  private final CellTable cells = new CellTable(1024);
  private final int[][] parts;
  private final RestFigures rests;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** Numbers by values as callers have them, of which a text is made only once. */
  private final Map<Object, Integer> known = new HashMap<>();

  /** By number, the value around, where a value is meant as a part of that; else null. */
  private final List<Around> parents = new ArrayList<>();

  /** By value and value around, the number that stands for both. */
  private final NumberedPairs pairs = new NumberedPairs();

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
    this.parts = new int[plan.groupNames().size()][];
    Arrays.setAll(parts, group -> new int[plan.parentGroups(group).length]);
    this.rests = new RestFigures(plan, this::number, number -> parents.get(number) != null);
    reset();
  }

  private void reset() {
    numbers.clear();
    known.clear();
    texts.clear();
    parents.clear();
    numbers.put("", PersonFigures.TOTAL);
    add("", null);
    pairs.clear();
  }

  /** The present person's counts. */
  public PersonFigures person() {
    return person;
  }

  /** The number of a group's value; null is no group. */
  public int number(String value) {
    String text = value == null ? NO_GROUP : value;
    Integer number = numbers.get(text);
    if (number == null) {
      number = add(text, null);
      numbers.put(text, number);
    }
    return number;
  }

  /** The number of a value that was told before in a form of its own; null where it was not. */
  public Integer known(Object form) {
    return known.get(form);
  }

  /** The number of a group's value that has a form of its own, which stays as it is. */
  public int number(Object form, String text) {
    int number = number(text);
    known.put(form, number);
    return number;
  }

  private int add(String text, Around around) {
    texts.add(text);
    parents.add(around);
    return texts.size() - 1;
  }

  /** Learns which values of the row that follows lie in which; nothing where there are bounds. */
  public void learn(int[] values) {
    if (bounds != null) {
      return; // Noise hides what it blurs, without knowing what adds up.
    }
    for (int group = 1; group < values.length; group++) {
      int[] around = plan.parentGroups(group);
      for (int i = 0; i < around.length; i++) {
        parts[group][i] = pair(values[group], around[i], values[around[i]]);
      }
    }
    person.parts(parts);
  }

  private int pair(int value, int group, int around) {
    long key = ((long) value * CellKey.GROUPS + group) * CellKey.VALUES + around;
    int number = pairs.get(key);
    if (number == NumberedPairs.NONE) {
      number = add(texts.get(value), new Around(group, texts.get(around)));
      pairs.put(key, number);
    }
    return number;
  }

  /**
   * Ends the present person.
   *
   * @param whose a number that stands for them, the same in every attempt
   */
  public void endPerson(long whose) {
    if (bounds == null) {
      person.end(cells, rests);
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
      int value = CellKey.value(key);
      sink.accept(
          new FigureCell(
              CellKey.counting(key),
              CellKey.grain(key),
              CellKey.day(key),
              CellKey.group(key),
              texts.get(value),
              parents.get(value),
              cells.sum(slot),
              cells.endpoints(slot),
              cells.people(slot)));
    }
    cells.clear();
    reset();
  }
}
