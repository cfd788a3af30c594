// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void parseDouble_digits_areTheDoubleThatJavaMakesOfThem() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder digits = new StringBuilder();
      for (int left = 1 + random.nextInt(20); left > 0; left--) {
        digits.append((char) ('0' + random.nextInt(10)));
      }
      String text = digits.toString();
      assertThat(WholeNumbers.parseDouble(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  /** Halfway between two doubles, and beside it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "9007199254740992",
        "9007199254740995",
        "0007199254740993",
        "144115188075855889",
        "999999999999999999",
        "1787664971564.125",
        "-9007199254740993",
        " 9007199254740993",
        "900719925474099.3e1"
      })
  void parseDouble_otherNumbers_areTheDoubleThatJavaMakesOfThem(String text) {
    assertThat(WholeNumbers.parseDouble(text)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void parseDouble_noNumber_isRefused() {
    assertThatThrownBy(() -> WholeNumbers.parseDouble("1234567890123456x"))
        .isInstanceOf(NumberFormatException.class);
  }
}
