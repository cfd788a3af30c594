// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.ingest.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  @Test
  void of_recordAfterRecordOfOneReader_isAsOfEachByItself() throws IOException {
    List<String> records =
        List.of(
            "{\"device\":{\"locale\":{\"code\":\"en_GB\",\"x\":1},\"code\":\"de_DE\"}}",
            "{\"code\":\"de_DE\",\"locale\":{\"x\":1}}",
            "{\"locale\":{\"code\":\"fr_FR\"},\"Location\":{\"Country\":\"ES\"}}",
            "{\"a\":1}",
            "{\"locale\":\"pt_BR\",\"Country\":null}",
            "{\"COUNTRY\":\"JPN\"}",
            "{\"Country\":[\"a\"],\"x\":\"{\\\"Country\\\":\\\"IT\\\"}\"}");
    String twice = String.join("\n", records) + "\n" + String.join("\n", records) + "\n";
    List<String> regions = new ArrayList<>();
    try (RecordReader reader = Tapes.reader(twice)) {
      while (reader.next() == RecordReader.Outcome.RECORD) {
        regions.add(RecordRegion.of(reader.tape()));
        assertThat(RecordRegion.of(reader.tape()))
            .as("again")
            .isEqualTo(regions.get(regions.size() - 1));
      }
    }
    List<String> expected = Arrays.asList("GB", null, "ES", null, "BR", "JP", "IT");
    assertThat(regions.subList(0, 7)).isEqualTo(expected);
    assertThat(regions.subList(7, 14)).isEqualTo(expected);
  }
}
