// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final BenchmarkDump DUMP =
      new BenchmarkDump(DumpShape.EVENTS, false, 1, Path.of("x"), 10, 90, 1000, 1);

  private static final List<String> RUNS = new ArrayList<>();

  /** Writes down when it runs. */
  private record Noted(String name, long records) implements Contender {
    @Override
    public void run() {
      RUNS.add(name);
    }
  }

  private static Map<String, Medians> run(double warmSeconds, Noted... contenders)
      throws Exception {
    RUNS.clear();
    try (JvmMeter meter = new JvmMeter()) {
      return new Rounds(meter, 3, 2, warmSeconds)
          .run(List.of(contenders).stream().map(one -> new Entry(DUMP, one)).toList());
    }
  }

  @Test
  void run_contenders_takeTurns_andTheFirstRoundsDoNotCount() throws Exception {
    Map<String, Medians> medians = run(Double.MAX_VALUE, new Noted("a", 100), new Noted("b", 100));

    assertThat(RUNS).containsExactly("b", "a", "a", "b", "b", "a", "a", "b", "b", "a");
    assertThat(medians).hasSize(2).allSatisfy((key, one) -> assertThat(one.runs()).hasSize(2));
  }

  @Test
  void run_contendersThatAreWarm_needNoFurtherRounds() throws Exception {
    run(Double.MIN_VALUE, new Noted("a", 100), new Noted("b", 100));

    assertThat(RUNS).containsExactly("b", "a", "a", "b", "b", "a");
  }

  @Test
  void run_recordsAreMissing_fails() {
    assertThatThrownBy(() -> run(Double.MIN_VALUE, new Noted("a", 100), new Noted("b", 99)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("99 records were seen and 100 are there");
  }
}
