// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LettersTest {
  @Test
  void is_everyCodePoint_isWhatCharacterTells() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(Letters.is(c)).as(Integer.toHexString(c)).isEqualTo(Character.isLetter(c));
    }
  }
}
