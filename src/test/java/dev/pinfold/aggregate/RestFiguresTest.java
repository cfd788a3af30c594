// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.FigureSuppression.Structure;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Messages of two kinds, of which one kind is no KPI. */
class RestFiguresTest {
  private static final int DAY = 20_000;
  private static final String ORDER = "kind = 'order'";
  private static final String NEWS = "kind = 'news'";

  private final Kpis kpis =
      TestKpis.of(
          """
          fields:
            kind: {source: events, column: kind}
            campaign: {source: events, column: attributes.campaign}
          activity: "true"
          groups: {campaign: campaign}
          kpis:
            - {name: sent, title: t, formula: f, numerator: {count: "kind IS NOT NULL"}, groups: [campaign]}
            - {name: orders, title: t, formula: f, numerator: {count: "kind = 'order'"}}
            - {name: news, title: t, formula: f, numerator: {count: "kind = 'news'"}, groups: [campaign]}
          sums:
            - {total: sent, parts: [orders], rest: true}
            - {total: sent, parts: [news], rest: true}
            - {total: sent, group: campaign, value: (none), parts: [orders], rest: true}
          """);
  private final CountingPlan plan = CountingPlan.of(kpis);
  private final List<FigureCell> cells = new ArrayList<>();
  private final PartitionFigures figures = new PartitionFigures(plan, cells::add);
  private long person;

  private void message(String sql, String campaign, long endpoint) {
    int[] values = {0, figures.number(campaign)};
    figures.learn(values);
    long[] holds = new long[1];
    for (int i = 0; i < plan.conditions().size(); i++) {
      String condition = plan.conditions().get(i).sql();
      holds[0] |= condition.equals(sql) || condition.endsWith("NOT NULL") ? 1L << i : 0;
    }
    figures
        .person()
        .row(true, DAY, DAY * 86_400_000L, endpoint, holds, new double[0], new long[0], values);
  }

  private void people(int number, Runnable messages) {
    for (int i = 0; i < number; i++) {
      messages.run();
      figures.endPerson(++person);
    }
  }

  /** People of what is left of the messages sent, in a group, when others are taken off. */
  private long left(int relation, int group, String value) {
    figures.flush();
    int rest = plan.relations().get(relation).rest();
    return cells.stream()
        .filter(
            cell ->
                cell.counting() == rest
                    && cell.grain() == Grain.DAY
                    && cell.group() == group
                    && cell.value().equals(value))
        .mapToLong(FigureCell::people)
        .sum();
  }

  /** The figures of the day that are hidden, by the KPI. */
  private Set<String> hidden() {
    figures.flush();
    Structure structure =
        new Structure(10, plan.relations(), plan.returns(), plan.distinctCountings());
    BitSet hidden = FigureSuppression.hidden(cells, structure);
    Set<String> names = new TreeSet<>();
    for (CountingPlan.Use use : plan.uses()) {
      for (int i = 0; i < cells.size(); i++) {
        FigureCell cell = cells.get(i);
        if (hidden.get(i) && cell.counting() == use.counting() && cell.grain() == Grain.DAY) {
          names.add(use.kpi());
        }
      }
    }
    return names;
  }

  @Test
  void add_peopleInTotalAndPart_areLeftWhereTheyGotMore() {
    people(17, () -> message(ORDER, null, 1));
    people(
        3,
        () -> {
          message(ORDER, null, 1);
          message(NEWS, null, 1);
        });

    assertThat(left(0, 0, "")).isEqualTo(3);
    assertThat(left(2, 0, "")).isEqualTo(20);
  }

  @Test
  void hidden_fewWhoGotMoreThanThePart_areNotToldByTheDifference() {
    people(17, () -> message(ORDER, null, 1));
    people(
        3,
        () -> {
          message(ORDER, null, 1);
          message(NEWS, null, 1);
        });

    assertThat(hidden()).contains("news").containsAnyOf("sent", "orders");
  }

  @Test
  void hidden_manyWhoGotBoth_showsAll() {
    people(
        30,
        () -> {
          message(ORDER, null, 1);
          message(NEWS, null, 1);
        });

    assertThat(hidden()).isEmpty();
  }

  @Test
  void add_partThatHasMoreThanTheTotal_isLeftToo() {
    people(4, () -> message(ORDER, "spring", 1));

    assertThat(left(3, 1, PartitionFigures.NO_GROUP)).isEqualTo(4);
  }

  @Test
  void add_groupsThatThePartIsSplitByToo_areTakenOffGroupByGroup() {
    people(12, () -> message(NEWS, "spring", 1));
    people(
        5,
        () -> {
          message(NEWS, "spring", 1);
          message(ORDER, "summer", 2);
        });

    assertThat(left(2, 1, "summer")).isEqualTo(5);
    assertThat(left(2, 1, "spring")).isZero();
  }
}
