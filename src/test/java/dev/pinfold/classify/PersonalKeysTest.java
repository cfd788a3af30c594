// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalKeysTest {
  private final PersonalKeys keys =
      new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers());

  @ParameterizedTest
  @CsvSource({
    "ana@example.com, {EMAIL_ADDRESS}",
    "+12125550123, {PHONE_NUMBER}",
    "4111111111111111, {CREDIT_CARD_NUMBER}",
    "192.0.2.7, {IP_ADDRESS}",
    "mail ana@example.com, {EMAIL_ADDRESS}",
    "email:ana@example.com, {EMAIL_ADDRESS}",
  })
  void placeholder_personalName_namesTheTypeOnly(String name, String placeholder) {
    assertThat(keys.placeholder(name)).contains(placeholder);
    assertThat(keys.placeholder(name)).as("told again").contains(placeholder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email",
        "4111111111111112",
        "2125550123",
        "Ana Lopez",
        "",
        "42",
      })
  void placeholder_ordinaryName_isEmpty(String name) {
    assertThat(keys.placeholder(name)).isEmpty();
  }

  private static final List<DataIdentifier> SHIPPED = IdentifierFiles.loadBuiltIn();
  private final PersonalKeys shipped = new PersonalKeys(SHIPPED, CompiledIdentifiers.of(SHIPPED));

  @ParameterizedTest
  @CsvSource({
    "Peter Meyer, {PERSON_NAME}",
    "Anna Schmidt, {PERSON_NAME}",
    "'Schmidt, Anna', {PERSON_NAME}",
    "203.0.113.77, {IP_ADDRESS}",
    "2001:db8::1, {IP_ADDRESS}",
    "email:anna.keyed@example.com, {EMAIL_ADDRESS}",
    "Anna@Example.com says hi, {EMAIL_ADDRESS}",
    "tel +49 170 1234567, {PHONE_NUMBER}",
    "4111 1111 1111 1111, {CREDIT_CARD_NUMBER}",
  })
  void placeholder_personalNameByShippedRules_namesTheTypeOnly(String name, String placeholder) {
    assertThat(shipped.placeholder(name)).contains(placeholder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plan Name", "Jordan Size", "first_name", "v10.2.3.4", "Max Price", "Grant Price",
        "Summer Sale", "Rose Gold", "Order Day", "Star Rating", "Christian Name", "Bill Amount",
        "May Sales", "Austin Store", "Page Title", "Last Visit", "Paris Hotel", "utm_source",
        "2026-11-25", "favourite color", "e-mail addr.", "Anna", "Lead Score", "Dean List",
        "Preferred Language", "Account Manager", "Loyalty Tier", "Home Town", "Device Model",
      })
  void placeholder_ordinaryNameByShippedRules_isEmpty(String name) {
    assertThat(shipped.placeholder(name)).isEmpty();
  }

  @Test
  void placeholder_longName_isOneForAll() {
    assertThat(keys.placeholder("x".repeat(201))).contains(PersonalKeys.LONG_NAME);
    assertThat(keys.placeholder("x".repeat(200))).isEmpty();
  }

  @Test
  void keys_whichRememberNames_cannotBeSentAnywhere() {
    assertThat(keys).isNotInstanceOf(Serializable.class);
  }
}
