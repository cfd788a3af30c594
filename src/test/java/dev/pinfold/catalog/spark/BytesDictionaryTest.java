// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesDictionaryTest {
  private static final int MANY = 50_000;

  private final BytesDictionary dictionary = new BytesDictionary();

  private int number(String text) {
    return dictionary.number(text.getBytes(StandardCharsets.UTF_8), /* mayChange= */ false);
  }

  @Test
  void number_ofEachNewValue_isHowManyCameBefore_andStays() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < MANY; i++) {
        assertThat(number("value " + i)).isEqualTo(i);
      }
    }
    assertThat(dictionary.size()).isEqualTo(MANY);
    assertThat(dictionary.value(17)).asString(StandardCharsets.UTF_8).isEqualTo("value 17");
  }

  /** Lengths about the words that are hashed, and a difference at any place. */
  @Test
  void number_ofValuesThatDifferInOneByte_differs() {
    int expected = 0;
    for (int length = 0; length <= 40; length++) {
      assertThat(number("a".repeat(length))).isEqualTo(expected++);
      for (int at = 0; at < length; at++) {
        assertThat(number("a".repeat(at) + "b" + "a".repeat(length - at - 1)))
            .isEqualTo(expected++);
      }
    }
    assertThat(number("")).isZero();
    assertThat(number("b")).isEqualTo(2);
  }

  /** Second words are such that they undo what first words do to the hash. */
  @Test
  void number_ofValuesWithTheSameHash_differs() {
    int count = 200;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < count; i++) {
        long first = (16 ^ (long) i) * 0x9e3779b97f4a7c15L;
        byte[] value =
            ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(i)
                .putLong(first ^ first >>> 32)
                .array();
        assertThat(dictionary.number(value, /* mayChange= */ false)).isEqualTo(i);
      }
    }
  }

  @Test
  void number_ofAnArrayThatIsUsedAgain_isThatOfTheValueItHeld() {
    byte[] used = {1, 2};
    assertThat(dictionary.number(used, /* mayChange= */ true)).isZero();
    used[0] = 3;
    assertThat(dictionary.number(used, /* mayChange= */ true)).isOne();
    assertThat(dictionary.number(new byte[] {1, 2}, /* mayChange= */ false)).isZero();
  }

  @Test
  void clear_startsNumbersAnew() {
    for (int i = 0; i < 100; i++) {
      number("value " + i);
    }
    dictionary.clear();
    assertThat(dictionary.size()).isZero();
    assertThat(number("value 99")).isZero();
    assertThat(number("value 0")).isOne();
  }
}
