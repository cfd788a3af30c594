// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.PersonalDataType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueTypingTest {
  private static final PersonalDataType TOKEN = PersonalDataType.known("APNS_TOKEN");

  @Test
  void isPlainEmail_randomTexts_isNeverOneThatThePatternRefuses() {
    Random random = new Random(17);
    int plain = 0;
    for (int round = 0; round < 200_000; round++) {
      String letters = round % 2 == 0 ? "ab9.@" : "aB9.-_+@@< ,é";
      String text = text(random, letters, random.nextInt(12));
      boolean isPlain = ValueTyping.isPlainEmail(text);
      plain += isPlain ? 1 : 0;
      if (isPlain) {
        assertThat(ValueTyping.EMAIL_SHAPE.matcher(text).matches()).as(text).isTrue();
      }
    }
    assertThat(plain).isGreaterThan(500);
  }

  @Test
  void isPlainEmail_longestParts_areThoseOfThePattern() {
    for (int local = 63; local <= 66; local++) {
      for (int domain = 254; domain <= 257; domain++) {
        for (int top = 1; top <= 65; top += 31) {
          String text = "a".repeat(local) + "@" + "b".repeat(domain) + "." + "c".repeat(top);
          assertThat(ValueTyping.isPlainEmail(text))
              .as("%d, %d, %d", local, domain, top)
              .isEqualTo(ValueTyping.EMAIL_SHAPE.matcher(text).matches());
        }
      }
    }
  }

  @Test
  void domain_hexadecimalOfATokensLength_isOfTokens() {
    for (int length = 62; length <= 202; length++) {
      boolean isToken = length >= 64 && length <= 200;
      assertThat(ValueTyping.domain(TOKEN, "aF09".repeat(51).substring(0, length), null))
          .as("%d", length)
          .isEqualTo(isToken ? "APNS_TOKEN" : "ENDPOINT_ADDRESS");
    }
    assertThat(ValueTyping.domain(TOKEN, "g".repeat(64), null)).isEqualTo("ENDPOINT_ADDRESS");
    assertThat(ValueTyping.domain(TOKEN, "\uff11".repeat(64), null)).isEqualTo("ENDPOINT_ADDRESS");
  }

  private static String text(Random random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
