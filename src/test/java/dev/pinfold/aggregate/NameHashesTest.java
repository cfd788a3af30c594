// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameHashesTest {
  @Test
  void build_randomHashes_holdsJustThose() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Set<Long> expected = new TreeSet<>();
      NameHashes.Builder builder = new NameHashes.Builder(10_000);
      NameHashes.Builder other = new NameHashes.Builder(10_000);
      int count = random.nextInt(1_000);
      for (int i = 0; i < count; i++) {
        long hash = random.nextInt(600) - 300; // many of them more than once, and none
        (random.nextBoolean() ? builder : other).add(hash);
        if (hash != NameHashes.NONE) {
          expected.add(hash);
        }
      }

      NameHashes together = builder.add(other).build();
      NameHashes both = other.build().plus(together);

      for (NameHashes hashes : new NameHashes[] {together, both}) {
        assertThat(hashes.size()).isEqualTo(expected.size());
        for (long hash = -301; hash <= 301; hash++) {
          assertThat(hashes.contains(hash)).isEqualTo(expected.contains(hash));
        }
      }
    }
  }

  @Test
  void build_moreThanAreOfUse_keepsFewAndTellsThatTheyAreTooMany() {
    NameHashes.Builder builder = new NameHashes.Builder(100);
    NameHashes.Builder other = new NameHashes.Builder(100);
    for (long hash = 1; hash <= 1_000_000; hash++) {
      builder.add(hash);
      other.add(-hash);
    }

    assertThat(builder.build().size()).isGreaterThan(100).isLessThan(1_000);
    assertThat(builder.add(other).build().size()).isGreaterThan(100).isLessThan(1_000);
  }

  @Test
  void builder_overTheWire_isWhatIsOfUse_andSetsAreTheSame() throws Exception {
    NameHashes.Builder builder = new NameHashes.Builder(3);
    for (long hash : new long[] {5, 9, 5, 1}) {
      builder.add(hash);
    }
    NameHashes few = copy(copy(builder).build());
    assertThat(few.size()).isEqualTo(3);
    assertThat(few.contains(9) && few.contains(5) && few.contains(1)).isTrue();
    assertThat(few.contains(2)).isFalse();

    for (long hash = 100; hash < 1_000; hash++) {
      builder.add(hash);
    }
    assertThat(copy(builder).build().size()).as("still too many").isEqualTo(4);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T one) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(one);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
