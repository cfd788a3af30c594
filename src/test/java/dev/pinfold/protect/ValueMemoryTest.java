// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.PersonalDataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueMemoryTest {
  private static final PersonalDataType PHONE = PersonalDataType.known("PHONE_NUMBER");
  private static final PersonalDataType EMAIL = PersonalDataType.known("EMAIL_ADDRESS");

  private final ValueMemory<String> memory = new ValueMemory<>();

  @Test
  void get_whatWasPut_ofThatTypeAndRegionAlone() {
    memory.put(PHONE, "0301234567", "DE", "t1.x");

    assertThat(memory.get(PHONE, "0301234567", "DE")).isEqualTo("t1.x");
    assertThat(memory.get(PHONE, "0301234567", "AT")).isNull();
    assertThat(memory.get(PHONE, "0301234567", null)).isNull();
    assertThat(memory.get(EMAIL, "0301234567", "DE")).isNull();
    assertThat(memory.get(PHONE, "0301234568", "DE")).isNull();
  }

  @Test
  void get_valueOfTheSameHash_isNotTheOther() {
    assertThat("AaBB".hashCode()).isEqualTo("BBAa".hashCode());
    memory.put(EMAIL, "AaBB", null, "t1.x");

    assertThat(memory.get(EMAIL, "BBAa", null)).isNull();
    assertThat(memory.get(EMAIL, "AaBB", null)).isEqualTo("t1.x");
  }

  @Test
  void get_moreValuesThanAreRemembered_isTheirOwnTokenOrNone() {
    Random random = new Random(4);
    int known = 0;
    for (int i = 0; i < 200_000; i++) {
      String value = "v" + random.nextInt(10_000);
      String token = memory.get(EMAIL, value, null);
      if (token == null) {
        memory.put(EMAIL, value, null, "t" + value);
      } else {
        assertThat(token).isEqualTo("t" + value);
        known++;
      }
    }
    assertThat(known).isGreaterThan(20_000);
  }

  @Test
  @SuppressWarnings("unchecked") // what was written is read
  void serialized_holdsNoValue() throws IOException, ClassNotFoundException {
    memory.put(EMAIL, "ana@example.com", null, "t1.x");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(memory);
    }

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("ana@", "t1.x");
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ValueMemory<String> read = (ValueMemory<String>) in.readObject();
      assertThat(read.get(EMAIL, "ana@example.com", null)).isNull();
      read.put(EMAIL, "ana@example.com", null, "t1.y");
      assertThat(read.get(EMAIL, "ana@example.com", null)).isEqualTo("t1.y");
    }
  }
}
