// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialMemoryTest {
  /** One form a pattern, but two of the last; the fourth is one that no automaton reads. */
  private static final PatternSet PATTERNS =
      PatternSet.whole(List.of("a", "b", "c", "(d)\\1", "e", "f", "[g-h]{2,40}|g[0-9]{1,60}"));

  private static final int LAST = 6;

  private final TrialMemory memory = new TrialMemory(PATTERNS);

  private static CandidateRules candidates(int key, int[] whole, int... unread) {
    return new CandidateRules(key, whole, new BitSet(), unread, null);
  }

  /** The first form of a pattern. */
  private static int form(int pattern) {
    return IntStream.iterate(0, form -> form + 1)
        .filter(form -> PATTERNS.pattern(form) == pattern)
        .findFirst()
        .getAsInt();
  }

  private static int[] forms(int... patterns) {
    return IntStream.of(patterns).map(TrialMemoryTest::form).toArray();
  }

  private static int[] rules(TrialMemory.Trials trials) {
    return all(trials, trials::rule);
  }

  private static int[] all(TrialMemory.Trials trials, IntUnaryOperator field) {
    return IntStream.range(0, trials.size()).map(field).toArray();
  }

  @Test
  void trials_areCandidatesOfTheFormAndThoseNoAutomatonKnows() {
    TrialMemory.Trials trials =
        memory.trials(forms(1, 4, 5), candidates(7, new int[] {1, 2, 3, 5}, 3), new BitSet());

    assertThat(rules(trials)).containsExactly(1, 3, 5);
    assertThat(all(trials, trials::exactUpTo))
        .containsExactly(PatternBounds.ANY, 0, PatternBounds.ANY);
    assertThat(all(trials, trials::longest)).containsExactly(1, PatternBounds.ANY, 1);
  }

  @Test
  void trials_twoFormsOfOnePattern_areOneRule_asLongAsTheLongerAllows() {
    int first = form(LAST);
    CandidateRules rules = candidates(1, new int[] {LAST});

    TrialMemory.Trials both = memory.trials(new int[] {first, first + 1}, rules, new BitSet());
    TrialMemory.Trials one = memory.trials(new int[] {first}, rules, new BitSet());

    assertThat(rules(both)).containsExactly(LAST);
    assertThat(all(both, both::exactUpTo)).containsExactly(61);
    assertThat(all(both, both::longest)).containsExactly(61);
    assertThat(all(one, one::exactUpTo)).containsExactly(40);
    assertThat(all(one, one::longest)).containsExactly(40);
  }

  @Test
  void trials_passedOver_areLeftOut_forThatColumnAlone() {
    CandidateRules rules = candidates(7, new int[] {1, 2, 3, 5}, 3);
    int[] formed = forms(1, 5);
    BitSet passedOver = new BitSet();
    passedOver.set(3);
    passedOver.set(5);

    assertThat(rules(memory.trials(formed, rules, passedOver))).containsExactly(1);
    assertThat(rules(memory.trials(formed, rules, new BitSet()))).containsExactly(1, 3, 5);
    assertThat(rules(memory.trials(formed, rules, passedOver))).containsExactly(1);
  }

  @Test
  void trials_gateThatTakesAllOfTheShape_isNamed() {
    BitSet sure = new BitSet();
    sure.set(4);
    CandidateRules rules = new CandidateRules(9, new int[] {1, 4}, sure, new int[0], null);

    TrialMemory.Trials trials = memory.trials(forms(1, 4), rules, new BitSet());
    assertThat(trials.isSure(0)).isFalse();
    assertThat(trials.isSure(1)).isTrue();
  }

  @Test
  void trials_moreCombinationsThanAreRemembered_areRightStill() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        int rule = 4 + i % 2;
        CandidateRules rules = candidates(i, new int[] {1, rule});
        assertThat(rules(memory.trials(forms(rule), rules, new BitSet()))).containsExactly(rule);
      }
    }
  }

  @Test
  void trials_noFormAndAllRead_isNone() {
    assertThat(rules(memory.trials(new int[0], candidates(1, new int[] {1}), new BitSet())))
        .isEmpty();
  }
}
