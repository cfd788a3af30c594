// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameMatcherTest {
  private final NameMatcher matcher = NameMatcher.of(SmallIdentifiers.declare());

  private List<NameMatch> match(String path) {
    return matcher.match(Arrays.asList(path.split("/")));
  }

  @ParameterizedTest
  @CsvSource({
    "email, EMAIL_ADDRESS",
    "e-mail, EMAIL_ADDRESS",
    "emailaddress, EMAIL_ADDRESS",
    "customerEmail, EMAIL_ADDRESS",
    "customeremail, EMAIL_ADDRESS",
    "CUST_EMAIL_2, EMAIL_ADDRESS",
    "correoElectronico, EMAIL_ADDRESS",
    "Correo Electrónico, EMAIL_ADDRESS",
    "メールアドレス, EMAIL_ADDRESS",
    "お客様メールアドレス, EMAIL_ADDRESS",
    "ईमेल, EMAIL_ADDRESS",
    "telefonnummer, PHONE_NUMBER",
    "kundentelefonnummer, PHONE_NUMBER",
    "numerodetelefono, PHONE_NUMBER",
    "mobilephonenumber, PHONE_NUMBER",
    "phone1, PHONE_NUMBER",
    "geburtsdatum, DATE_OF_BIRTH",
    "datadinascita, DATE_OF_BIRTH",
    "DOB, DATE_OF_BIRTH",
    "userId, USER_ID",
  })
  void match_fittingName_isSure(String name, String type) {
    NameMatch first = match(name).get(0);
    assertThat(first.type().name()).isEqualTo(type);
    assertThat(first.strength()).isGreaterThanOrEqualTo(0.95);
    assertThat(first.token()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone_model",
        "phone_opt_in",
        "phoneOptIn",
        "email_sent_count",
        "emails_opened",
        "mailing",
        "emailer",
        "microphone",
        "automobile",
        "page",
        "language",
        "flat",
        "campaign_name",
        "campaign/name",
        "capacity",
        "tooltip",
        "color",
        "c17",
        "{}",
      })
  void match_nearMiss_saysNothing(String name) {
    assertThat(match(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correo/value",
        "contact/email/text",
        "email/home",
        "email/primary/value",
        "email/0",
      })
  void match_outerName_countsLessButCounts(String path) {
    assertThat(match(path))
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.type().name()).isEqualTo("EMAIL_ADDRESS");
              assertThat(match.strength()).isBetween(0.5, 0.8);
            });
  }

  @Test
  void match_outerNameWhereTheLeafTells_isSilent() {
    assertThat(match("email/status")).isEmpty();
    assertThat(match("email/city"))
        .extracting(match -> match.type().name())
        .containsExactly("CITY");
  }

  @Test
  void match_longerKeyword_hidesTheOneInsideIt() {
    assertThat(match("email_address"))
        .extracting(match -> match.type().name())
        .containsExactly("EMAIL_ADDRESS");
  }

  @Test
  void match_otherWordsBeside_weakensTheName() {
    assertThat(match("email_provider").get(0).strength())
        .isLessThan(match("email").get(0).strength());
  }

  @Test
  void match_veryLongName_endsSoon() {
    assertThat(match("phone".repeat(2000))).isEmpty();
    assertThat(match("ab_".repeat(2000))).isEmpty();
  }
}
