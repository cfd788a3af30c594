// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.identify.IdentifierFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The benchmark on fewer values: nothing may get much worse unseen. */
class DetectionBenchmarkTest {
  private static List<LabelledColumn> columns;
  private static PinfoldDetector pinfold;

  @BeforeAll
  static void make() {
    columns = new ArrayList<>(PositiveColumns.make(77, 40));
    columns.addAll(NegativeColumns.make(77, 40));
    columns.addAll(LabelledTables.read());
    pinfold = new PinfoldDetector(IdentifierFiles.loadBuiltIn());
  }

  private static Score score(ColumnDetector detector, boolean withNames) {
    Score score = new Score();
    int number = 0;
    for (LabelledColumn column : columns) {
      String name = withNames ? column.name() : "c" + number++;
      score.add(column, detector.detect(name, column.values(), column.isNumeric()));
    }
    return score;
  }

  @Test
  void columns_areMany_andOfManyTypesAndOfNone() {
    assertThat(columns).hasSizeGreaterThan(1000);
    assertThat(columns.stream().map(LabelledColumn::type).distinct()).hasSizeGreaterThan(100);
    long negatives = columns.stream().filter(LabelledColumn::isNegative).count();
    assertThat(negatives).isGreaterThanOrEqualTo(columns.size() - negatives);
  }

  @Test
  void split_everyType_isScored_andNoGeneratorAndLocaleIsOnBothSides() {
    Split split = Split.of(columns);
    assertThat(split.scored()).hasSizeBetween(columns.size() / 3, columns.size() / 2);
    assertThat(split.scored().stream().map(LabelledColumn::type).distinct())
        .containsAll(columns.stream().map(LabelledColumn::type).distinct().toList());
    assertThat(split.scored().stream().map(column -> group(column)))
        .doesNotContainAnyElementsOf(split.seen().stream().map(column -> group(column)).toList());
  }

  private static String group(LabelledColumn column) {
    return column.type() + " " + column.generator() + " " + column.locale();
  }

  @Test
  void pinfold_withNames_tellsNearlyAll() {
    Score score = score(pinfold, true);
    assertThat(score.macroF1()).as(score.mistakes().toString()).isGreaterThan(0.95);
    assertThat(score.falseAlarmRate()).as(score.mistakes().toString()).isLessThan(0.03);
  }

  @Test
  void pinfold_beatsTheOtherWays() {
    double own = score(pinfold, true).macroF1();
    assertThat(own).isGreaterThan(2 * score(new AnchoredRegexDetector(), true).macroF1());
    assertThat(own).isGreaterThan(2 * score(new PatternRecognizerDetector(), true).macroF1());
  }

  @Test
  void pinfold_sensitiveColumnsWithFewValidValues_areNotMissed() {
    List<LabelledColumn> missed = FewValid.missed(pinfold, FewValid.of(columns), true);
    assertThat(missed).extracting(LabelledColumn::type).hasSizeLessThan(10);
  }
}
