// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRegionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "{'Location':{'Country':'DEU'}} | DE",
        "{'Location':{'Country':'de'}} | DE",
        "{'Demographic':{'Locale':'pt_BR'}} | BR",
        "{'Demographic':{'Locale':'zh-Hant-TW'}} | TW",
        "{'Demographic':{'Locale':'en_US_POSIX'}} | US",
        "{'attributes':{'iso_country_code':'IN'}} | IN",
        "{'device':{'locale':{'code':'en_GB','country':'GB'}}} | GB",
        "{'device':{'locale':{'country':'GB'}},'e':{'Location':{'Country':'FRA'}}} | FR",
        "{'device':{'locale':{'country':'GB'}},'attributes':{'iso_country_code':'ES'}} | ES",
      })
  void of_countryOrLocale_isAlpha2(String json, String region) {
    assertThat(RecordRegion.of(Tapes.of(json))).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "{'locale':'de-AT'} | AT",
        "{'LOCALE':'de-AT'} | AT",
        "{'lang':'fr_CA'} | CA",
        "{'country_code':'pl'} | PL",
        "{'COUNTRY':'JPN'} | JP",
        "{'countryCode':'IN'} | IN",
        "{'Land':'Deutschland'} | DE",
        "{'pays':'Espagne'} | ES",
        "{'billing country':'United Kingdom'} | GB",
        "{'CountryCode':'UK'} | GB",
        "{'国':'日本'} | JP",
        "{'locale':'de-AT','country':'CH'} | CH",
      })
  void of_namesOfForeignTables_isAlpha2(String json, String region) {
    assertThat(RecordRegion.of(Tapes.of(json))).isEqualTo(region);
  }

  @Test
  void of_codeThatIsNoLocales_isNull() {
    assertThat(RecordRegion.of(Tapes.of("{'code':'SKU-DE'}"))).isNull();
    assertThat(RecordRegion.of(Tapes.of("{'locale':{'x':1},'code':'en_GB'}"))).isNull();
  }

  @Test
  void of_nothingUsable_isNull() {
    assertThat(RecordRegion.of(Tapes.of("{'Demographic':{'Locale':'en'}}"))).isNull();
    assertThat(RecordRegion.of(Tapes.of("{'Demographic':{'Locale':'es_419'}}"))).isNull();
    assertThat(RecordRegion.of(Tapes.of("{'Location':{'Country':'Elsewhere'}}"))).isNull();
    assertThat(RecordRegion.of(Tapes.of("{'Location':{'Country':7}}"))).isNull();
  }
}
