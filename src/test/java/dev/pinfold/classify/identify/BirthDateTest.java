// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "06-May-1973",
        "January 15, 1979",
        "15th January 1979",
        "15 de enero de 1979",
        "15. Januar 1979",
        "3 mai 1980",
        "12 maja 1975",
        "5 мая 1988",
        "1965年6月10日",
        "1965년 6월 10일",
        "1965/06/10",
        "10/6/65",
        "1965-06-10 00:00:00",
        "1965-06-10T00:00:00Z",
        "10 มิถุนายน 2508",
      })
  void isInWords_dateOfBirth_isOne(String value) {
    assertThat(BirthDate.isInWords(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "15 Foo 1979",
        "31 February 1979",
        "May 2020",
        "1 2 3 4",
        "10 items in 1979",
        "1965-06-10 12:31:07",
        "12.05.2999",
      })
  void isInWords_nearMiss_isNone(String value) {
    assertThat(BirthDate.isInWords(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1965-06-10", "10/06/1965", "6/25/1965", "25.6.1965", "19650610"})
  void isPlausible_orderOfItsParts_isToldByTheYear(String value) {
    assertThat(BirthDate.isPlausible(value)).isTrue();
    assertThat(BirthDate.isOfAdult(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1899-12-31", "2999-01-01", "31/02/1965", "1965-13-13", "0-0-0"})
  void isPlausible_noDayOfBirth_isNone(String value) {
    assertThat(BirthDate.isPlausible(value)).isFalse();
    assertThat(BirthDate.isInWords(value)).isFalse();
  }
}
