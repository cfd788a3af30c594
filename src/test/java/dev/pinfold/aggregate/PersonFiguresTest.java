// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Figures of a few rows, put in person by person as Spark does. */
class PersonFiguresTest {
  private static final long HOUR = 3_600_000L;
  private static final int MONDAY = (int) LocalDate.of(2026, 10, 5).toEpochDay();

  private final Kpis kpis =
      TestKpis.of(
          """
          fields:
            event_type: {source: events, column: event_type}
            campaign_id: {source: events, column: attributes.campaign_id}
            activity_id: {source: events, column: attributes.activity_id}
            message: {source: events, column: attributes.message}
          conditions: {visit: "event_type = 'v'", buy: "event_type = 'b'"}
          activity: visit
          groups:
            campaign: campaign_id
            part: {field: activity_id, within: campaign}
          kpis:
            - {name: visits, title: t, formula: f, numerator: {count: visit}, groups: [campaign, part]}
            - {name: read, title: t, formula: f, numerator: {count: visit, once: message}, groups: [campaign]}
            - {name: visitors, title: t, formula: f, grain: week, numerator: {people: visit}}
            - {name: devices, title: t, formula: f, numerator: {endpoints: visit}}
            - {name: money, title: t, formula: f, numerator: {sum: "1 + 1", where: buy}}
            - {name: kept, title: t, formula: f, dated: first_day, numerator: {people: visit, since_first: "1-"}, denominator: {people: visit, since_first: "0"}}
            - {name: users, title: t, formula: f, source: users, numerator: {count: "true"}}
          funnels:
            - {name: path, title: t, within_days: 2, steps: [{name: seen, when: visit}, {name: bought, when: buy}]}
          """);
  private final CountingPlan plan = CountingPlan.of(kpis);
  private final List<FigureCell> cells = new ArrayList<>();
  private final PartitionFigures figures = new PartitionFigures(plan, cells::add);

  private long[] holds(CountingPlan.Condition... conditions) {
    long[] bits = new long[1];
    for (CountingPlan.Condition condition : conditions) {
      bits[0] |= 1L << plan.conditions().indexOf(condition);
    }
    return bits;
  }

  private void event(String sql, int day, int hour, long endpoint, String campaign, String part) {
    event(sql, day, hour, endpoint, campaign, part, 0);
  }

  private void event(
      String sql, int day, int hour, long endpoint, String campaign, String part, long message) {
    int[] values = {0, figures.number(campaign), figures.number(part)};
    figures.learn(values);
    long[] bits = new long[1];
    for (int i = 0; i < plan.conditions().size(); i++) {
      if (plan.conditions().get(i).sql().contains("'" + sql + "'")) {
        bits[0] |= 1L << i;
      }
    }
    figures
        .person()
        .row(
            true,
            day,
            day * 24 * HOUR + hour * HOUR,
            endpoint,
            bits,
            new double[] {2.5},
            new long[] {message},
            values);
  }

  private String found(String kpi, CountingPlan.Role role, Grain grain) {
    return plan.uses().stream()
        .filter(use -> use.kpi().equals(kpi) && use.role() == role && use.grain() == grain)
        .flatMap(
            use ->
                cells.stream()
                    .filter(
                        cell ->
                            cell.counting() == use.counting()
                                && cell.grain() == grain
                                && cell.group() == use.group())
                    .map(
                        cell ->
                            (cell.day() < 0 ? "all" : cell.day() - MONDAY)
                                + " "
                                + cell.value()
                                + (cell.parent() == null ? "" : "<" + cell.parent().value())
                                + "="
                                + switch (use.kind()) {
                                  case PEOPLE -> String.valueOf(cell.people());
                                  case ENDPOINTS -> String.valueOf(cell.endpoints());
                                  default -> String.valueOf(cell.sum());
                                }))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private String found(String kpi) {
    return found(kpi, CountingPlan.Role.NUMERATOR, Grain.DAY);
  }

  @Test
  void row_twoPeople_countRowsPeopleAndEndpoints() {
    event("v", MONDAY, 1, 11, "a", "a1");
    event("v", MONDAY, 2, 12, "a", "a2");
    event("v", MONDAY + 1, 1, 11, null, null);
    event("b", MONDAY + 1, 2, 11, "a", "a1");
    figures.endPerson(0);
    event("v", MONDAY + 8, 1, 21, "b", "b1");
    figures.endPerson(0);
    figures.flush();

    assertThat(found("visits"))
        .isEqualTo(
            "0 =2.0, 0 a1<a=1.0, 0 a1=1.0, 0 a2<a=1.0, 0 a2=1.0, 0 a=2.0,"
                + " 1 (none)<(none)=1.0, 1 (none)=1.0, 1 =1.0,"
                + " 8 =1.0, 8 b1<b=1.0, 8 b1=1.0, 8 b=1.0");
    assertThat(found("visitors", CountingPlan.Role.NUMERATOR, Grain.WEEK)).isEqualTo("0 =1, 7 =1");
    assertThat(found("visitors", CountingPlan.Role.NUMERATOR, Grain.PERIOD)).isEqualTo("all =2");
    assertThat(found("devices")).isEqualTo("0 =2, 1 =1, 8 =1");
    assertThat(found("money")).isEqualTo("1 =2.5");
  }

  @Test
  void row_valueInSeveralValuesAround_isCountedInEach() {
    event("v", MONDAY, 1, 11, "a", null);
    event("v", MONDAY, 2, 11, "b", null);
    figures.endPerson(0);
    event("v", MONDAY, 1, 21, "a", null);
    figures.endPerson(0);
    figures.flush();

    assertThat(found("visits"))
        .isEqualTo("0 (none)<a=2.0, 0 (none)<b=1.0, 0 (none)=3.0, 0 =3.0, 0 a=2.0, 0 b=1.0");
    assertThat(cells)
        .filteredOn(cell -> cell.isPart() && cell.parent().value().equals("a"))
        .allMatch(cell -> cell.people() == 2);
  }

  @Test
  void row_onceByMessage_countsTheFirstOfAnEndpointAndMessage() {
    event("v", MONDAY, 1, 11, "a", null, 7);
    event("v", MONDAY, 2, 11, "a", null, 7);
    event("v", MONDAY + 1, 1, 11, "a", null, 7);
    event("v", MONDAY + 1, 2, 12, "a", null, 7); // another endpoint
    event("v", MONDAY + 1, 3, 11, "b", null, 8);
    event("v", MONDAY + 2, 1, 11, null, null, 0); // of no message
    event("v", MONDAY + 2, 2, 11, null, null, 0);
    figures.endPerson(0);
    event("v", MONDAY, 1, 21, "a", null, 7);
    figures.endPerson(0);
    figures.flush();

    assertThat(found("read"))
        .isEqualTo("0 =2.0, 0 a=2.0, 1 =2.0, 1 a=1.0, 1 b=1.0, 2 (none)=2.0, 2 =2.0");
    assertThat(found("read", CountingPlan.Role.NUMERATOR, Grain.PERIOD))
        .isEqualTo("all (none)=2.0, all =6.0, all a=3.0, all b=1.0");
    assertThat(found("visits")).contains("0 =3.0");
  }

  @Test
  void row_cohorts_areDatedByTheFirstActiveDay() {
    event("b", MONDAY - 1, 1, 11, null, null); // no activity: day 0 comes later
    event("v", MONDAY, 1, 11, null, null);
    event("v", MONDAY + 3, 1, 11, null, null);
    event("v", MONDAY + 5, 1, 11, null, null);
    figures.endPerson(0);
    event("v", MONDAY, 1, 21, null, null);
    figures.endPerson(0);
    figures.flush();

    assertThat(found("kept")).isEqualTo("0 =1");
    assertThat(found("kept", CountingPlan.Role.DENOMINATOR, Grain.DAY)).isEqualTo("0 =2");
  }

  @Test
  void row_funnel_countsStepsInOrderAndInTheWindow() {
    event("b", MONDAY, 0, 11, null, null); // before the first step
    event("v", MONDAY, 1, 11, null, null);
    event("b", MONDAY + 2, 1, 11, null, null); // 48 hours later: the window's last moment
    figures.endPerson(0);
    event("v", MONDAY, 1, 21, null, null);
    event("b", MONDAY + 2, 2, 21, null, null); // too late
    figures.endPerson(0);
    figures.flush();

    assertThat(found("path-seen")).isEqualTo("0 =2");
    assertThat(found("path-bought")).isEqualTo("0 =1");
    assertThat(found("path-bought", CountingPlan.Role.DENOMINATOR, Grain.DAY)).isEqualTo("0 =2");
  }

  @Test
  void row_manyEndpointsOfOnePerson_areCountedExactly() {
    for (int i = 1; i <= 200; i++) {
      event("v", MONDAY, 1, i, null, null);
      event("v", MONDAY, 2, i, null, null);
    }
    figures.endPerson(0);
    figures.flush();

    assertThat(found("devices")).isEqualTo("0 =200");
  }

  @Test
  void row_endpointsOfAUser_countTheUserOnce() {
    CountingPlan.Condition users = new CountingPlan.Condition(KpiDefinition.Source.USERS, "true");
    for (int day = 0; day < 3; day++) {
      figures
          .person()
          .row(
              false,
              MONDAY + day,
              (MONDAY + day) * 24 * HOUR,
              day + 1,
              holds(users),
              new double[1],
              new long[1],
              new int[3]);
    }
    figures.endPerson(0);
    figures.flush();

    assertThat(found("users")).isEqualTo("0 =1.0");
  }

  @Test
  void undatedEndpoint_ofAPerson_countsBesideTheKpisByGroup() {
    CountingPlan ofAll =
        CountingPlan.of(
            TestKpis.of(
                """
                fields:
                  channel: {source: endpoints, column: ChannelType}
                groups: {channel: channel}
                kpis:
                  - {name: new, title: t, formula: f, source: endpoints, numerator: {count: "true"}, groups: [channel]}
                """));
    PartitionFigures all = new PartitionFigures(ofAll, cells::add);
    int[] sms = {0, all.number("SMS")};
    int[] none = {0, all.number(null)};
    all.person().undatedEndpoint(sms);
    all.person().undatedEndpoint(sms);
    all.endPerson(1);
    all.person().undatedEndpoint(sms);
    all.person().undatedEndpoint(none);
    all.endPerson(2);
    all.flush();
    int number = ofAll.undated().get(0).number();
    assertThat(cells)
        .containsExactlyInAnyOrder(
            new FigureCell(number, Grain.PERIOD, -1, 0, "", null, 4, 4, 2),
            new FigureCell(number, Grain.PERIOD, -1, 1, "SMS", null, 3, 3, 2),
            new FigureCell(number, Grain.PERIOD, -1, 1, "(none)", null, 1, 1, 1));
  }

  @Test
  void number_aFormOfItsOwn_isThatOfTheTextUntilAllIsHandedOn() {
    int first = figures.number("c1");
    assertThat(figures.known(1.5)).isNull();
    assertThat(figures.number(1.5, "c1")).isEqualTo(first);
    assertThat(figures.known(1.5)).isEqualTo(first);
    assertThat(figures.number(2.5, "c2")).isNotEqualTo(first);
    figures.flush();
    assertThat(figures.known(1.5)).isNull();
  }
}
