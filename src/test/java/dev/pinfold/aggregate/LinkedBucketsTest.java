// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.BucketSuppression.Judged;
import dev.pinfold.aggregate.CountingPlan.Shown;
import dev.pinfold.aggregate.CountingPlan.Undated;
import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.FigureSuppression.Structure;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Somebody who has the demographics and new endpoints by day tries to tell small groups. To the
 * solver a figure is the sum of the kinds of endpoints in it.
 */
class LinkedBucketsTest {
  private static final int GROUP = 10;
  private static final int ROUNDS = 200;
  private static final int NEW_ENDPOINTS = 0;
  private static final Undated UNDATED = new Undated(NEW_ENDPOINTS, 1);
  private static final Shown SHOWN = new Shown(NEW_ENDPOINTS, false, 2);

  /** Dimensions of the demographics; regions lie in countries. */
  private static final int COUNTRY = 1;

  private static final int REGION = 2;
  private static final int PLATFORM = 3;

  /** Groups of the KPI: countries, of which two are one, and platforms. */
  private static final int BY_COUNTRY = 1;

  private static final int BY_PLATFORM = 2;

  /** Endpoints that are alike, each of one person; day -1: none. */
  private record Kind(int day, int region, int platform) {
    String country() {
      return "c" + (region < 2 ? 0 : region - 1);
    }

    /** Countries c0 and c1 are two spellings of one. */
    String oneCountry() {
      return country().equals("c1") ? "c0" : country();
    }
  }

  private final List<Kind> kinds = new ArrayList<>();
  private final Map<Kind, Integer> counts = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private final Map<String, Predicate<Kind>> figures = new TreeMap<>();

  /** In every other round all endpoints have a day of creation, which the tables tell. */
  private void draw(int seed) {
    Random random = new Random(seed);
    kinds.clear();
    counts.clear();
    published.clear();
    figures.clear();
    for (int day = seed % 2 - 1; day < 5; day++) {
      for (int region = 0; region < 9; region++) {
        for (int platform = 0; platform < 2; platform++) {
          Kind kind = new Kind(day, region, platform);
          kinds.add(kind);
          counts.put(
              kind,
              switch (random.nextInt(12)) {
                case 0, 1 -> 5 + random.nextInt(20);
                case 2 -> 1 + random.nextInt(9);
                default -> 0;
              });
        }
      }
    }
  }

  private long size(Predicate<Kind> of) {
    return ToldFigures.size(counts, of);
  }

  private static FigureCell cell(
      int counting, Grain grain, int day, int group, String value, Around parent, long size) {
    return new FigureCell(counting, grain, day, group, value, parent, size, size, size);
  }

  /** The values of a breakdown, each with the kinds that it holds. */
  private void forEachValue(
      Function<Kind, String> label, BiConsumer<String, Predicate<Kind>> action) {
    kinds.stream()
        .map(label)
        .distinct()
        .forEach(value -> action.accept(value, kind -> label.apply(kind).equals(value)));
  }

  private List<Judged> demographics() {
    Map<Integer, Function<Kind, String>> dimensions =
        Map.of(
            0,
            kind -> "",
            COUNTRY,
            Kind::country,
            REGION,
            kind -> "r" + kind.region(),
            PLATFORM,
            kind -> "p" + kind.platform());
    List<FigureCell> buckets = new ArrayList<>();
    dimensions.forEach(
        (dimension, label) ->
            forEachValue(
                label,
                (value, of) -> {
                  figures.put("demographics " + dimension + " " + value, of);
                  if (size(of) > 0) {
                    buckets.add(cell(0, Grain.DAY, 0, dimension, value, null, size(of)));
                  }
                  if (dimension == REGION && size(of) > 0) {
                    Kind any = kinds.stream().filter(of).findFirst().orElseThrow();
                    Around country = new Around(COUNTRY, any.country());
                    buckets.add(cell(0, Grain.DAY, 0, dimension, value, country, size(of)));
                  }
                }));
    List<Judged> judged = BucketSuppression.judged(buckets, GROUP);
    judged.stream()
        .filter(one -> !one.isHidden())
        .forEach(
            one ->
                published.add("demographics " + one.bucket().group() + " " + one.bucket().value()));
    return judged;
  }

  private List<ShownBucket> shown(List<Judged> judged) {
    List<ShownBucket> shown = new ArrayList<>();
    for (Judged one : judged) {
      FigureCell bucket = one.bucket();
      Map<Integer, Function<Kind, String>> groups =
          switch (bucket.group()) {
            case 0 -> Map.of(0, kind -> "");
            case COUNTRY -> Map.of(BY_COUNTRY, Kind::oneCountry);
            case PLATFORM -> Map.of(BY_PLATFORM, kind -> "p" + kind.platform());
            default -> Map.of();
          };
      groups.forEach(
          (group, label) -> {
            Predicate<Kind> of =
                figures.get("demographics " + bucket.group() + " " + bucket.value());
            String value = label.apply(kinds.stream().filter(of).findFirst().orElseThrow());
            shown.add(
                new ShownBucket(
                    group,
                    value,
                    bucket.group(),
                    bucket.value(),
                    bucket.people(),
                    bucket.people(),
                    bucket.people(),
                    bucket.people(),
                    one.isHidden(),
                    one.isWithoutUsers(),
                    false));
          });
    }
    return shown;
  }

  private void kpi(List<ShownBucket> shown) {
    Map<Integer, Function<Kind, String>> groups =
        Map.of(
            0,
            kind -> "",
            BY_COUNTRY,
            Kind::oneCountry,
            BY_PLATFORM,
            kind -> "p" + kind.platform());
    List<FigureCell> cells = new ArrayList<>();
    groups.forEach(
        (group, label) ->
            forEachValue(
                label,
                (value, of) -> {
                  Predicate<Kind> dated = of.and(kind -> kind.day() >= 0);
                  Predicate<Kind> undated = of.and(kind -> kind.day() < 0);
                  add(cells, Grain.PERIOD, -1, group, value, dated);
                  if (size(undated) > 0) {
                    cells.add(cell(1, Grain.PERIOD, -1, group, value, null, size(undated)));
                  }
                  for (int day = 0; day < 5; day++) {
                    int own = day;
                    Predicate<Kind> ofDay = of.and(kind -> kind.day() == own);
                    add(cells, Grain.DAY, day, group, value, ofDay);
                  }
                }));
    shown.forEach(bucket -> cells.addAll(bucket.asFigures(List.of(SHOWN))));
    cells.sort(FigureCell.ORDER);
    BitSet hidden =
        FigureSuppression.hidden(
            cells,
            new Structure(GROUP, List.of(), List.of(), Set.of(), List.of(UNDATED), List.of(SHOWN)));
    for (int i = 0; i < cells.size(); i++) {
      FigureCell cell = cells.get(i);
      if (cell.counting() == NEW_ENDPOINTS && !hidden.get(i)) {
        published.add(name(cell.day(), cell.group(), cell.value()));
      }
    }
  }

  private static String name(int day, int group, String value) {
    return "new-endpoints " + day + " " + group + " " + value;
  }

  private void add(
      List<FigureCell> cells, Grain grain, int day, int group, String value, Predicate<Kind> of) {
    figures.put(name(day, group, value), of);
    if (size(of) > 0) {
      cells.add(cell(NEW_ENDPOINTS, grain, day, group, value, null, size(of)));
    }
  }

  /** The small figures that the published ones tell. */
  private List<String> told() {
    return ToldFigures.of(counts, figures, published, GROUP);
  }

  @Test
  void hidden_besideTheDemographics_tellsNoSmallGroup() {
    int leaks = 0;
    int shownInAll = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      draw(seed);
      List<Judged> judged = demographics();
      kpi(List.of());
      leaks += told().isEmpty() ? 0 : 1;

      published.removeIf(name -> name.startsWith("new-endpoints"));
      kpi(shown(judged));
      assertThat(told()).as("round %d", seed).isEmpty();
      shownInAll += published.size();
    }
    // Judged apart, the tables tell some: so that this test can fail.
    assertThat(leaks).isGreaterThan(0);
    assertThat(shownInAll).isGreaterThan(15 * ROUNDS);
  }
}
