// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "4915112340001, 4915112340001",
    "4915112340001.0, 4915112340001",
    "4.915112340001E12, 4915112340001",
    "-7.00, -7",
    "0.0, 0",
    "0e99999, 0",
    "1200, 1200",
    "1.5, 1.5",
    "1e-7, 1e-7",
    "1e999999999, 1e999999999",
    "1e99999999999, 1e99999999999"
  })
  void plain_numbers_areDigitsWhereTheyAreWhole(String number, String expected) {
    assertThat(WholeNumbers.plain(number)).isEqualTo(expected);
  }
}
