// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  @Test
  void digits_everyByteOfAsciiAtEveryPlace_areThoseOfTheText() {
    for (int c = 0; c < 128; c++) {
      for (int at = 0; at < 20; at++) {
        String text = "x".repeat(at) + (char) c + "7".repeat(19 - at);
        assertThat(ValueText.of(text).digits()).as(text).isEqualTo(plain(text));
      }
    }
  }

  @Test
  void digits_textsOfManyScripts_areThoseOfTheText() {
    String[] parts = {
      "0", "9", ":", "/", "a", "\u007f", "\u00e9", "\u0663", "\uff17", "\ud83d\ude00"
    };
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(parts[random.nextInt(random.nextBoolean() ? 6 : parts.length)]);
      }
      byte[] around = ("99" + text + "99").getBytes(StandardCharsets.UTF_8);
      ValueText value = new ValueText();
      value.set(around, 2, around.length - 2);
      assertThat(value.digits()).as(text.toString()).isEqualTo(plain(text.toString()));
    }
  }

  private static int plain(String text) {
    return (int) text.chars().filter(Character::isDigit).count();
  }
}
