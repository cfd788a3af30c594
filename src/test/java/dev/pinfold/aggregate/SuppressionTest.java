// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private final Suppression ten = new Suppression(10);

  @Test
  void hidden_allLargeEnough_hidesNothing() {
    assertThat(ten.hidden(new long[] {10, 11, 500})).containsExactly(false, false, false);
  }

  @Test
  void hidden_oneSmall_hidesTheSmallestShownOneToo() {
    assertThat(ten.hidden(new long[] {500, 9, 12, 11})).containsExactly(false, true, false, true);
  }

  @Test
  void hidden_twoSmallThatReachTheSize_hidesNoMore() {
    assertThat(ten.hidden(new long[] {9, 1, 40})).containsExactly(true, true, false);
  }

  @Test
  void hidden_twoSmallBelowTheSizeTogether_hidesAThird() {
    assertThat(ten.hidden(new long[] {4, 5, 40, 30})).containsExactly(true, true, false, true);
  }

  @Test
  void hidden_emptyBucket_isShownAndIsNoCover() {
    assertThat(ten.hidden(new long[] {0, 3, 20})).containsExactly(false, true, true);
  }

  @Test
  void hidden_equallySmallBuckets_takesTheEarlier() {
    assertThat(ten.hidden(new long[] {20, 20, 9})).containsExactly(true, false, true);
  }

  @Test
  void hidden_sizeOne_hidesNothing() {
    assertThat(new Suppression(1).hidden(new long[] {1, 0, 2})).containsOnly(false);
  }

  @Test
  void constructor_sizeZero_isRefused() {
    assertThatThrownBy(() -> new Suppression(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minGroupSize must be at least 1, got 0");
  }

  @Test
  void hidden_negativePeople_isRefusedWithItsIndex() {
    assertThatThrownBy(() -> ten.hidden(new long[] {3, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("people must not be negative at index 1");
  }

  /** What a reader can do: take the shown buckets from a total that is shown. */
  @Test
  void hidden_randomBuckets_cannotBeRecoveredBySubtraction() {
    Random random = new Random(20261);
    int attacked = 0;
    for (int round = 0; round < 20_000; round++) {
      long[] people = random.longs(1 + random.nextInt(7), 0, 25).toArray();
      long total = Arrays.stream(people).sum();
      boolean[] hidden = ten.hidden(people);
      long rest = total;
      int unknown = 0;
      for (int i = 0; i < people.length; i++) {
        assertThat(ten.isTooSmall(people[i]) && !hidden[i]).isFalse();
        rest -= hidden[i] ? 0 : people[i];
        unknown += hidden[i] ? 1 : 0;
      }
      if (unknown > 0 && !ten.isTooSmall(total)) {
        attacked++;
        assertThat(unknown).as(Arrays.toString(people)).isGreaterThan(1);
        assertThat(rest).as(Arrays.toString(people)).isGreaterThanOrEqualTo(10);
      }
    }
    assertThat(attacked).isGreaterThan(5_000);
  }
}
