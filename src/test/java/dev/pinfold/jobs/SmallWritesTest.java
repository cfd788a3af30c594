// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.spark.SideBySide;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SmallWritesTest {
  /** Else it could commit after the run has been taken back. */
  @Test
  void writeThatFails_isToldWhenTheOthersHaveEnded() {
    CountDownLatch hasFailed = new CountDownLatch(1);
    AtomicBoolean hasEnded = new AtomicBoolean();
    List<Runnable> writes =
        List.of(
            () -> {
              hasFailed.countDown();
              throw new IllegalStateException("first");
            },
            () -> {
              try {
                hasFailed.await();
                TimeUnit.MILLISECONDS.sleep(200);
                hasEnded.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThatThrownBy(() -> SideBySide.run(null, writes)).hasMessage("first");
    assertThat(hasEnded).isTrue();
  }
}
