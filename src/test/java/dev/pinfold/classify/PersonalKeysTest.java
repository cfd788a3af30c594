// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
        "192.0.2.7",
        "mail ana@example.com",
        "",
        "42",
      })
  void placeholder_ordinaryName_isEmpty(String name) {
    assertThat(keys.placeholder(name)).isEmpty();
  }

  @Test
  void placeholder_longName_isOneForAll() {
    assertThat(keys.placeholder("x".repeat(201))).contains(PersonalKeys.LONG_NAME);
    assertThat(keys.placeholder("x".repeat(200))).isEmpty();
  }

  @Test
  void serialization_afterUse_shipsNoName() throws Exception {
    keys.placeholder("ana@example.com");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(keys);
    }
    assertThat(bytes.toString("ISO-8859-1")).doesNotContain("ana@example");
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((PersonalKeys) in.readObject()).placeholder("ana@example.com"))
          .contains("{EMAIL_ADDRESS}");
    }
  }
}
