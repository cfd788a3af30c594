// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TrialMemoryTest {
  private static final CandidateRules CANDIDATES =
      new CandidateRules(7, new int[] {1, 2, 3, 5}, new int[] {3}, null);

  private final TrialMemory memory = new TrialMemory();

  @Test
  void rules_areCandidatesOfTheFormAndThoseNoAutomatonKnows() {
    assertThat(memory.rules(new int[] {1, 4, 5}, CANDIDATES, new BitSet()))
        .containsExactly(1, 3, 5);
  }

  @Test
  void rules_passedOver_areLeftOut_forThatColumnAlone() {
    int[] formed = {1, 5};
    BitSet passedOver = new BitSet();
    passedOver.set(3);
    passedOver.set(5);

    assertThat(memory.rules(formed, CANDIDATES, passedOver)).containsExactly(1);
    assertThat(memory.rules(formed, CANDIDATES, new BitSet())).containsExactly(1, 3, 5);
    assertThat(memory.rules(formed, CANDIDATES, passedOver)).containsExactly(1);
  }

  @Test
  void rules_moreCombinationsThanAreRemembered_areRightStill() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        CandidateRules candidates = new CandidateRules(i, new int[] {1, i + 2}, new int[0], null);
        assertThat(memory.rules(new int[] {i + 2}, candidates, new BitSet()))
            .containsExactly(i + 2);
      }
    }
  }

  @Test
  void rules_noFormAndAllRead_isNone() {
    CandidateRules read = new CandidateRules(1, new int[] {1}, new int[0], null);

    assertThat(memory.rules(new int[0], read, new BitSet())).isEmpty();
  }
}
