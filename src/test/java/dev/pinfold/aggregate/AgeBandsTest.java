// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeBandsTest {
  @ParameterizedTest
  @CsvSource({
    "1987, 30-39",
    "1986-05-01, 40-49",
    "1986-05, 40-49",
    "2008, 18-19",
    "2009, under 18",
    "1936, 90 and over",
    "37, 30-39",
    "37.0, 30-39",
    "17, under 18",
    "30-39, 30-39",
    "1980-1989, 1980-1989",
    "under 18, under 18",
    "(unreadable), (unreadable)"
  })
  void of_ageOrBirth_isABandOfAges(String value, String band) {
    assertThat(AgeBands.of(value, 2026)).isEqualTo(band);
  }

  @Test
  void of_nobodyBornOrTooOld_isNone() {
    assertThat(AgeBands.of(null, 2026)).isNull();
    assertThat(AgeBands.of("2031", 2026)).isNull();
    assertThat(AgeBands.of("1850", 2026)).isNull();
    assertThat(AgeBands.of("999", 2026)).isNull();
  }
}
