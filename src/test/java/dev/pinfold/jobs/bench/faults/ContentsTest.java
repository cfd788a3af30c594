// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static Contents events(Map<String, Long> rows) {
    return new Contents(Map.of("events", rows, "kpis", Map.of("k", 1L)));
  }

  @Test
  void sameRows_areNoDifference() {
    assertThat(events(Map.of("a", 2L)).differences(events(Map.of("a", 2L)))).isEmpty();
  }

  @Test
  void rowThatIsThereTwice_isOneTooMany() {
    assertThat(events(Map.of("a", 2L)).differences(events(Map.of("a", 1L))))
        .containsExactly("events: 0 rows lost, 1 too many");
  }

  @Test
  void rowThatIsAnother_isLostAndOneTooMany_andNotQuoted() {
    assertThat(events(Map.of("a", 1L, "x", 1L)).differences(events(Map.of("a", 1L, "b", 1L))))
        .containsExactly("events: 1 rows lost, 1 too many");
  }
}
