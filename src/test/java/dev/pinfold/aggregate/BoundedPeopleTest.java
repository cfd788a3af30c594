// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.FigureCell.Place;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What one person changes in all figures, counted with and without them. */
class BoundedPeopleTest {
  private static final int MAX_GROUPS = 3;
  private static final double MAX = 5;

  private static final Kpis KPIS =
      kpis(
          """
          privacy:
            differential_privacy:
              {epsilon: 1, max_groups: 3, max_per_group: 5, max_per_group_of: {money: 100}}
          fields:
            event_type: {source: events, column: event_type}
            price: {source: events, column: metrics.price, type: double}
            campaign_id: {source: events, column: attributes.campaign_id}
            channel: {source: endpoints, column: ChannelType}
          groups: {campaign: campaign_id, channel_type: channel}
          activity: "event_type = 'a'"
          kpis:
            - {name: count, title: t, formula: f, numerator: {count: "event_type = 'a'"}, groups: [campaign]}
            - {name: money, title: t, formula: f, numerator: {sum: price, where: "event_type = 'a'"}, groups: [campaign, channel_type]}
            - {name: endpoints, title: t, formula: f, numerator: {endpoints: "event_type = 'b'"}, groups: [channel_type]}
            - {name: people, title: t, formula: f, grain: week, numerator: {people: "event_type = 'b'"}, groups: [campaign]}
            - {name: first, title: t, formula: f, numerator: {people: "event_type = 'a'", since_first: "0"}, groups: [campaign]}
            - {name: users, title: t, formula: f, source: users, numerator: {count: "true"}, groups: [channel_type]}
          funnels:
            - {name: way, title: t, within_days: 30, steps: [{name: in, when: "event_type = 'a'"}, {name: out, when: "event_type = 'b'"}], groups: [campaign]}
          """);

  private static final CountingPlan PLAN = CountingPlan.of(KPIS);

  private static Kpis kpis(String text) {
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.parse("kpis.yaml", text, problems));
    problems.throwIfAny();
    return kpis;
  }

  private static ContributionBounds bounds(long salt) {
    return ContributionBounds.of(PLAN, KPIS.privacy().noise().orElseThrow(), salt);
  }

  /** One partition of events; every row meets every condition of its kind. */
  private static final class Counted {
    final Map<Place, FigureCell> cells = new HashMap<>();
    private final PartitionFigures figures;

    Counted(ContributionBounds bounds) {
      figures =
          new PartitionFigures(
              PLAN, bounds, cell -> cells.merge(cell.place(), cell, FigureCell::plus));
    }

    void row(boolean isEvent, int day, long endpoint, double price, String campaign, String chan) {
      int[] values = {0, figures.number(campaign), figures.number(chan)};
      figures
          .person()
          .row(
              isEvent,
              day,
              day * 86_400_000L,
              endpoint,
              new long[] {-1},
              new double[] {price},
              new long[0],
              values);
    }

    /** A person of up to so many rows, the same for the same seed. */
    void person(long seed, int rows) {
      SplittableRandom random = new SplittableRandom(seed);
      int number = 1 + random.nextInt(rows);
      for (int i = 0; i < number; i++) {
        row(
            random.nextInt(10) > 0,
            20_000 + i * 60 / number,
            1 + random.nextInt(30),
            random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(-300, 1000),
            "campaign" + random.nextInt(20),
            "channel" + random.nextInt(6));
      }
      figures.endPerson(seed);
    }

    Map<Place, FigureCell> all() {
      figures.flush();
      return cells;
    }
  }

  @Test
  void figures_personMoreOrLess_changeNoMoreThanTheExposureSays() {
    ContributionBounds bounds = bounds(7);
    FiguresInUse published = FiguresInUse.of(PLAN);
    ReleaseExposure exposure = ReleaseExposure.of(PLAN, bounds);
    int most = 0;
    for (int trial = 0; trial < 50; trial++) {
      Counted without = new Counted(bounds);
      Counted with = new Counted(bounds);
      for (int other = 0; other < 5; other++) {
        without.person(1000 * trial + other, 40);
        with.person(1000 * trial + other, 40);
      }
      with.person(trial, 400);
      int changed = 0;
      int changedCells = 0;
      Map<Place, FigureCell> before = without.all();
      for (FigureCell cell : with.all().values()) {
        if (!published.has(cell.counting(), cell.grain(), cell.group())) {
          continue;
        }
        FigureCell old = before.get(cell.place());
        double sum = Math.abs(cell.sum() - (old == null ? 0 : old.sum()));
        long endpoints = cell.endpoints() - (old == null ? 0 : old.endpoints());
        long people = cell.people() - (old == null ? 0 : old.people());
        assertThat(sum).isLessThanOrEqualTo(bounds.sum(cell.counting()));
        assertThat(endpoints).isBetween(0L, bounds.endpoints(cell.counting()));
        assertThat(people).isBetween(0L, 1L);
        boolean hasSum = published.hasSum(cell.counting(), cell.grain(), cell.group());
        boolean hasEndpoints = published.hasEndpoints(cell.counting(), cell.grain(), cell.group());
        changed += (int) people + (hasSum && sum > 0 ? 1 : 0);
        changed += hasEndpoints && endpoints > 0 ? 1 : 0;
        changedCells += (int) people;
      }
      assertThat(changedCells).isLessThanOrEqualTo(exposure.cells());
      assertThat(changed).isLessThanOrEqualTo(exposure.figures());
      most = Math.max(most, changed);
    }
    // The bound is not so far off that anything would pass.
    assertThat(most).isGreaterThan(exposure.figures() * 3 / 4);
  }

  @Test
  void figures_withoutBounds_exceedThem() {
    Counted free = new Counted(null);
    free.person(1, 400);
    long days =
        free.all().values().stream()
            .filter(cell -> cell.counting() == 0 && cell.grain() == Grain.DAY && cell.group() == 0)
            .count();
    assertThat(days).isGreaterThan(MAX_GROUPS);
  }

  @Test
  void figures_personOfAMillionEvents_addTheMaximumAlone() {
    Counted counted = new Counted(bounds(1));
    for (int i = 0; i < 1_000_000; i++) {
      counted.row(true, 20_000, 1, 9.99, "a", "SMS");
    }
    counted.figures.endPerson(1);
    assertThat(counted.all().values())
        .allSatisfy(
            cell -> {
              assertThat(cell.people()).isEqualTo(1);
              assertThat(cell.sum()).isLessThanOrEqualTo(cell.counting() == 1 ? 100 : MAX);
            })
        .anyMatch(cell -> cell.sum() == MAX)
        .anyMatch(cell -> cell.sum() == 100);
  }

  @Test
  void choice_samePersonAndSalt_isTheSameWhateverElseIsInThePartition() {
    Counted alone = new Counted(bounds(3));
    alone.person(5, 400);
    Counted late = new Counted(bounds(3));
    late.row(true, 20_000, 1, 1, "campaign19", "channel5"); // numbers values otherwise
    late.row(true, 20_000, 1, 1, "campaign7", "channel2");
    late.figures.endPerson(9);
    late.figures.flush();
    late.cells.clear();
    late.person(5, 400);
    assertThat(late.all()).isEqualTo(alone.all());

    Counted salted = new Counted(bounds(4));
    salted.person(5, 400);
    assertThat(salted.all().keySet()).isNotEqualTo(alone.all().keySet());
  }

  @Test
  void choice_overManySalts_givesEveryDayItsTurn() {
    Map<Integer, Integer> times = new HashMap<>();
    int trials = 2000;
    for (int salt = 0; salt < trials; salt++) {
      Counted counted = new Counted(bounds(salt));
      for (int day = 0; day < 10; day++) {
        counted.row(true, 20_000 + day, 1, 1, "a", "SMS");
      }
      counted.figures.endPerson(1);
      counted.all().values().stream()
          .filter(cell -> cell.counting() == 0 && cell.grain() == Grain.DAY && cell.group() == 0)
          .forEach(cell -> times.merge(cell.day(), 1, Integer::sum));
    }
    assertThat(times).hasSize(10);
    // Three of ten days: 600 times each, give or take six standard deviations.
    assertThat(times.values()).allMatch(count -> Math.abs(count - 600) < 6 * 20.5);
  }

  @Test
  void boundsOfAKpi_goToItsDenominatorWhereBothCountRows() {
    Kpis rates =
        kpis(
            """
            privacy:
              differential_privacy:
                {epsilon: 1, max_per_group: 5, max_per_group_of: {rate: 30, length: 7200}}
            fields:
              event_type: {source: events, column: event_type}
              seconds: {source: events, column: metrics.seconds, type: double}
            kpis:
              - {name: rate, title: t, formula: f, numerator: {count: "event_type = 'open'"}, denominator: {count: "event_type = 'send'"}}
              - {name: length, title: t, formula: f, numerator: {sum: seconds, where: "event_type = 'stop'"}, denominator: {count: "event_type = 'stop'"}}
            """);
    CountingPlan plan = CountingPlan.of(rates);
    ContributionBounds bounds =
        ContributionBounds.of(plan, rates.privacy().noise().orElseThrow(), 1);
    Map<String, Double> found = new HashMap<>();
    plan.uses().forEach(use -> found.put(use.kpi() + " " + use.role(), bounds.sum(use.counting())));
    assertThat(found)
        .isEqualTo(
            Map.of(
                "rate NUMERATOR", 30.0,
                "rate DENOMINATOR", 30.0,
                "length NUMERATOR", 7200.0,
                "length DENOMINATOR", 5.0));
  }

  @Test
  void clamped_sums_addUpExactlyInAnyOrder() {
    ContributionBounds bounds = bounds(1);
    int money = 1;
    assertThat(bounds.sum(money)).isEqualTo(100);
    assertThat(bounds.clamped(money, 1e300)).isEqualTo(100);
    assertThat(bounds.clamped(money, -250)).isEqualTo(-100);
    assertThat(bounds.clamped(money, Double.NaN)).isZero();
    SplittableRandom random = new SplittableRandom(1);
    double[] values =
        random.doubles(10_000, -100, 100).map(x -> bounds.clamped(money, x)).toArray();
    double forward = 0;
    double backward = 0;
    for (int i = 0; i < values.length; i++) {
      forward += values[i];
      backward += values[values.length - 1 - i];
    }
    assertThat(forward).isEqualTo(backward);
  }
}
