// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermListsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Amsterdam",
        "GRONINGEN",
        "Umeå",
        "umea",
        "Tromsø",
        "Θεσσαλονίκη",
        "ΘΕΣΣΑΛΟΝΙΚΗ",
        "भोपाल",
        "福岡市博多区",
        "新宿区",
        "부산광역시",
        "เชียงใหม่",
        "Hà Nội",
        "Quezon City",
        "القاهرة",
        "Київ",
        "Timișoara",
        "Timişoara",
        "Paris, France",
        "Bayside, Queens, NY",
        "Saint-Étienne",
      })
  void isCity_city_isOne(String value) {
    assertThat(TermLists.isCity(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kjsdfhg",
        "Pending review",
        "Oscar",
        "市",
        "Paris, with love",
        "newsletter_2024",
        "区市の町x",
      })
  void isCity_otherText_isNone(String value) {
    assertThat(TermLists.isCity(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Skåne",
        "Skåne län",
        "Plzeňský kraj",
        "Hlavní město Praha",
        "Győr-Moson-Sopron",
        "Timiș",
        "Софи\u044f-град",
        "Київська область",
        "Κεντρική Μακεδονία",
        "Co. Limerick",
        "South Glamorgan",
        "Oost-Vlaanderen",
        "منطقة الرياض",
        "المنطقة الشرقية",
        "東京都",
        "広東省",
        "WP Kuala Lumpur",
        "Västra Götaland",
        "Biobío",
      })
  void isRegion_region_isOne(String value) {
    assertThat(TermLists.isRegion(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sales", "Kjsdfhg", "county", "State", "in progress", "region"})
  void isRegion_otherText_isNone(String value) {
    assertThat(TermLists.isRegion(value)).isFalse();
  }

  @Test
  void isNationality_languages_knowsTheForms() {
    assertThat(TermLists.isNationality("Portugaise")).isTrue();
    assertThat(TermLists.isNationality("marocaine")).isTrue();
    assertThat(TermLists.isNationality("سعودي")).isTrue();
    assertThat(TermLists.isNationality("purple")).isFalse();
  }

  @Test
  void isJobTitle_departmentOrStage_isNone() {
    assertThat(TermLists.isJobTitle("Mechatroniker")).isTrue();
    assertThat(TermLists.isJobTitle("Verkäuferin")).isTrue();
    assertThat(TermLists.isJobTitle("Marketing")).isFalse();
    assertThat(TermLists.isJobTitle("Lead")).isFalse();
  }

  @Test
  void isCountry_shortForms_areKnown() {
    assertThat(TermLists.isCountry("EE.UU.")).isTrue();
    assertThat(TermLists.isCountry("Deutschland")).isTrue();
    assertThat(TermLists.isCountry("대한민국")).isTrue();
    assertThat(TermLists.isCountry("Atlantis")).isFalse();
  }
}
