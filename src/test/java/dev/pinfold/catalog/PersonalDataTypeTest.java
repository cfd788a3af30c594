// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
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
