// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueMemoryTest {
  private final ValueMemory memory =
      new ValueMemory(new SmallIdentifiers(), new java.util.BitSet(), new ValueMemory.Budget());

  @Test
  void look_sameValue_isRememberedByRegion() {
    ValueLook first = memory.look("2125550123", "US");
    assertThat(memory.look("2125550123", "US")).isSameAs(first);
    assertThat(memory.look("2125550123", "DE")).isNotSameAs(first);
    assertThat(first.hasMatches()).isTrue();
    assertThat(memory.look("2125550123", "DE").hasMatches()).isFalse();
  }

  @Test
  void look_valueThatBeginsLikeARegion_isNoOtherValue() {
    ValueLook inGermany = memory.look("0301", "DE");
    ValueLook nowhere = memory.look("DE0301", null);
    assertThat(nowhere.hash()).isEqualTo(ValueLook.hash("DE0301")).isNotEqualTo(inGermany.hash());
  }

  @Test
  void look_valuesThatHardlyRepeat_areSoonForgotten_andReadAllTheSame() {
    for (int i = 0; i < 20_000; i++) {
      String value = "u" + i + "@example.com";
      assertThat(memory.look(value, null).hash()).isEqualTo(ValueLook.hash(value));
    }
    assertThat(memory.look("again@example.com", null))
        .as("given up")
        .isNotSameAs(memory.look("again@example.com", null));
    assertThat(memory.look("again@example.com", null).hasMatches()).isTrue();
  }
}
