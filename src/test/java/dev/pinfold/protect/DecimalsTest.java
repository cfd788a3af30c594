// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @Test
  void parse_randomNumbers_isWhatJavaReads() {
    Random random = new Random(11);
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
      int digits = 1 + random.nextInt(18);
      int point = random.nextInt(20);
      for (int i = 0; i < digits; i++) {
        text.append(i == point ? "." : "").append(random.nextInt(10));
      }
      assertReadAlike(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-0", "0.0", "-0.0", "007", "5.", ".5", "-.5", "+1", "1e5", "1E-7", " 2 ", "2f", "3d",
        "NaN", "-Infinity", "0x1p3", "999999999999999", "9999999999999999", "0.3", "1.7976931348623159e308",
        "123456789012345.6", "0.000000000000001", "4.35"
      })
  void parse_otherForms_isWhatJavaReads(String text) {
    assertReadAlike(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "1,5", "--1", "1-", "a", "٣"})
  void parse_noNumbers_failsAsJavaDoes(String text) {
    assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> Double.parseDouble(text)).isInstanceOf(NumberFormatException.class);
  }

  private static void assertReadAlike(String text) {
    assertThat(Double.doubleToRawLongBits(Decimals.parse(text)))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }
}
