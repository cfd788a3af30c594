// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of KPIs from judged figures. */
class KpiRowsTest {
  private final Kpis kpis =
      TestKpis.of(
          """
          fields:
            kind: {source: events, column: kind}
            hobby: {source: events, column: attributes.hobby}
            currency: {source: events, column: attributes._currency}
          groups: {hobby: hobby, currency: currency}
          kpis:
            - {name: rate, title: t, formula: f, numerator: {count: "kind = 'a'"}, denominator: {count: "kind = 'b'"}, groups: [hobby]}
            - {name: left, title: t, formula: f, numerator: {count: "kind = 'a'", minus: "kind = 'c'"}}
            - {name: money, title: t, formula: f, numerator: {sum: "1", where: "kind = 'd'", unit: currency}, denominator: {count: "kind = 'b'"}, groups: [hobby, currency]}
          """);
  private final CountingPlan plan = CountingPlan.of(kpis);
  private final List<FigureCell> figures = new ArrayList<>();
  private final BitSet hidden = new BitSet();

  private void figure(String kpi, Role role, int day, int group, String value, double sum) {
    int counting =
        plan.uses().stream()
            .filter(use -> use.kpi().equals(kpi) && use.role() == role)
            .findFirst()
            .orElseThrow()
            .counting();
    Grain grain = day < 0 ? Grain.PERIOD : Grain.DAY;
    figures.add(new FigureCell(counting, grain, day, group, value, null, sum, 50, 50));
  }

  private void hiddenFigure(String kpi, Role role, int day, int group, String value, double sum) {
    hidden.set(figures.size());
    figure(kpi, role, day, group, value, sum);
  }

  private List<KpiRow> rows(String kpi, boolean isNoisy) {
    return new KpiRows(kpis, plan, isNoisy)
        .of(figures, hidden, 9).stream().filter(row -> row.kpi().equals(kpi)).toList();
  }

  private static KpiRow row(
      String kpi, int day, String group, String value, Double above, Double below, Double all) {
    return new KpiRow(kpi, false, day, group, value, above, below, all, above == null, null, null);
  }

  @Test
  void of_smallGroupsOfUsersOwnTexts_areOneRowWithoutLabel() {
    figure("rate", Role.NUMERATOR, 1, 1, "golf", 1);
    figure("rate", Role.DENOMINATOR, 1, 1, "golf", 4);
    hiddenFigure("rate", Role.DENOMINATOR, 1, 1, "chess", 2);
    figure("rate", Role.NUMERATOR, 1, 1, "chess", 2);
    hiddenFigure("rate", Role.DENOMINATOR, 1, 1, "darts", 2);
    assertThat(rows("rate", false))
        .containsExactlyInAnyOrder(
            row("rate", 1, "hobby", "golf", 1.0, 4.0, 0.25),
            row("rate", 1, "hobby", ListedLabels.SUPPRESSED, null, null, null));
  }

  @Test
  void of_smallGroupsOfSeveralUnits_areOneRowTooWhicheverFigureIsAbsent() {
    figure("money", Role.NUMERATOR, 1, 2, "EUR", 3);
    figure("money", Role.NUMERATOR, 1, 2, "USD", 3);
    hiddenFigure("money", Role.NUMERATOR, 1, 1, "chess", 2);
    hiddenFigure("money", Role.DENOMINATOR, 1, 1, "darts", 2);
    assertThat(rows("money", false))
        .contains(row("money", 1, "hobby", ListedLabels.SUPPRESSED, null, null, null))
        .hasSize(3);
  }

  @Test
  void of_period_hasTheDaysOfTheTotalEvenWhereTheyAreHidden() {
    hiddenFigure("left", Role.NUMERATOR, 3, 0, "", 4);
    figure("left", Role.MINUS, 7, 0, "", 4);
    figure("left", Role.NUMERATOR, -1, 0, "", 4);
    figure("left", Role.MINUS, -1, 0, "", 1);
    assertThat(rows("left", false))
        .contains(new KpiRow("left", true, -1, "", "", 3.0, null, 3.0, false, 3, 7));
  }

  @Test
  void of_noisyFigures_anAbsentOneHidesItsRowAndADifferenceIsNotNegative() {
    figure("left", Role.NUMERATOR, 1, 0, "", 4);
    figure("left", Role.MINUS, 1, 0, "", 5);
    figure("left", Role.NUMERATOR, 2, 0, "", 4);
    assertThat(rows("left", true))
        .containsExactly(
            row("left", 1, "", "", 0.0, null, 0.0), row("left", 2, "", "", null, null, null));
  }
}
