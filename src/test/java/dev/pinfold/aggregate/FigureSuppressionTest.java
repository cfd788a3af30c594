// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.CountingPlan.Relation;
import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.FigureSuppression.Structure;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureSuppressionTest {
  private final List<FigureCell> cells = new ArrayList<>();

  private int cell(
      int counting, Grain grain, int day, int group, String value, String parent, long people) {
    cells.add(new FigureCell(counting, grain, day, group, value, null, people, people, people));
    if (parent != null) {
      part(counting, grain, day, group, value, parent, people);
      return cells.size() - 2;
    }
    return cells.size() - 1;
  }

  private void part(
      int counting, Grain grain, int day, int group, String value, String parent, long people) {
    cells.add(
        new FigureCell(
            counting, grain, day, group, value, new Around(1, parent), people, people, people));
  }

  private BitSet hidden(Relation... relations) {
    return FigureSuppression.hidden(
        cells, new Structure(10, List.of(relations), List.of(), Set.of()));
  }

  @Test
  void hidden_dayThatIsLeftOfThePeriod_isNotTheOnlyOne() {
    int small = cell(0, Grain.DAY, 1, 0, "", null, 4);
    int next = cell(0, Grain.DAY, 2, 0, "", null, 20);
    cell(0, Grain.DAY, 3, 0, "", null, 30);
    cell(0, Grain.PERIOD, -1, 0, "", null, 54);

    assertThat(hidden().stream().toArray()).containsExactly(small, next);
  }

  @Test
  void hidden_distinctPeople_daysDoNotAddUp() {
    int small = cell(0, Grain.DAY, 1, 0, "", null, 4);
    cell(0, Grain.DAY, 2, 0, "", null, 20);
    cell(0, Grain.PERIOD, -1, 0, "", null, 21);

    BitSet hidden =
        FigureSuppression.hidden(cells, new Structure(10, List.of(), List.of(), Set.of(0)));
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

    assertThat(hidden().stream().toArray()).contains(small, second, activity, smallActivity);
  }

  @Test
  void hidden_partOfASumOfKpis_isNotToldByTheOthers() {
    int total = cell(0, Grain.DAY, 1, 0, "", null, 100);
    int small = cell(1, Grain.DAY, 1, 0, "", null, 4);
    int other = cell(2, Grain.DAY, 1, 0, "", null, 96);

    BitSet hidden = hidden(new Relation(0, 0, null, List.of(1, 2), true, -1));

    assertThat(hidden.get(small)).isTrue();
    assertThat(hidden.get(total) || hidden.get(other)).isTrue();
  }

  @Test
  void hidden_fewLostBetweenTwoSteps_hidesOneOfThem() {
    int seen = cell(0, Grain.DAY, 1, 0, "", null, 100);
    int bought = cell(1, Grain.DAY, 1, 0, "", null, 97);
    int lost = cell(2, Grain.DAY, 1, 0, "", null, 3);

    BitSet hidden = hidden(new Relation(0, -1, null, List.of(1), true, 2));

    assertThat(hidden.get(seen) || hidden.get(bought)).isTrue();
    assertThat(hidden.get(lost)).isFalse(); // it is no figure
  }

  @Test
  void hidden_manyLostBetweenTwoSteps_showsBoth() {
    cell(0, Grain.DAY, 1, 0, "", null, 100);
    cell(1, Grain.DAY, 1, 0, "", null, 60);
    cell(2, Grain.DAY, 1, 0, "", null, 40);

    assertThat(hidden(new Relation(0, -1, null, List.of(1), true, 2)).isEmpty()).isTrue();
  }

  @Test
  void hidden_fewOfARestWhosePeopleAreInThePartToo_areNotTold() {
    int all = cell(0, Grain.DAY, 1, 0, "", null, 20);
    int some = cell(1, Grain.DAY, 1, 0, "", null, 20);
    cell(2, Grain.DAY, 1, 0, "", null, 3);

    BitSet hidden = hidden(new Relation(0, 0, null, List.of(1), true, 2));

    assertThat(hidden.get(all) || hidden.get(some)).isTrue();
  }

  @Test
  void hidden_valueInSeveralParents_theOtherParentsStillAddUp() {
    cell(0, Grain.DAY, 1, 0, "", null, 200);
    cell(0, Grain.DAY, 1, 1, "DE", null, 20);
    cell(0, Grain.DAY, 1, 1, "FR", null, 40);
    cell(0, Grain.DAY, 1, 1, "IT", null, 140);
    int small = cell(0, Grain.DAY, 1, 2, "Trento", "IT", 3);
    int rest = cell(0, Grain.DAY, 1, 2, "Rome", "IT", 137);
    cell(0, Grain.DAY, 1, 2, "(unknown)", null, 60);
    part(0, Grain.DAY, 1, 2, "(unknown)", "DE", 20);
    part(0, Grain.DAY, 1, 2, "(unknown)", "FR", 40);

    // Among cities the unknown ones are enough to hide Trento beside, but not within Italy.
    assertThat(hidden().stream().toArray()).contains(small, rest);
  }

  @Test
  void hidden_fewOfAValueInOneParent_areNotToldByTheParent() {
    cell(0, Grain.DAY, 1, 0, "", null, 150);
    int italy = cell(0, Grain.DAY, 1, 1, "IT", null, 50);
    cell(0, Grain.DAY, 1, 1, "FR", null, 100);
    int rome = cell(0, Grain.DAY, 1, 2, "Rome", "IT", 48);
    cell(0, Grain.DAY, 1, 2, "(unknown)", null, 102);
    part(0, Grain.DAY, 1, 2, "(unknown)", "IT", 2);
    part(0, Grain.DAY, 1, 2, "(unknown)", "FR", 100);

    BitSet hidden = hidden();

    assertThat(hidden.get(italy) || hidden.get(rome)).isTrue();
  }

  /** People of one city of one country on one day; nobody is in two. */
  private record Crowd(int day, String country, String city, long people) {}

  private static List<Crowd> crowds(Random random) {
    List<Crowd> crowds = new ArrayList<>();
    for (int day = 1; day <= 1 + random.nextInt(3); day++) {
      for (String country : List.of("DE", "FR", "IT")) {
        for (String city : List.of(country + "1", country + "2", "(unknown)", "Newport")) {
          if (random.nextInt(3) > 0) {
            crowds.add(
                new Crowd(
                    day, country, city, 1 + random.nextLong(random.nextInt(3) == 0 ? 12 : 90)));
          }
        }
      }
    }
    return crowds;
  }

  /** Adds a crowd up to the cells, and notes which crowds each cell is made of. */
  private static void add(
      Crowd crowd, int number, Map<FigureCell.Place, FigureCell> all, List<Set<Integer>> made) {
    for (Grain grain : List.of(Grain.DAY, Grain.PERIOD)) {
      int day = grain == Grain.DAY ? crowd.day() : -1;
      for (FigureCell cell :
          List.of(
              new FigureCell(0, grain, day, 0, "", null, 0, 0, crowd.people()),
              new FigureCell(0, grain, day, 1, crowd.country(), null, 0, 0, crowd.people()),
              new FigureCell(0, grain, day, 2, crowd.city(), null, 0, 0, crowd.people()),
              new FigureCell(
                  0,
                  grain,
                  day,
                  2,
                  crowd.city(),
                  new Around(1, crowd.country()),
                  0,
                  0,
                  crowd.people()))) {
        all.merge(cell.place(), cell, FigureCell::plus);
        int index = List.copyOf(all.keySet()).indexOf(cell.place());
        while (made.size() <= index) {
          made.add(new TreeSet<>());
        }
        made.get(index).add(number);
      }
    }
  }

  @Test
  void hidden_randomCitiesOfSeveralCountries_noSmallFigureOrPartCanBeTold() {
    Random random = new Random(11);
    int shown = 0;
    for (int round = 0; round < 300; round++) {
      List<Crowd> crowds = crowds(random);
      Map<FigureCell.Place, FigureCell> all = new LinkedHashMap<>();
      List<Set<Integer>> made = new ArrayList<>();
      for (int i = 0; i < crowds.size(); i++) {
        add(crowds.get(i), i, all, made);
      }
      cells.clear();
      cells.addAll(all.values());

      BitSet hidden = hidden();

      // What somebody knows: each figure is the sum of its crowds, which nobody publishes.
      List<int[]> equations = new ArrayList<>();
      BitSet unknown = (BitSet) hidden.clone();
      unknown.set(cells.size(), cells.size() + crowds.size());
      for (int i = 0; i < cells.size(); i++) {
        unknown.set(i, cells.get(i).isPart() || hidden.get(i));
        equations.add(
            IntStream.concat(
                    IntStream.of(i), made.get(i).stream().mapToInt(crowd -> cells.size() + crowd))
                .toArray());
        shown += unknown.get(i) ? 0 : 1;
      }
      BitSet told = ExactSolver.determined(equations, cells.size() + crowds.size(), unknown);
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i).people() < 10) {
          assertThat(unknown.get(i) && !told.get(i)).as("%s", cells.get(i)).isTrue();
        }
      }
    }
    assertThat(shown).isGreaterThan(300);
  }

  @Test
  void hidden_valueInTwoGroupsAround_neitherTellsIt() {
    cell(0, Grain.DAY, 1, 0, "", null, 100);
    cell(0, Grain.DAY, 1, 1, "campaign", null, 100);
    cell(0, Grain.DAY, 1, 2, "0", null, 40);
    int treatment = cell(0, Grain.DAY, 1, 2, "1", null, 60);
    int small = cell(0, Grain.DAY, 1, 3, "a", "campaign", 4);
    int sameTreatment = cell(0, Grain.DAY, 1, 3, "b", "campaign", 56);
    cell(0, Grain.DAY, 1, 3, "c", "campaign", 40);
    cells.add(new FigureCell(0, Grain.DAY, 1, 3, "a", new Around(2, "1"), 4, 4, 4));
    cells.add(new FigureCell(0, Grain.DAY, 1, 3, "b", new Around(2, "1"), 56, 56, 56));
    cells.add(new FigureCell(0, Grain.DAY, 1, 3, "c", new Around(2, "0"), 40, 40, 40));

    BitSet hidden = hidden();

    // In the campaign the smaller third one would do to hide it beside.
    assertThat(hidden.get(small)).isTrue();
    assertThat(hidden.get(treatment) || hidden.get(sameTreatment)).isTrue();
  }

  @Test
  void hidden_distinctPeopleOfAWeekWithOneDay_areNotToldByIt() {
    cell(0, Grain.DAY, 4, 0, "", null, 50);
    int day = cell(0, Grain.DAY, 4, 1, "a", null, 4);
    int week = cell(0, Grain.WEEK, 4, 1, "a", null, 4);
    cell(0, Grain.WEEK, 4, 0, "", null, 50);
    int otherDay = cell(0, Grain.DAY, 4, 1, "b", null, 46);
    int otherWeek = cell(0, Grain.WEEK, 4, 1, "b", null, 46);

    BitSet hidden =
        FigureSuppression.hidden(cells, new Structure(10, List.of(), List.of(), Set.of(0)));

    assertThat(hidden.stream().toArray()).contains(day, week, otherDay, otherWeek);
  }

  @Test
  void hidden_cohortThatIsAllWhoComeBack_isHiddenWithThem() {
    int returning = cell(0, Grain.DAY, 8, 0, "", null, 4);
    int cohort = cell(1, Grain.DAY, 1, 0, "", null, 4);
    cell(1, Grain.DAY, 2, 0, "", null, 30);
    int period = cell(1, Grain.PERIOD, -1, 0, "", null, 34);
    Structure structure =
        new Structure(10, List.of(), List.of(new CountingPlan.Return(0, 1, 7)), Set.of(0));

    BitSet hidden = FigureSuppression.hidden(cells, structure);

    assertThat(hidden.get(returning) && hidden.get(cohort)).isTrue();
    assertThat(hidden.get(period) || hidden.get(2)).isTrue();
  }

  @Test
  void hidden_peopleOfTheFirstWeek_areThoseWhoAreNewInIt() {
    int week = cell(0, Grain.WEEK, 4, 0, "", null, 60);
    int monday = cell(1, Grain.DAY, 4, 0, "", null, 56);
    int tuesday = cell(1, Grain.DAY, 5, 0, "", null, 4);
    Structure structure =
        new Structure(10, List.of(), List.of(new CountingPlan.Return(0, 1, 0)), Set.of(0));

    BitSet hidden = FigureSuppression.hidden(cells, structure);

    assertThat(hidden.get(tuesday)).isTrue();
    assertThat(hidden.get(week) || hidden.get(monday)).isTrue();
  }

  /** Of a day, who is new has not come back; of a month, most have. */
  @Test
  void hidden_sumOfDistinctPeople_isOneOnDatesWhereNobodyIsInTwoPartsAlone() {
    int day = cell(0, Grain.DAY, 8, 0, "", null, 64);
    int month = cell(0, Grain.MONTH, 0, 0, "", null, 90);
    int newOfDay = cell(1, Grain.DAY, 8, 0, "", null, 60);
    int newOfMonth = cell(1, Grain.MONTH, 0, 0, "", null, 90);
    int returningOfDay = cell(2, Grain.DAY, 8, 0, "", null, 4);
    int returningOfMonth = cell(2, Grain.MONTH, 0, 0, "", null, 4);
    cell(0, Grain.DAY, 9, 0, "", null, 30);
    cell(1, Grain.DAY, 9, 0, "", null, 30);
    Relation newAndReturning = new Relation(0, -1, null, List.of(1, 2), true, -1);
    Structure structure = new Structure(10, List.of(newAndReturning), List.of(), Set.of(0, 1, 2));

    BitSet hidden = FigureSuppression.hidden(cells, structure);

    assertThat(hidden.get(returningOfDay) && hidden.get(returningOfMonth)).isTrue();
    assertThat(hidden.get(day) || hidden.get(newOfDay)).isTrue();
    assertThat(hidden.get(month) || hidden.get(newOfMonth)).isFalse();
  }
}
