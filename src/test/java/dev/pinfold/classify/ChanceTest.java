// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
  @ParameterizedTest(name = "{0} passing, {1} of the form, chance {2}")
  @CsvSource({
    "4, 1, 0.1, false",
    "5, 1, 0.1, true",
    "2, 1, 0.001, true",
    "300, 0.1, 0.1, false",
    "300, 0.05, 0.1, false",
    "20, 0.1, 0.1, false",
    "40, 0.2, 0.1, false",
    "100, 0.25, 0.1, true",
    "100, 1, 1, false",
  })
  void isMore_passingValues_comparedWithChance(
      double passing, double share, double chance, boolean isMore) {
    assertThat(Chance.isMore(passing, share, chance)).isEqualTo(isMore);
  }

  @ParameterizedTest
  @CsvSource({
    "NULL, true",
    "n/a, true",
    "?, true",
    "Unknown, true",
    "nullable, false",
    "Nil Armstrong, false",
    "x, false",
    "0, false",
  })
  void isOne_wordsForNothing_areTold(String text, boolean isMissing) {
    assertThat(MissingValue.isOne(text)).isEqualTo(isMissing);
  }
}
