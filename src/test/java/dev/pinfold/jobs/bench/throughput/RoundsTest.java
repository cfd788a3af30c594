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

  private static final double WARM_SECONDS = 0.5;

  /** Writes down when it runs. */
  private record Noted(String name, long records, double seconds) implements Contender {
    @Override
    public void run() {
      RUNS.add(name);
      try {
        Thread.sleep((long) (1000 * seconds));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Map<String, Medians> run(Noted... contenders) throws Exception {
    RUNS.clear();
    try (JvmMeter meter = new JvmMeter()) {
      return new Rounds(meter, 3, 2, WARM_SECONDS)
          .run(List.of(contenders).stream().map(one -> new Entry(DUMP, one)).toList());
    }
  }

  @Test
  void run_contenders_takeTurns_andWarmUpNoLongerThanTheyNeed() throws Exception {
    Map<String, Medians> medians = run(new Noted("a", 100, 0), new Noted("b", 100, WARM_SECONDS));

    assertThat(RUNS).containsExactly("b", "a", "a", "a", "a", "b", "b", "a");
    assertThat(medians).hasSize(2).allSatisfy((key, one) -> assertThat(one.runs()).hasSize(2));
  }

  @Test
  void run_recordsAreMissing_fails() {
    assertThatThrownBy(() -> run(new Noted("a", 100, 0), new Noted("b", 99, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("99 records were seen and 100 are there");
  }
}
