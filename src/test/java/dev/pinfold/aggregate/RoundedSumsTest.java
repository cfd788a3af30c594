// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundedSumsTest {
  @Test
  void of_decimalsInAnyOrder_isTheSame() {
    Random random = new Random(3);
    double[] prices =
        random.doubles(10_000, 0, 500).map(one -> Math.rint(one * 100) / 100).toArray();
    double forward = 0;
    double backward = 0;
    long cents = 0;
    for (int i = 0; i < prices.length; i++) {
      forward += prices[i];
      backward += prices[prices.length - 1 - i];
      cents += Math.round(prices[i] * 100);
    }

    assertThat(forward).as("the order tells").isNotEqualTo(backward);
    assertThat(RoundedSums.of(forward))
        .isEqualTo(RoundedSums.of(backward))
        .isEqualTo(cents / 100.0);
    double large = 1_250_000_000.1;
    double left = 12 * 9.99 + large - large;
    assertThat(left).as("what a large value leaves behind").isNotEqualTo(119.88);
    assertThat(RoundedSums.of(left)).isEqualTo(119.88);
    assertThat(RoundedSums.of(0.1 + 0.2)).isEqualTo(0.3);
    assertThat(RoundedSums.of(-0.1 - 0.2)).isEqualTo(-0.3);
  }

  @Test
  void of_wholeNumbersAndNone_areAsTheyAre() {
    assertThat(RoundedSums.of(1_234_567_890_123_457.0)).isEqualTo(1_234_567_890_123_457.0);
    assertThat(RoundedSums.of(0)).isZero();
    assertThat(RoundedSums.of(Double.NaN)).isNaN();
    assertThat(RoundedSums.of(Double.POSITIVE_INFINITY)).isInfinite();
  }
}
