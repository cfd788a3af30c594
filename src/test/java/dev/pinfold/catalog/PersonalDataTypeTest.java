// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static dev.pinfold.catalog.Normalization.EXACT;
import static dev.pinfold.catalog.Normalization.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalDataTypeTest {
  @Test
  void all_everyType_isListedOnceAndNamedInUpperCase() {
    assertThat(PersonalDataType.all()).hasSizeGreaterThan(100);
    assertThat(new HashSet<>(PersonalDataType.all())).hasSameSizeAs(PersonalDataType.all());
    assertThat(PersonalDataType.all())
        .allSatisfy(type -> assertThat(type.name()).matches("[A-Z][A-Z0-9_]+"));
  }

  @Test
  void all_everyType_saysHowItsSpellingsBecomeOne() throws Exception {
    List<String> lines =
        Files.readAllLines(
            Path.of("src/main/resources/dev/pinfold/catalog/personal-data-types.csv"));
    assertThat(lines.get(0)).isEqualTo("name,sensitivity,identifiability,normalization");
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(".*,(exact|text|number|hexadecimal|email|phone|ip_address)"));
    // Types of one country are its numbers.
    assertThat(PersonalDataType.all())
        .filteredOn(type -> type.name().matches("[A-Z]{2}_.*") && !type.name().startsWith("IP_"))
        .hasSizeGreaterThan(90)
        .allSatisfy(type -> assertThat(type.normalization()).as(type.name()).isEqualTo(NUMBER));
  }

  @Test
  void all_secretsAndTokens_stayAsTheyAre() {
    assertThat(PersonalDataType.all())
        .filteredOn(
            type ->
                type.name().matches(".*(_KEY|_TOKEN|_SAS|PASSWORD.*|JWT|_AUTH|CERTIFICATE|COOKIE)")
                    && !type.name().equals("APNS_TOKEN"))
        .hasSizeGreaterThan(20)
        .allSatisfy(type -> assertThat(type.normalization()).as(type.name()).isEqualTo(EXACT));
  }

  @Test
  void none_isNotPersonal_andNothingElseIsNone() {
    assertThat(PersonalDataType.NONE.isPersonal()).isFalse();
    assertThat(PersonalDataType.known("CREDIT_CARD_NUMBER").isPersonal()).isTrue();
    assertThat(PersonalDataType.known("CREDIT_CARD_NUMBER").sensitivity())
        .isEqualTo(Sensitivity.CRITICAL);
  }

  @Test
  void find_unknownName_isEmpty() {
    assertThat(PersonalDataType.find("SHOE_SIZE")).isEmpty();
  }
}
