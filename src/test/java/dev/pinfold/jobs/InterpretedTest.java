// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.LocalSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InterpretedTest {
  private static final String SETTING = "spark.sql.codegen.wholeStage";

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark =
        LocalSession.withGeneratedCode(
            SparkSession.builder()
                .master("local[16]")
                .config("spark.ui.enabled", "false")
                .getOrCreate());
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static String settingFor(long rows) {
    return settingFor(rows, SETTING);
  }

  private static String settingFor(long rows, String setting) {
    List<String> found = new ArrayList<>();
    Interpreted.runIfSmall(spark, () -> found.add(spark.conf().get(setting)), rows);
    return found.get(0);
  }

  @Test
  void runIfSmall_moreRows_haveMoreTasks() {
    String tasks = "spark.sql.shuffle.partitions";
    assertThat(settingFor(1, tasks)).isEqualTo("4");
    assertThat(settingFor(Interpreted.MOST_ROWS / 2, tasks)).isEqualTo("10");
    assertThat(settingFor(Interpreted.MOST_ROWS, tasks)).isEqualTo("16"); // as many as cores
    assertThat(settingFor(Interpreted.MOST_ROWS + 1, tasks)).isEqualTo("16");
    assertThat(settingFor(20_000_000, tasks)).isEqualTo("101");
    assertThat(settingFor(1_000_000_000_000L, tasks)).isEqualTo("10000");
  }

  @Test
  void runIfSmall_moreRowsThanMost_haveAsManyTasksAsSomebodyChose() {
    String tasks = "spark.sql.shuffle.partitions";
    spark.sparkContext().conf().set(tasks, "77");
    try {
      spark.conf().set(tasks, "77");
      assertThat(settingFor(20_000_000, tasks)).isEqualTo("77");
      assertThat(settingFor(1, tasks)).as("as many as small ones need").isEqualTo("4");
    } finally {
      spark.conf().unset(tasks);
      spark.sparkContext().conf().remove(tasks);
    }
  }

  @Test
  void runIfSmall_smallAndLargeTables_generatesNoCodeForTheSmallOnesAlone() {
    assertThat(settingFor(Interpreted.MOST_ROWS)).isEqualTo("false");
    assertThat(settingFor(Interpreted.MOST_ROWS + 1)).isEqualTo("true");
    assertThat(spark.conf().get(SETTING)).isEqualTo("true");
  }

  @Test
  void run_thatFails_setsBackWhatWasSet() {
    assertThatThrownBy(
            () ->
                Interpreted.run(
                    spark,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(spark.conf().get(SETTING)).isEqualTo("true");
  }

  @Test
  void run_queries_makesNoStagesOfGeneratedCode() {
    List<String> plans = new ArrayList<>();
    Interpreted.run(
        spark,
        () ->
            plans.add(
                spark.range(10).selectExpr("id + 1").queryExecution().executedPlan().toString()));
    plans.add(spark.range(10).selectExpr("id + 1").queryExecution().executedPlan().toString());
    assertThat(plans.get(0)).doesNotContain("*(");
    assertThat(plans.get(1)).contains("*(");
  }

  /** As Delta's are before it has done anything. */
  @Test
  void with_settingThatIsNotKnownYet_setsItAndTakesItAway() {
    List<String> within = new ArrayList<>();
    Interpreted.with(
        spark,
        Map.of("pinfold.test.unknown", "false"),
        () -> within.add(spark.conf().get("pinfold.test.unknown")));
    assertThat(within).containsExactly("false");
    assertThat(spark.conf().getOption("pinfold.test.unknown").isEmpty()).isTrue();
  }
}
