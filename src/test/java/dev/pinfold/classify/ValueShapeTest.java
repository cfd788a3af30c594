// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed counts against counting one by one. */
class ValueShapeTest {
  private static final String SOME = "aZf9 .-',\n\t@_#é伊Ωก\u0301\u2019\u3000\u00b7\ud83d\ude00";

  private static int count(String text, IntPredicate is) {
    return (int) text.chars().filter(is).count();
  }

  private static boolean isGap(int c) {
    return " \n\t\r\u3000".indexOf(c) >= 0;
  }

  /** Looks at one text after the other. */
  private static final ValueShape REUSED = new ValueShape("");

  private static void check(String text) {
    REUSED.set(text);
    check(text, REUSED);
    ValueShape shape = new ValueShape(text);
    check(text, shape);
    assertThat(REUSED.hash()).isEqualTo(shape.hash());
    assertThat(REUSED.unspaced()).isEqualTo(shape.unspaced());
    assertThat(REUSED.text()).isEqualTo(text);
  }

  private static void check(String text, ValueShape shape) {
    assertThat(shape.digits()).isEqualTo(count(text, c -> c >= '0' && c <= '9'));
    assertThat(shape.letters()).isEqualTo(count(text, c -> Character.isLetter((char) c)));
    assertThat(shape.lower()).isEqualTo(count(text, c -> c >= 'a' && c <= 'z'));
    assertThat(shape.upper()).isEqualTo(count(text, c -> Character.isUpperCase((char) c)));
    assertThat(shape.spaces()).isEqualTo(count(text, c -> c <= ' '));
    assertThat(shape.gaps()).isEqualTo(count(text, ValueShapeTest::isGap));
    assertThat(shape.hexLetters()).isEqualTo(count(text, c -> "abcdefABCDEF".indexOf(c) >= 0));
    assertThat(shape.joints())
        .isEqualTo(
            count(
                text,
                c -> isGap(c) || ".-',".indexOf(c) >= 0 || "\u0301\u2019\u00b7".indexOf(c) >= 0));
    assertThat(shape.hasUnicode()).isEqualTo(text.chars().anyMatch(c -> c >= 128));
    for (char c = 0; c < 128; c++) {
      assertThat(shape.has(c)).isEqualTo(text.indexOf(c) >= 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 510, 511, 512, 1021, 1022, 1023, 5000})
  void counts_ofOneCharacterAgainAndAgain_doNotRunOver(int length) {
    for (String one : new String[] {"7", "a", "F", " ", "-", "é"}) {
      check(one.repeat(length));
    }
  }

  @Test
  void counts_ofMixedTexts_areThoseOfCountingOneByOne() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(1200); length > 0; length--) {
        text.append(SOME.charAt(random.nextInt(SOME.length())));
      }
      check(text.toString());
    }
  }
}
