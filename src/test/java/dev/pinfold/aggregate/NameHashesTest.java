// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

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
}
