// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {
  private static long together(String... values) {
    return Arrays.stream(values).mapToLong(ValueForm::bit).reduce(0, (a, b) -> a | b);
  }

  @ParameterizedTest
  @CsvSource({"Winter-81%Off!, Spring-5%Off!", "odin83, thor7", "Ärger1, Übel22", "'', ''"})
  void bit_valuesOfOneTemplate_isTheSame(String one, String other) {
    assertThat(ValueForm.bit(one)).isEqualTo(ValueForm.bit(other));
  }

  @ParameterizedTest
  @CsvSource({
    "1985-01-02, 1989-12-31, true",
    "02.01.1985, 1989-1-1, true",
    "1/2/1979, 1980-1-1, false"
  })
  void decadeBit_datesOfTheSameDecade_isTheSame(String one, String other, boolean isSame) {
    assertThat(ValueForm.decadeBit(one) == ValueForm.decadeBit(other)).isEqualTo(isSame);
    assertThat(ValueForm.decadeBit(one)).isNotZero();
  }

  @Test
  void bit_valuesOfManyForms_areManyBits() {
    long bits = together("Dr@gon77", "Sommer24!", "!Hallo9", "4Ever-Young", "qW3rty#", "a.B1?c");
    assertThat(Long.bitCount(bits)).isGreaterThanOrEqualTo(5);
  }
}
