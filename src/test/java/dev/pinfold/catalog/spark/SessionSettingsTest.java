// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.LocalSession;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  private static final String KNOWN = "spark.sql.autoBroadcastJoinThreshold";
  private static final String UNKNOWN = "parquet.test.of.settings";

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static String value(String key) {
    return spark.conf().getOption(key).getOrElse(() -> "none");
  }

  @Test
  void with_anythingInside_holdsUntilItEnds_alsoWhereItFails() {
    String before = value(KNOWN);
    assertThatThrownBy(
            () ->
                SessionSettings.with(
                    spark,
                    Map.of(KNOWN, "77", UNKNOWN, "a"),
                    () -> {
                      assertThat(value(KNOWN)).isEqualTo("77");
                      assertThat(value(UNKNOWN)).isEqualTo("a");
                      throw new IllegalStateException("inside");
                    }))
        .hasMessage("inside");
    assertThat(value(KNOWN)).isEqualTo(before);
    assertThat(value(UNKNOWN)).isEqualTo("none");
  }

  @Test
  void with_oneInsideAnother_setsTheOutersBack() {
    SessionSettings.with(
        spark,
        Map.of(UNKNOWN, "outer"),
        () -> {
          String inside =
              SessionSettings.with(spark, Map.of(UNKNOWN, "inner"), () -> value(UNKNOWN));
          assertThat(inside).isEqualTo("inner");
          assertThat(value(UNKNOWN)).isEqualTo("outer");
          return true;
        });
    assertThat(value(UNKNOWN)).isEqualTo("none");
  }

  @Test
  void with_whoEndsBeforeWhoCameLater_leavesWhatThatSet_andNothingBehind()
      throws InterruptedException {
    CountDownLatch firstIsIn = new CountDownLatch(1);
    CountDownLatch secondIsIn = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                SessionSettings.with(
                    spark,
                    Map.of(UNKNOWN, "first's"),
                    () -> {
                      firstIsIn.countDown();
                      return awaited(secondIsIn);
                    }));
    first.start();
    firstIsIn.await();
    SessionSettings.with(
        spark,
        Map.of(UNKNOWN, "second's"),
        () -> {
          secondIsIn.countDown();
          try {
            first.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          assertThat(value(UNKNOWN)).isEqualTo("second's");
          return true;
        });
    assertThat(value(UNKNOWN)).isEqualTo("none");
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
