// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreetAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Calea Victoriei 243, bl. A7, ap. 12",
        "Str. Libertății 52, bl. A2, ap. 12",
        "Οδός Ερμού 217",
        "Chaussée de Charleroi 38",
        "Björkstigen 281, lgh 1101",
        "239, Jalan Ampang",
        "ул. Раковски № 157, ап. 6",
        "227 شارع 26 يوليو",
        "36, गांधी मार्ग",
        "123 ถนน สุขุมวิท",
        "12 đường Lê Lợi",
        "Atatürk Caddesi 12",
        "Kossuth Lajos utca 5",
      })
  void isOne_address_is(String value) {
    assertThat(StreetAddress.isOne(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kallax 5", "Net 30", "TV 55 inch", "5 kg", "to 12", "Block 7", "rt 12"})
  void isOne_numberedThing_isNot(String value) {
    assertThat(StreetAddress.isOne(value)).isFalse();
  }
}
