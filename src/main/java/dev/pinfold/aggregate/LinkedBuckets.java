// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.FigureCell.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Joins figures of KPIs over the whole history with the buckets of the demographics that show the
 * same endpoints or users: a group's dated ones and those without a day are together those of its
 * buckets. A bucket that lies in several values of a group (two spellings of a country are one
 * value; one bucket in two values is rarer) is the sum of parts that nobody sees.
 */
final class LinkedBuckets {
  private final LinkedSuppression linked;
  private final CountingPlan.Shown shown;

  /** By place of a figure over the whole history, its cell; null where there is none. */
  private final Function<Place, Integer> cellOf;

  private record Bucket(int dimension, String label) {}

  private record Breakdown(int group, Bucket bucket) {}

  private record Value(int group, String value, int dimension) {}

  private final Map<Bucket, Integer> buckets = new HashMap<>();
  private final Map<Place, Integer> undatedCells = new HashMap<>();

  LinkedBuckets(
      LinkedSuppression linked, CountingPlan.Shown shown, Function<Place, Integer> cellOf) {
    this.linked = linked;
    this.shown = shown;
    this.cellOf = cellOf;
  }

  /**
   * Adds the sums.
   *
   * @param pairs what {@link ShownBucket#asFigure} made
   * @param undated people whose endpoints have no day of creation, by the place of the dated ones;
   *     null where there are none, and where that is not counted: then it is what is left
   */
  void add(List<FigureCell> pairs, Function<Place, Long> undated) {
    Map<Value, List<Integer>> ofValue = new LinkedHashMap<>();
    Map<Value, Long> people = new HashMap<>();
    Map<Breakdown, List<FigureCell>> ofBucket =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    pair -> new Breakdown(pair.group(), bucket(pair)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    ofBucket.forEach(
        (breakdown, parts) -> {
          int whole = cellOf(breakdown.bucket(), parts.get(0));
          List<Integer> cells = new ArrayList<>();
          for (FigureCell part : parts) {
            int cell =
                parts.size() == 1 ? people(whole, part) : linked.unpublishedCell(part.people());
            cells.add(cell);
            Value value = new Value(part.group(), part.value(), breakdown.bucket().dimension());
            ofValue.computeIfAbsent(value, key -> new ArrayList<>()).add(cell);
            people.merge(value, part.people(), Long::sum);
          }
          // Of users one may be in several parts.
          if (parts.size() > 1 && !shown.ofUsers()) {
            linked.sum(whole, cells);
          }
        });
    ofValue.forEach((value, cells) -> addValue(value, cells, people.get(value), undated));
  }

  private static Bucket bucket(FigureCell pair) {
    return new Bucket(pair.parent().group(), pair.parent().value());
  }

  private int cellOf(Bucket bucket, FigureCell pair) {
    return buckets.computeIfAbsent(
        bucket,
        key ->
            pair.sum() < 0
                ? linked.hiddenElsewhere((long) -pair.sum())
                : linked.shownElsewhere((long) pair.sum()));
  }

  /** All people of a bucket: what it shows, and of users those who are known to nobody. */
  private int people(int whole, FigureCell pair) {
    long others = pair.people() - pair.endpoints();
    if (others == 0) {
      return whole;
    }
    int all = linked.unpublishedCell(pair.people());
    linked.sum(all, List.of(whole, linked.unpublishedCell(others)));
    return all;
  }

  private void addValue(
      Value value, List<Integer> cells, long people, Function<Place, Long> undated) {
    Place place =
        new Place(
            shown.counting(),
            KpiDefinition.Grain.PERIOD,
            PersonFigures.PERIOD,
            value.group(),
            value.value());
    Integer dated = cellOf.apply(place);
    if (dated == null) {
      return; // all of them are without a day
    }
    Long without = undated.apply(place);
    if (without == null && shown.ofUsers()) {
      without = Math.max(0, people - linked.people(dated));
    }
    if (without == null || without == 0) {
      linked.sum(dated, cells);
      return;
    }
    long left = without;
    int rest = undatedCells.computeIfAbsent(place, key -> linked.unpublishedCell(left));
    int together = cells.get(0);
    if (cells.size() > 1) {
      together = linked.unpublishedCell(people);
      linked.sum(together, cells);
    }
    linked.sum(together, List.of(dated, rest));
  }
}
