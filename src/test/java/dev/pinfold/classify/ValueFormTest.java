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

  @Test
  void bit_valuesOfManyForms_areManyBits() {
    long bits = together("Dr@gon77", "Sommer24!", "!Hallo9", "4Ever-Young", "qW3rty#", "a.B1?c");
    assertThat(Long.bitCount(bits)).isGreaterThanOrEqualTo(5);
  }
}
