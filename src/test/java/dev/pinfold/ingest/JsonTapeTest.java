// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.ingest.JsonTape.Kind;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTapeTest {
  private static final Predicate<String> OF_A = name -> name.startsWith("a");

  private final JsonTape tape = new JsonTape();

  private void fill(int values) {
    tape.clear();
    int record = tape.open(Kind.OBJECT, null, false);
    for (int i = 1; i < values; i++) {
      tape.scalar(Kind.STRING, (i % 3 == 0 ? "a" : "b") + i, "x");
    }
    tape.close(record);
  }

  private int[] watched() {
    return IntStream.range(0, tape.watchedCount()).map(tape::watched).toArray();
  }

  @Test
  void watched_recordsAfterTheWatchBegan_listsValuesByName() {
    fill(10);
    assertThat(tape.watch(OF_A)).as("not yet of this record").isFalse();
    assertThat(tape.watch(OF_A)).as("asked again").isFalse();
    assertThat(tape.watchedCount()).isZero();
    fill(10);
    assertThat(tape.watch(OF_A)).isTrue();
    assertThat(watched()).containsExactly(3, 6, 9);
    fill(1000);
    assertThat(watched()).hasSize(333).endsWith(996, 999);
    fill(5);
    assertThat(watched()).containsExactly(3);
  }

  @Test
  void truncate_watchedValues_areForgottenToo() {
    tape.watch(OF_A);
    fill(10);
    tape.truncate(6);
    assertThat(watched()).containsExactly(3);
    tape.scalar(Kind.NULL, "a", null);
    assertThat(watched()).containsExactly(3, 6);
  }

  @Test
  void watch_anotherWatch_beginsAnew() {
    tape.watch(OF_A);
    fill(10);
    assertThat(tape.watch(name -> name.startsWith("b"))).isFalse();
    assertThat(tape.watchedCount()).isZero();
  }
}
