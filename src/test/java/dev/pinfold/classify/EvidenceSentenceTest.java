// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceSentenceTest {
  @Test
  void grouped_anyCount_isAsJavaFormatsIt() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      long count = random.nextLong() >>> 1 + random.nextInt(63);
      assertThat(EvidenceSentence.grouped(count))
          .isEqualTo(String.format(Locale.ROOT, "%,d", count));
    }
    assertThat(EvidenceSentence.grouped(0)).isEqualTo("0");
    assertThat(EvidenceSentence.grouped(999)).isEqualTo("999");
    assertThat(EvidenceSentence.grouped(1000)).isEqualTo("1,000");
    assertThat(EvidenceSentence.grouped(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
  }

  @Test
  void percent_anyShare_isRoundedAsJavaFormatsIt() {
    Random random = new Random(8);
    for (int i = 0; i < 1_000; i++) {
      long values = 1 + random.nextInt(random.nextBoolean() ? 1_000 : 1_000_000);
      long matches = (long) (random.nextDouble() * (values + 1));
      assertThat(EvidenceSentence.percent(matches, values))
          .isEqualTo(
              String.format(
                  Locale.ROOT, "%.0f %% of %,d values", 100 * (matches / (double) values), values));
    }
    assertThat(EvidenceSentence.percent(1, 200)).isEqualTo("1 % of 200 values");
    assertThat(EvidenceSentence.percent(3, 0)).isEqualTo("0 % of 0 values");
    assertThat(EvidenceSentence.percent(7, 5)).isEqualTo("100 % of 5 values");
  }
}
