// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionCodeTest {
  @Test
  void text_ofACountrysCode_isTheCountry() {
    Set<Integer> codes = new HashSet<>();
    for (String country : Locale.getISOCountries()) {
      int code = RegionCode.of(country);
      assertThat(RegionCode.text(code)).isEqualTo(country);
      assertThat(code).isPositive().isLessThan(1 << RegionCode.BITS);
      codes.add(code);
    }
    assertThat(codes).hasSize(Locale.getISOCountries().length);
    assertThat(RegionCode.text(RegionCode.of(null))).isNull();
    assertThat(RegionCode.of("ZZ")).isLessThan(1 << RegionCode.BITS);
  }

  @Test
  void of_anythingElse_isRefused() {
    for (String other : new String[] {"", "D", "de", "DEU", "D1", "ÄÖ"}) {
      assertThatThrownBy(() -> RegionCode.of(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
