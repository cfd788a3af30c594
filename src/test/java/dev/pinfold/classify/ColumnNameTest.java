// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNameTest {
  @ParameterizedTest
  @CsvSource({
    "userEmailAddress, user email address",
    "user_email_address, user email address",
    "user-email-address, user email address",
    "user.email address, user email address",
    "USER_EMAIL, user email",
    "UserIDNumber, user id number",
    "HTTPServer, http server",
    "address2Line, address 2 line",
    "Téléphone, telephone",
    "Straße, strasse",
    "Łódź, lodz",
    "fødselsdato, fodselsdato",
    "ｅｍａｉｌ, email",
    "メールアドレス, メールアドレス",
    "ﾒｰﾙ, メール",
    "電話番号1, 電話番号 1",
    "ईमेल_पता, ईमेल पता",
    "'--', ''",
  })
  void words_anyConvention_areFoldedAndSplit(String name, String expected) {
    assertThat(String.join(" ", ColumnName.words(name))).isEqualTo(expected);
  }

  @Test
  void words_decomposedAccents_splitAsComposedOnes() {
    for (String name : Arrays.asList("caféName", "prénomClient", "téléphoneMobile")) {
      String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
      assertThat(ColumnName.words(decomposed)).hasSize(2).isEqualTo(ColumnName.words(name));
    }
  }
}
