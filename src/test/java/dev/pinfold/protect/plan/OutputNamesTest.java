// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputNamesTest {
  @Test
  void of_namesThatDifferInCaseOnly_areToldApart() {
    assertThat(OutputNames.of(List.of("plan", "Plan", "PLAN", "color")))
        .isEqualTo(Map.of("PLAN", "PLAN", "Plan", "Plan~2", "plan", "plan~3", "color", "color"));
  }

  @Test
  void of_aNameThatLooksLikeASubstitute_isNotTakenTwice() {
    assertThat(OutputNames.of(List.of("Plan", "plan", "plan~2")))
        .isEqualTo(Map.of("Plan", "Plan", "plan", "plan~3", "plan~2", "plan~2"));
  }
}
