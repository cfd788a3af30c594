// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Relation;
import dev.pinfold.aggregate.FigureCell.Place;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@link LinkedSuppression} over figures: knows which of them add up to which. Groups add up to the
 * total of their day; days to the weeks, months and the period, where rows are counted and not
 * distinct people; values of a group to the value that they divide; and what the relations say.
 */
public final class FigureSuppression {
  private static final List<Grain> COARSE = List.of(Grain.WEEK, Grain.MONTH, Grain.PERIOD);

  private final Structure structure;
  private final LinkedSuppression linked;
  private final List<FigureCell> figures;
  private final Map<Place, Integer> cells = new HashMap<>();

  /**
   * What adds up beside the groups of a day.
   *
   * @param minGroupSize people below which a figure is hidden
   * @param parents by number of a group, the group that it divides; 0: none
   * @param relations sums among countings
   * @param distinct countings of distinct people or endpoints alone, whose days add up to nothing
   */
  public record Structure(
      int minGroupSize, int[] parents, List<Relation> relations, Set<Integer> distinct)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Children of one value, by the group that they belong to. */
  private record Children(Place parent, int group) {}

  private FigureSuppression(List<FigureCell> figures, Structure structure) {
    this.structure = structure;
    this.figures = figures;
    this.linked = new LinkedSuppression(structure.minGroupSize());
  }

  /**
   * Which figures to hide.
   *
   * @param figures all of some countings, and of those that relations join with them
   * @return by index
   */
  public static BitSet hidden(List<FigureCell> figures, Structure structure) {
    FigureSuppression suppression = new FigureSuppression(figures, structure);
    suppression.link();
    BitSet hidden = suppression.linked.hidden();
    hidden.clear(figures.size(), Math.max(figures.size(), hidden.length()));
    return hidden;
  }

  private void link() {
    for (FigureCell figure : figures) {
      cells.put(figure.place(), linked.cell(figure.people()));
    }
    Map<Place, List<Integer>> parts = new LinkedHashMap<>();
    Map<Children, List<Integer>> children = new LinkedHashMap<>();
    Set<Children> mixed = new HashSet<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (figure.group() != 0) {
        Place set = new Place(figure.counting(), figure.grain(), figure.day(), figure.group(), "");
        parts.computeIfAbsent(set, place -> new ArrayList<>()).add(i);
        addChild(figure, i, children, mixed);
      }
    }
    parts.forEach((set, list) -> sum(cells.get(total(set, set.counting())), list));
    children.forEach(
        (child, list) -> {
          Place any = total(child.parent(), child.parent().counting());
          if (!mixed.contains(new Children(any, child.group()))) {
            sum(cells.get(child.parent()), list);
          }
        });
    addDays();
    structure.relations().forEach(this::addRelation);
  }

  private static Place total(Place place, int counting) {
    return new Place(counting, place.grain(), place.day(), 0, "");
  }

  private void sum(Integer total, List<Integer> parts) {
    if (total != null && !parts.isEmpty()) {
      linked.sum(total, parts);
    }
  }

  private void addChild(
      FigureCell figure, int index, Map<Children, List<Integer>> children, Set<Children> mixed) {
    int around = structure.parents()[figure.group()];
    if (around == 0) {
      return;
    }
    if (figure.parent() == null) {
      // A value of several parents: nobody can tell what their parts add up to.
      Place any = total(figure.place(), figure.counting());
      mixed.add(new Children(any, figure.group()));
      return;
    }
    Place parent =
        new Place(figure.counting(), figure.grain(), figure.day(), around, figure.parent());
    children
        .computeIfAbsent(new Children(parent, figure.group()), place -> new ArrayList<>())
        .add(index);
  }

  private void addDays() {
    Map<Place, List<Integer>> series = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (figure.grain() != Grain.DAY || structure.distinct().contains(figure.counting())) {
        continue;
      }
      for (Grain coarse : COARSE) {
        int day = PersonFigures.dateOf(coarse, figure.day());
        Place whole = new Place(figure.counting(), coarse, day, figure.group(), figure.value());
        if (cells.containsKey(whole)) {
          series.computeIfAbsent(whole, place -> new ArrayList<>()).add(i);
        }
      }
    }
    series.forEach((whole, days) -> sum(cells.get(whole), days));
  }

  private void addRelation(Relation relation) {
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      boolean isTotal =
          figure.counting() == relation.total()
              && (relation.group() < 0 || figure.group() == relation.group())
              && (relation.value() == null || figure.value().equals(relation.value()));
      if (!isTotal) {
        continue;
      }
      List<Integer> parts = new ArrayList<>();
      long people = 0;
      for (int counting : relation.parts()) {
        Place place =
            relation.samePlace()
                ? new Place(counting, figure.grain(), figure.day(), figure.group(), figure.value())
                : total(figure.place(), counting);
        Integer part = cells.get(place);
        if (part != null) {
          parts.add(part);
          people += figures.get(part).people();
        }
      }
      if (relation.rest() && figure.people() > people) {
        parts.add(linked.cell(figure.people() - people));
      }
      sum(i, parts);
    }
  }
}
