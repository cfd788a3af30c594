// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Relation;
import dev.pinfold.aggregate.CountingPlan.Return;
import dev.pinfold.aggregate.CountingPlan.Shown;
import dev.pinfold.aggregate.CountingPlan.Undated;
import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.FigureCell.Place;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.LinkedSuppression.Of;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@link LinkedSuppression} over figures: knows which of them add up to which. Groups add up to the
 * total of their day; days to the weeks, months and the period, where rows are counted and not
 * distinct people; values of a group to the value that they divide; and what the relations say.
 *
 * <p>A value may lie in several values of the group around: the city {@code (unknown)} in many
 * countries. Its figure is then the sum of parts, one in each, that are not published; each country
 * is the sum of its cities and of its part. A part about few people must not be told either.
 */
public final class FigureSuppression {
  private static final int NO_CELL = -1;

  private final Structure structure;
  private final LinkedSuppression linked;
  private final List<FigureCell> figures;
  private final int[] cellOf;
  private final Map<Integer, List<Integer>> figuresOf = new HashMap<>();
  private final Map<CountingGroup, List<Integer>> figuresOfGroup = new HashMap<>();
  private final Map<Place, Integer> cells = new HashMap<>();

  /** By cell, a figure that it stands for. */
  private final Map<Integer, FigureCell> figureOf = new HashMap<>();

  /** People of what is left of figures, which are no figures themselves. */
  private final Map<Place, Long> rests = new HashMap<>();

  /** Buckets of the demographics, by the number that they come as. */
  private final Map<Integer, List<FigureCell>> buckets = new HashMap<>();

  /**
   * What adds up beside the groups of a day.
   *
   * @param minGroupSize people below which a figure is hidden
   * @param relations sums among countings
   * @param returns cohorts among those who come back
   * @param distinct countings of distinct people or endpoints alone, whose days add up to nothing
   * @param undated countings of which another table shows more
   * @param shown countings of which another table shows the same
   */
  public record Structure(
      int minGroupSize,
      List<Relation> relations,
      List<Return> returns,
      Set<Integer> distinct,
      List<Undated> undated,
      List<Shown> shown)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where no other table shows the same figures. */
    public Structure(
        int minGroupSize, List<Relation> relations, List<Return> returns, Set<Integer> distinct) {
      this(minGroupSize, relations, returns, distinct, List.of(), List.of());
    }
  }

  /** All figures of a counting by one group. */
  private record CountingGroup(int counting, int group) {}

  /** What divides one value, by the group that it belongs to. */
  private record Children(Place parent, int group) {}

  /** A figure as the sum of its parts in the values of one group around. */
  private record Division(Place whole, int around) {}

  /** What makes up a figure of a longer time. */
  private record Series(Place whole, Grain grain) {}

  private FigureSuppression(List<FigureCell> figures, Structure structure) {
    this.structure = structure;
    this.figures = figures;
    this.cellOf = new int[figures.size()];
    this.linked = new LinkedSuppression(structure.minGroupSize());
  }

  /**
   * Which figures to hide.
   *
   * @param figures all of some countings, and of those that relations join with them, and their
   *     parts and rests
   * @return by index; parts and rests, which nobody sees, are not in it
   */
  public static BitSet hidden(List<FigureCell> figures, Structure structure) {
    FigureSuppression suppression = new FigureSuppression(figures, structure);
    suppression.link();
    BitSet hiddenCells = suppression.linked.hidden();
    BitSet hidden = new BitSet();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      boolean isSeen = !figure.isPart() && suppression.cellOf[i] != NO_CELL;
      hidden.set(i, isSeen && hiddenCells.get(suppression.cellOf[i]));
    }
    return hidden;
  }

  private void link() {
    addFigures();
    addParts();
    addGroups();
    addDays();
    structure.relations().forEach(this::addRelation);
    structure.undated().forEach(this::addUndated);
    structure.shown().forEach(this::addShown);
    addReturns();
  }

  private void addFigures() {
    BitSet restCountings = new BitSet();
    structure.relations().stream()
        .filter(relation -> relation.rest() >= 0)
        .forEach(relation -> restCountings.set(relation.rest()));
    structure.undated().forEach(undated -> restCountings.set(undated.number()));
    structure.shown().forEach(shown -> buckets.put(shown.number(), new ArrayList<>()));
    Map<Place, Place> twins = twins();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (buckets.containsKey(figure.counting())) {
        buckets.get(figure.counting()).add(figure);
        cellOf[i] = NO_CELL;
      } else if (restCountings.get(figure.counting())) {
        rests.put(figure.place(), figure.people());
        cellOf[i] = NO_CELL;
      } else if (!figure.isPart()) {
        cellOf[i] = cellOf(figure, twins);
        figuresOf.computeIfAbsent(figure.counting(), key -> new ArrayList<>()).add(i);
        figuresOfGroup
            .computeIfAbsent(
                new CountingGroup(figure.counting(), figure.group()), key -> new ArrayList<>())
            .add(i);
      }
    }
  }

  /** New users by the places of as many new endpoints: who knows one figure knows the other. */
  private Map<Place, Place> twins() {
    Map<Place, Double> endpoints = new HashMap<>();
    int counting =
        structure.shown().stream()
            .filter(shown -> !shown.ofUsers())
            .mapToInt(Shown::counting)
            .findFirst()
            .orElse(NO_CELL);
    figures.stream()
        .filter(figure -> figure.counting() == counting && !figure.isPart())
        .forEach(figure -> endpoints.put(figure.place(), figure.sum()));
    Set<Integer> ofUsers =
        structure.shown().stream()
            .filter(Shown::ofUsers)
            .map(Shown::counting)
            .collect(Collectors.toSet());
    Map<Place, Place> twins = new HashMap<>();
    for (FigureCell figure : figures) {
      if (ofUsers.contains(figure.counting()) && !figure.isPart()) {
        Place twin =
            new Place(counting, figure.grain(), figure.day(), figure.group(), figure.value());
        Double sum = endpoints.get(twin);
        if (sum != null && sum == figure.sum()) {
          twins.put(figure.place(), twin);
        }
      }
    }
    return twins;
  }

  private int cellOf(FigureCell figure, Map<Place, Place> twins) {
    Place place = figure.place();
    Place first = twins.getOrDefault(place, place);
    Integer known = cells.get(first);
    int cell = known == null ? linked.cell(figure.people()) : known;
    figureOf.putIfAbsent(cell, figure);
    cells.put(first, cell);
    cells.put(place, cell);
    return cell;
  }

  /** A part that is all of its figure is that figure; others are cells that nobody sees. */
  private void addParts() {
    Map<Division, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell part = figures.get(i);
      if (isPart(part)) {
        parts
            .computeIfAbsent(
                new Division(whole(part), part.parent().group()), division -> new ArrayList<>())
            .add(i);
      }
    }
    parts.forEach(
        (division, list) -> {
          Integer figure = cells.get(division.whole());
          boolean isWhole = figure != null && list.size() == 1;
          for (int i : list) {
            cellOf[i] = isWhole ? figure : linked.unpublishedCell(figures.get(i).people());
            figureOf.putIfAbsent(cellOf[i], figures.get(i));
            cells.put(figures.get(i).place(), cellOf[i]);
          }
          if (!isWhole) {
            sum(figure, list.stream().map(i -> cellOf[i]).toList());
          }
        });
  }

  /** Buckets of another table are parts of no figure here. */
  private boolean isPart(FigureCell figure) {
    return figure.isPart() && !buckets.containsKey(figure.counting());
  }

  private static Place whole(FigureCell part) {
    return new Place(part.counting(), part.grain(), part.day(), part.group(), part.value());
  }

  private void addGroups() {
    Map<Place, List<Integer>> values = new LinkedHashMap<>();
    Map<Children, List<Integer>> children = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (isPart(figure)) {
        Around around = figure.parent();
        Place parent =
            new Place(
                figure.counting(), figure.grain(), figure.day(), around.group(), around.value());
        children
            .computeIfAbsent(new Children(parent, figure.group()), child -> new ArrayList<>())
            .add(cellOf[i]);
      } else if (figure.group() != 0 && cellOf[i] != NO_CELL) {
        Place set = new Place(figure.counting(), figure.grain(), figure.day(), figure.group(), "");
        values.computeIfAbsent(set, place -> new ArrayList<>()).add(cellOf[i]);
      }
    }
    values.forEach((set, list) -> sumIfTrue(total(set, set.counting()), list));
    children.forEach((child, list) -> sumIfTrue(child.parent(), list));
  }

  /** Distinct people who are in two of the groups are no sum, and tell nothing by subtraction. */
  private void sumIfTrue(Place whole, List<Integer> parts) {
    Integer total = cells.get(whole);
    if (total == null || !structure.distinct().contains(whole.counting())) {
      sum(total, parts);
      return;
    }
    long people = parts.stream().mapToLong(linked::people).sum();
    long endpoints = parts.stream().mapToLong(part -> figureOf.get(part).endpoints()).sum();
    sum(total, parts, people == linked.people(total), endpoints == figureOf.get(total).endpoints());
  }

  private void sum(int total, List<Integer> parts, boolean ofPeople, boolean ofEndpoints) {
    if (ofPeople || ofEndpoints) {
      linked.sum(total, parts, !ofEndpoints ? Of.PEOPLE : !ofPeople ? Of.ENDPOINTS : Of.BOTH);
    }
  }

  private static Place total(Place place, int counting) {
    return new Place(counting, place.grain(), place.day(), 0, "");
  }

  private void sum(Integer total, List<Integer> parts) {
    if (total != null && !parts.isEmpty()) {
      linked.sum(total, parts);
    }
  }

  private void addDays() {
    Map<Series, List<Integer>> series = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      if (cellOf[i] == NO_CELL) {
        continue;
      }
      for (Grain coarse : coarser(figure.grain())) {
        Place whole =
            new Place(
                figure.counting(),
                coarse,
                PersonFigures.dateOf(coarse, figure.day()),
                figure.group(),
                figure.value(),
                figure.parent());
        if (cells.containsKey(whole) && !isAnotherFigure(whole)) {
          series
              .computeIfAbsent(new Series(whole, figure.grain()), key -> new ArrayList<>())
              .add(cellOf[i]);
        }
      }
    }
    series.forEach(
        (finer, dates) -> {
          Place whole = finer.whole();
          // Distinct people of many dates are fewer than their sum; those of one are the same.
          if (dates.size() == 1 || !structure.distinct().contains(whole.counting())) {
            sum(cells.get(whole), dates);
          }
        });
  }

  /** The dates that dates of a grain lie in; weeks lie in no month. */
  private static List<Grain> coarser(Grain grain) {
    return switch (grain) {
      case DAY -> List.of(Grain.WEEK, Grain.MONTH, Grain.PERIOD);
      case WEEK, MONTH -> List.of(Grain.PERIOD);
      case PERIOD -> List.of();
    };
  }

  /** Whether a part is all of its figure, whose days are added up already. */
  private boolean isAnotherFigure(Place place) {
    return place.parent() != null
        && cells
            .get(place)
            .equals(
                cells.get(
                    new Place(
                        place.counting(),
                        place.grain(),
                        place.day(),
                        place.group(),
                        place.value())));
  }

  private void addRelation(Relation relation) {
    List<Integer> totals =
        relation.group() < 0
            ? figuresOf.get(relation.total())
            : figuresOfGroup.get(new CountingGroup(relation.total(), relation.group()));
    for (int i : totals == null ? List.<Integer>of() : totals) {
      FigureCell figure = figures.get(i);
      if (!relation.isAbout(figure)) {
        continue;
      }
      List<Integer> parts = new ArrayList<>();
      for (int counting : relation.parts()) {
        Place place =
            relation.samePlace()
                ? new Place(counting, figure.grain(), figure.day(), figure.group(), figure.value())
                : total(figure.place(), counting);
        Integer part = cells.get(place);
        if (part != null) {
          parts.add(part);
        }
      }
      Long left =
          rests.get(
              new Place(
                  relation.rest(), figure.grain(), figure.day(), figure.group(), figure.value()));
      addRelation(relation, figure, cellOf[i], parts, left);
    }
  }

  /**
   * Adds a sum where it is one. New and returning people are all people of a day; over a month who
   * was new may have come back, so that the sum of distinct ones says nothing.
   *
   * @param left people of what is left; null where nothing is
   */
  private void addRelation(
      Relation relation, FigureCell total, int cell, List<Integer> parts, Long left) {
    long people = left == null ? 0 : left;
    long endpoints = 0;
    double sum = 0;
    for (int part : parts) {
      sum += figureOf.get(part).sum();
      people += linked.people(part);
      endpoints += figureOf.get(part).endpoints();
    }
    if (left != null) {
      parts.add(linked.unpublishedCell(left));
    }
    if (parts.isEmpty()) {
      return;
    }
    if (!structure.distinct().contains(relation.total())) {
      // Of one value that should be what others are in all: some of it may lie in another value.
      boolean isOne = relation.samePlace() || left != null || sum == total.sum();
      sum(cell, parts, isOne, isOne);
    } else {
      boolean isOfPeople = people == total.people();
      sum(cell, parts, isOfPeople, left == null ? endpoints == total.endpoints() : isOfPeople);
    }
  }

  /** The dated and the undated ones together are a figure of the demographics, known to all. */
  private void addUndated(Undated undated) {
    for (int i : figuresOf.getOrDefault(undated.counting(), List.of())) {
      FigureCell figure = figures.get(i);
      Long left =
          rests.get(
              new Place(
                  undated.number(), figure.grain(), figure.day(), figure.group(), figure.value()));
      if (left != null) {
        // Without people: it can't be hidden here.
        linked.sum(linked.cell(0), List.of(cellOf[i], linked.unpublishedCell(left)));
      }
    }
  }

  private void addShown(Shown shown) {
    int undated =
        structure.undated().stream()
            .filter(one -> one.counting() == shown.counting())
            .mapToInt(Undated::number)
            .findFirst()
            .orElse(NO_CELL);
    new LinkedBuckets(linked, shown, cells::get)
        .add(
            buckets.get(shown.number()),
            dated ->
                rests.get(
                    new Place(undated, dated.grain(), dated.day(), dated.group(), dated.value())));
  }

  private void addReturns() {
    Map<Integer, List<Return>> returns = new LinkedHashMap<>();
    for (Return one : structure.returns()) {
      if (one.daysLater() > 0) {
        returns.computeIfAbsent(one.all(), key -> new ArrayList<>()).add(one);
      } else {
        addFirstDays(one);
      }
    }
    returns.forEach(
        (counting, cohorts) -> {
          for (int i : figuresOf.getOrDefault(counting, List.of())) {
            if (figures.get(i).grain() == Grain.DAY) {
              addReturn(i, cohorts);
            }
          }
        });
  }

  private void addReturn(int index, List<Return> cohorts) {
    FigureCell figure = figures.get(index);
    List<Integer> parts = new ArrayList<>();
    for (Return cohort : cohorts) {
      int day = figure.day() - cohort.daysLater();
      Integer part =
          cells.get(new Place(cohort.cohort(), Grain.DAY, day, figure.group(), figure.value()));
      if (part != null) {
        parts.add(part);
      }
    }
    addPeople(index, parts);
  }

  /** Those who are new on the days of a week, a month or the whole period. */
  private void addFirstDays(Return one) {
    Map<Place, List<Integer>> firsts = new HashMap<>();
    for (int i : figuresOf.getOrDefault(one.cohort(), List.of())) {
      FigureCell first = figures.get(i);
      if (first.grain() == Grain.DAY) {
        for (Grain coarse : coarser(Grain.DAY)) {
          int date = PersonFigures.dateOf(coarse, first.day());
          firsts
              .computeIfAbsent(
                  new Place(one.all(), coarse, date, first.group(), first.value()),
                  place -> new ArrayList<>())
              .add(cellOf[i]);
        }
      }
    }
    for (int i : figuresOf.getOrDefault(one.all(), List.of())) {
      List<Integer> parts = firsts.get(figures.get(i).place());
      if (parts != null) {
        addPeople(i, parts);
      }
    }
  }

  /** Nobody is in two of the parts; those who are in none are a further one that nobody sees. */
  private void addPeople(int total, List<Integer> parts) {
    long left = figures.get(total).people() - parts.stream().mapToLong(linked::people).sum();
    if (left > 0) {
      parts.add(linked.unpublishedCell(left));
    }
    // Less than none are left where some came back in another group than they began in.
    if (left >= 0 && !parts.isEmpty()) {
      linked.sum(cellOf[total], parts, Of.PEOPLE);
    }
  }
}
