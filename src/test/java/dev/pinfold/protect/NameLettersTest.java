// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NameLettersTest {
  private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{M}]");
  private static final Pattern IN_WORD = Pattern.compile("[\\p{L}\\p{M}'’-]");

  @Test
  void everyCharacter_isToldApartAsUnicodeDoes() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = Character.toString(c);
      if (NameLetters.isLetter(c) != LETTER.matcher(text).matches()
          || NameLetters.isInWord(c) != IN_WORD.matcher(text).matches()) {
        assertThat(Integer.toHexString(c)).as("told apart otherwise").isNull();
      }
    }
  }

  @Test
  void endOfWord_isBehindItsLastLetter() {
    assertThat(NameLetters.endOfWord("sagt O’Neill-Vogt, heute", 5)).isEqualTo(17);
    assertThat(NameLetters.endOfWord("𝒜é!", 0)).isEqualTo(3);
    assertThat(NameLetters.endOfWord("Vogt", 0)).isEqualTo(4);
    assertThat(NameLetters.endOfWord(" Vogt", 0)).isZero();
  }
}
