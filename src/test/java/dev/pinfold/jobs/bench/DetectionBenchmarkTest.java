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
    assertThat(columns.stream().filter(LabelledColumn::isScored)).hasSizeBetween(250, 500);
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
    List<String> missed = new ArrayList<>();
    for (LabelledColumn column : columns) {
      boolean isSecretOrNational =
          column.type().endsWith("_TOKEN")
              || column.type().endsWith("_KEY")
              || column.type().matches("[A-Z]{2}_.*|CREDIT_CARD_NUMBER");
      boolean isPure = !column.generator().matches("(dirty|few) .*");
      if (!isSecretOrNational || !isPure) {
        continue;
      }
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        values.add(i % 20 == 0 ? column.values().get(i / 20) : "unknown " + i % 9);
      }
      if (pinfold.detect(column.name(), values, false).type().equals("NONE")) {
        missed.add(column.type() + " " + column.name());
      }
    }
    assertThat(missed).hasSizeLessThan(10);
  }
}
