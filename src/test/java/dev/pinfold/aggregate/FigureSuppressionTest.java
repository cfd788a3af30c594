// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.CountingPlan.Relation;
import dev.pinfold.aggregate.FigureSuppression.Structure;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FigureSuppressionTest {
  private final List<FigureCell> cells = new ArrayList<>();

  private int cell(
      int counting, Grain grain, int day, int group, String value, String parent, long people) {
    cells.add(new FigureCell(counting, grain, day, group, value, parent, people, people, people));
    return cells.size() - 1;
  }

  private BitSet hidden(int[] parents, Relation... relations) {
    return FigureSuppression.hidden(
        cells, new Structure(10, parents, List.of(relations), Set.of()));
  }

  @Test
  void hidden_dayThatIsLeftOfThePeriod_isNotTheOnlyOne() {
    int small = cell(0, Grain.DAY, 1, 0, "", null, 4);
    int next = cell(0, Grain.DAY, 2, 0, "", null, 20);
    cell(0, Grain.DAY, 3, 0, "", null, 30);
    cell(0, Grain.PERIOD, -1, 0, "", null, 54);

    assertThat(hidden(new int[1]).stream().toArray()).containsExactly(small, next);
  }

  @Test
  void hidden_distinctPeople_daysDoNotAddUp() {
    int small = cell(0, Grain.DAY, 1, 0, "", null, 4);
    cell(0, Grain.DAY, 2, 0, "", null, 20);
    cell(0, Grain.PERIOD, -1, 0, "", null, 21);

    BitSet hidden =
        FigureSuppression.hidden(cells, new Structure(10, new int[1], List.of(), Set.of(0)));
    assertThat(hidden.stream().toArray()).containsExactly(small);
  }

  @Test
  void hidden_onlyActivityOfAHiddenCampaign_isHiddenToo() {
    cell(0, Grain.DAY, 1, 0, "", null, 100);
    int small = cell(0, Grain.DAY, 1, 1, "a", null, 4);
    int second = cell(0, Grain.DAY, 1, 1, "b", null, 40);
    cell(0, Grain.DAY, 1, 1, "c", null, 56);
    int activity = cell(0, Grain.DAY, 1, 2, "b1", "b", 40);
    cell(0, Grain.DAY, 1, 2, "c1", "c", 56);
    int smallActivity = cell(0, Grain.DAY, 1, 2, "a1", "a", 4);

    assertThat(hidden(new int[] {0, 0, 1}).stream().toArray())
        .contains(small, second, activity, smallActivity);
  }

  @Test
  void hidden_partOfASumOfKpis_isNotToldByTheOthers() {
    int total = cell(0, Grain.DAY, 1, 0, "", null, 100);
    int small = cell(1, Grain.DAY, 1, 0, "", null, 4);
    int other = cell(2, Grain.DAY, 1, 0, "", null, 96);

    BitSet hidden = hidden(new int[1], new Relation(0, 0, null, List.of(1, 2), true, false));

    assertThat(hidden.get(small)).isTrue();
    assertThat(hidden.get(total) || hidden.get(other)).isTrue();
  }

  @Test
  void hidden_fewLostBetweenTwoSteps_hidesOneOfThem() {
    int seen = cell(0, Grain.DAY, 1, 0, "", null, 100);
    int bought = cell(1, Grain.DAY, 1, 0, "", null, 97);

    BitSet hidden = hidden(new int[1], new Relation(0, -1, null, List.of(1), true, true));

    assertThat(hidden.get(seen) || hidden.get(bought)).isTrue();
  }

  @Test
  void hidden_manyLostBetweenTwoSteps_showsBoth() {
    cell(0, Grain.DAY, 1, 0, "", null, 100);
    cell(1, Grain.DAY, 1, 0, "", null, 60);

    assertThat(hidden(new int[1], new Relation(0, -1, null, List.of(1), true, true)).isEmpty())
        .isTrue();
  }
}
