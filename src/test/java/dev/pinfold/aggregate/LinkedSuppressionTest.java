// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkedSuppressionTest {
  private static final int GROUP = 10;

  /** A table of days and groups with both margins, some groups being parts of others. */
  private static final class Table {
    final List<int[]> equations = new ArrayList<>();
    final List<Long> people = new ArrayList<>();
    final LinkedSuppression suppression = new LinkedSuppression(GROUP);

    int cell(long behind) {
      people.add(behind);
      return suppression.cell(behind);
    }

    void sum(int total, List<Integer> parts) {
      suppression.sum(total, parts);
      int[] equation = new int[parts.size() + 1];
      equation[0] = total;
      for (int i = 0; i < parts.size(); i++) {
        equation[i + 1] = parts.get(i);
      }
      equations.add(equation);
    }

    /** Days by groups, and each group's and day's total. */
    static Table of(long[][] figures) {
      Table table = new Table();
      int days = figures.length;
      int groups = figures[0].length;
      int[][] cells = new int[days][groups];
      for (int d = 0; d < days; d++) {
        for (int g = 0; g < groups; g++) {
          cells[d][g] = table.cell(figures[d][g]);
        }
      }
      List<Integer> dayTotals = new ArrayList<>();
      for (int d = 0; d < days; d++) {
        dayTotals.add(table.cell(Arrays.stream(figures[d]).sum()));
        table.sum(dayTotals.get(d), Arrays.stream(cells[d]).boxed().toList());
      }
      List<Integer> groupTotals = new ArrayList<>();
      for (int g = 0; g < groups; g++) {
        List<Integer> column = new ArrayList<>();
        long total = 0;
        for (int d = 0; d < days; d++) {
          column.add(cells[d][g]);
          total += figures[d][g];
        }
        groupTotals.add(table.cell(total));
        table.sum(groupTotals.get(g), column);
      }
      int grand = table.cell(Arrays.stream(figures).flatMapToLong(Arrays::stream).sum());
      table.sum(grand, dayTotals);
      table.sum(grand, groupTotals);
      return table;
    }

    BitSet primary() {
      BitSet primary = new BitSet();
      for (int i = 0; i < people.size(); i++) {
        primary.set(i, people.get(i) > 0 && people.get(i) < GROUP);
      }
      return primary;
    }
  }

  @Test
  void hidden_oneSmallCellOfATable_hidesARectangle() {
    Table table = Table.of(new long[][] {{3, 40, 50}, {60, 70, 80}, {90, 20, 30}});

    BitSet hidden = table.suppression.hidden();

    assertThat(hidden.get(0)).isTrue();
    assertThat(hidden.cardinality()).isGreaterThanOrEqualTo(4);
    assertThat(ExactSolver.determined(table.equations, table.people.size(), hidden).get(0))
        .isFalse();
  }

  @Test
  void hidden_nothingSmall_hidesNothing() {
    assertThat(Table.of(new long[][] {{10, 40}, {0, 70}}).suppression.hidden().isEmpty()).isTrue();
  }

  @Test
  void hidden_partThatIsItsTotal_hidesTheTotalToo() {
    LinkedSuppression suppression = new LinkedSuppression(GROUP);
    int campaign = suppression.cell(12);
    int activity = suppression.cell(12);
    int small = suppression.cell(4);
    int day = suppression.cell(16);
    suppression.sum(campaign, List.of(activity));
    suppression.sum(day, List.of(campaign, small));

    BitSet hidden = suppression.hidden();

    assertThat(hidden.stream().toArray()).contains(campaign, activity, small);
  }

  @Test
  void hidden_cellThatOthersTell_hidesOneOfThoseAndNotASmallerOneBeside() {
    LinkedSuppression suppression = new LinkedSuppression(GROUP);
    int small = suppression.cell(3);
    int second = suppression.cell(20);
    int third = suppression.cell(20);
    int smallAndSecond = suppression.cell(23);
    int secondAndThird = suppression.cell(40);
    int thirdAndSmall = suppression.cell(23);
    // The three totals tell all three parts; this sum tells none of them.
    int beside = suppression.cell(12);
    int all = suppression.cell(45);
    suppression.sum(smallAndSecond, List.of(small, second));
    suppression.sum(secondAndThird, List.of(second, third));
    suppression.sum(thirdAndSmall, List.of(third, small));
    suppression.sum(all, List.of(small, suppression.unpublishedCell(30), beside));

    assertThat(suppression.hidden().stream().toArray())
        .containsExactly(small, second, third, smallAndSecond);
  }

  @Test
  void hidden_unpublishedPart_isUnknownToAll() {
    LinkedSuppression suppression = new LinkedSuppression(GROUP);
    int total = suppression.cell(40);
    int unpublished = suppression.unpublishedCell(20);
    int small = suppression.cell(3);
    suppression.sum(total, List.of(unpublished, small));

    assertThat(suppression.hidden().stream().toArray()).containsExactly(small);
  }

  @Test
  void hidden_samePeopleInTwoSmallParts_areNotCountedTwice() {
    LinkedSuppression suppression = new LinkedSuppression(GROUP);
    int total = suppression.cell(100);
    int first = suppression.cell(6);
    int second = suppression.cell(6);
    int large = suppression.cell(100);
    suppression.sum(total, List.of(first, second, large));

    // The two together are about six people, whom the total less the large part would tell.
    assertThat(suppression.hidden().stream().toArray()).containsExactly(first, second, large);
  }

  @Test
  void hidden_twoSmallPartsThatShareNobody_areEnough() {
    LinkedSuppression suppression = new LinkedSuppression(GROUP);
    int total = suppression.cell(112);
    int first = suppression.cell(6);
    int second = suppression.cell(6);
    int large = suppression.cell(100);
    suppression.sum(total, List.of(first, second, large));

    assertThat(suppression.hidden().stream().toArray()).containsExactly(first, second);
  }

  @Test
  void hidden_randomTables_noPrimaryCellIsRecoverable() {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      Table table = Table.of(randomFigures(random));
      addSubtotals(table, random);

      BitSet hidden = table.suppression.hidden();

      BitSet recoverable = ExactSolver.determined(table.equations, table.people.size(), hidden);
      recoverable.and(table.primary());
      assertThat(recoverable.isEmpty()).as("round %d", round).isTrue();
      BitSet primary = table.primary();
      primary.andNot(hidden);
      assertThat(primary.isEmpty()).isTrue();
    }
  }

  @Test
  void hidden_randomTables_hiddenPartsCoverTheGroupSize() {
    Random random = new Random(8);
    for (int round = 0; round < 200; round++) {
      Table table = Table.of(randomFigures(random));
      BitSet hidden = table.suppression.hidden();
      for (int[] equation : table.equations) {
        long covered =
            Arrays.stream(equation).skip(1).filter(hidden::get).mapToLong(table.people::get).sum();
        boolean totalShown = !hidden.get(equation[0]);
        assertThat(totalShown && covered > 0 && covered < GROUP).as("round %d", round).isFalse();
      }
    }
  }

  @Test
  void find_randomSystems_agreesWithTheExactSolver() {
    Random random = new Random(9);
    for (int round = 0; round < 500; round++) {
      int size = 4 + random.nextInt(20);
      List<int[]> equations = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(size); i++) {
        equations.add(
            random.ints(0, size).distinct().limit(2 + random.nextInt(size / 2)).toArray());
      }
      BitSet unknown = new BitSet();
      random.ints(size, 0, size).forEach(unknown::set);

      assertThat(new RecoverableCells(new LinkedSums(equations, size)).find(unknown))
          .as("round %d", round)
          .isEqualTo(ExactSolver.determined(equations, size, unknown));
    }
  }

  @Test
  void hidden_largeSparseTable_endsSoon() {
    Random random = new Random(10);
    long[][] figures = new long[365][200];
    for (long[] day : figures) {
      Arrays.setAll(day, i -> random.nextInt(3) == 0 ? random.nextInt(40) : 0);
    }

    BitSet hidden = Table.of(figures).suppression.hidden();

    assertThat(hidden.isEmpty()).isFalse();
  }

  @Test
  void hidden_familyOfManySmallCells_allAreHidden() {
    Random random = new Random(12);
    long[][] figures = new long[200][100];
    for (long[] day : figures) {
      Arrays.setAll(day, i -> 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 60));
    }
    Table table = Table.of(figures);

    BitSet hidden = table.suppression.hidden();

    BitSet primary = table.primary();
    assertThat(primary.cardinality()).isGreaterThan(4_000);
    primary.andNot(hidden);
    assertThat(primary.isEmpty()).isTrue();
  }

  @Test
  void find_manyUnknownCells_workGrowsWithTheirNumber() {
    long small = workOfATable(20, 100);
    long large = workOfATable(200, 100);

    // Ten times the cells; a way that compares all with all takes a hundred times the work.
    assertThat(large).isLessThan(20 * small);
    assertThat(large).isLessThan(20_000 * 8);
  }

  private static long workOfATable(int days, int groups) {
    long[][] figures = new long[days][groups];
    for (long[] day : figures) {
      Arrays.fill(day, 5);
    }
    Table table = Table.of(figures);
    BitSet unknown = new BitSet();
    unknown.set(0, days * groups);
    RecoverableCells solver =
        new RecoverableCells(new LinkedSums(table.equations, table.people.size()));

    assertThat(solver.find(unknown).isEmpty()).isTrue();

    return solver.work();
  }

  @Test
  void find_someCells_saysNothingOfOthersThatNoSumLinksWithThem() {
    List<int[]> equations = List.of(new int[] {0, 1, 2}, new int[] {3, 4, 5}, new int[] {6, 5, 0});
    BitSet unknown = new BitSet();
    unknown.set(2);
    unknown.set(4);
    BitSet some = new BitSet();
    some.set(4);
    RecoverableCells solver = new RecoverableCells(new LinkedSums(equations, 7));

    assertThat(solver.find(unknown, some).stream().toArray()).containsExactly(4);
    assertThat(solver.find(unknown).stream().toArray()).containsExactly(2, 4);
  }

  @Test
  void new_groupSizeBelowOne_isRefused() {
    assertThatThrownBy(() -> new LinkedSuppression(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minGroupSize must be at least 1, got 0");
  }

  private static long[][] randomFigures(Random random) {
    long[][] figures = new long[1 + random.nextInt(6)][1 + random.nextInt(6)];
    for (long[] day : figures) {
      Arrays.setAll(
          day,
          i ->
              switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextInt(12);
                default -> random.nextInt(200);
              });
    }
    return figures;
  }

  /** Splits some cells into parts, as activities split a campaign. */
  private static void addSubtotals(Table table, Random random) {
    int cells = table.people.size();
    for (int cell = 0; cell < cells; cell++) {
      long left = table.people.get(cell);
      if (random.nextInt(4) == 0 && left > 0) {
        List<Integer> parts = new ArrayList<>();
        while (left > 0) {
          long part = 1 + random.nextLong(left);
          parts.add(table.cell(part));
          left -= part;
        }
        table.sum(cell, parts);
      }
    }
  }

  /** Three are told by two figures of another table, whatever is hidden here. */
  @Test
  void hidden_whatAnotherTableTells_hidesNothingMore() {
    LinkedSuppression suppression = new LinkedSuppression(10);
    int endpoints = suppression.shownElsewhere(203);
    int users = suppression.shownElsewhere(200);
    suppression.sum(endpoints, List.of(users, suppression.unpublishedCell(3)));
    suppression.sum(endpoints, List.of(suppression.cell(100), suppression.cell(103)));

    assertThat(suppression.hidden().stream().filter(cell -> cell != 2).toArray()).isEmpty();
  }

  @Test
  void hidden_whatAnotherTableHides_isNotToldByItsParts() {
    LinkedSuppression suppression = new LinkedSuppression(10);
    int hidden = suppression.hiddenElsewhere(40);
    int first = suppression.cell(15);
    int second = suppression.cell(25);
    suppression.sum(hidden, List.of(first, second));

    BitSet found = suppression.hidden();

    assertThat(found.get(first) || found.get(second)).isTrue();
  }

  /** Who has two endpoints is in two groups: endpoints add up, people do not. */
  @Test
  void hidden_sumOfEndpointsAlone_protectsThemByThatSum() {
    LinkedSuppression suppression = new LinkedSuppression(10);
    int total = suppression.cell(60);
    int large = suppression.cell(58);
    int small = suppression.cell(4);
    suppression.sum(total, List.of(large, small), LinkedSuppression.Of.ENDPOINTS);

    assertThat(suppression.hidden().stream().toArray()).contains(small).hasSize(2);
  }
}
