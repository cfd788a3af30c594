// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.PersonalDataType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles survive storage, and what is added afterwards counts as if there had been none. */
class ProfileBytesTest {
  private static final PersonalDataType EMAIL = PersonalDataType.known("EMAIL_ADDRESS");

  private static ColumnProfile random(long seed, int values) {
    Random random = new Random(seed);
    ColumnProfile profile = new ColumnProfile();
    for (int i = 0; i < values; i++) {
      profile.addRow();
      profile.addNonNull(1);
      switch (random.nextInt(5)) {
        case 0 -> profile.addNull();
        case 1 -> profile.addBoolean(random.nextInt(3), random.nextBoolean());
        case 2 ->
            profile.addNumber(random.nextBoolean(), random.nextBoolean(), true, random.nextLong());
        case 3 -> profile.addObject(random.nextInt(2));
        default -> {
          profile.addDepth(1);
          profile.addString(
              random.nextInt(1 << 20),
              random.nextInt(1 << ColumnProfile.Shape.values().length),
              random.nextLong());
          profile.addExpected(random.nextBoolean() ? EMAIL.name() : null);
          profile.addMatch(
              "identifier-" + random.nextInt(4),
              new IdentifierCount(
                  1, 1, random.nextInt(2), 1, random.nextLong(), 0, "events/a.json@" + i));
        }
      }
    }
    return profile;
  }

  private static void assertSame(ColumnProfile one, ColumnProfile other) {
    assertThat(other.rows()).isEqualTo(one.rows());
    assertThat(other.nonNull()).isEqualTo(one.nonNull());
    assertThat(other.nulls()).isEqualTo(one.nulls());
    assertThat(other.scalars()).isEqualTo(one.scalars());
    assertThat(other.numbers()).isEqualTo(one.numbers());
    assertThat(other.wholeNumbers()).isEqualTo(one.wholeNumbers());
    assertThat(other.booleans()).isEqualTo(one.booleans());
    assertThat(other.objects()).isEqualTo(one.objects());
    assertThat(other.valueArrayDepth()).isEqualTo(one.valueArrayDepth());
    assertThat(other.objectArrayDepth()).isEqualTo(one.objectArrayDepth());
    assertThat(other.fitsLong()).isEqualTo(one.fitsLong());
    assertThat(other.fitsDouble()).isEqualTo(one.fitsDouble());
    for (ColumnProfile.Shape shape : ColumnProfile.Shape.values()) {
      assertThat(other.shape(shape)).isEqualTo(one.shape(shape));
    }
    for (int length = 0; length < 24; length++) {
      assertThat(other.shorterThan(length)).isEqualTo(one.shorterThan(length));
    }
    assertThat(other.identifiers()).isEqualTo(one.identifiers());
    assertThat(other.expected(EMAIL)).isEqualTo(one.expected(EMAIL));
    assertThat(other.distinctEstimate()).isEqualTo(one.distinctEstimate());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 300, 20_000})
  void stored_andReadAgain_isTheSame(int values) {
    ColumnProfile profile = random(values, values);

    assertSame(profile, ProfileBytes.read(ProfileBytes.write(profile)).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 5_000})
  void mergedAfterStorage_isTheSameAsMergedBefore(int values) {
    ColumnProfile atOnce = random(1, values).merge(random(2, values));
    ColumnProfile stored = ProfileBytes.read(ProfileBytes.write(random(1, values))).orElseThrow();

    assertSame(atOnce, stored.merge(random(2, values)));
  }

  @Test
  void anotherVersion_isNoProfile() {
    byte[] bytes = ProfileBytes.write(random(3, 10));
    bytes[3]++;

    assertThat(ProfileBytes.read(bytes)).isEmpty();
  }

  @Test
  void cutBytes_areRefused() {
    byte[] bytes = ProfileBytes.write(random(3, 10));

    assertThatThrownBy(() -> ProfileBytes.read(java.util.Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
