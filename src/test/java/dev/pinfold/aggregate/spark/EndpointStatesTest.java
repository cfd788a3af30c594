// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.Privacy;
import dev.pinfold.catalog.spark.SessionSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EndpointStatesTest {
  private static final Kpis NO_KPIS =
      new Kpis(Privacy.DEFAULT, Map.of(), Map.of(), Map.of(), List.of());

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> endpoints() {
    return spark.sql(
        "SELECT * FROM VALUES ('a', '2025-01-01T00:00:00Z', 'old', 'f', 1L),"
            + " ('a', '2025-02-01T00:00:00Z', 'new', 'f', 0L),"
            + " ('a', '2025-03-01T00:00:00Z', 'later', 'f', 2L),"
            + " ('b', NULL, 'first', 'f', 3L), ('b', NULL, 'last', 'f', 4L),"
            + " (NULL, '2025-01-01T00:00:00Z', 'nobody', 'f', 5L),"
            + " (' ', '2025-01-01T00:00:00Z', 'blank', 'f', 6L)"
            + " AS t(Id, EffectiveDate, `odd.name`, _file, _position)");
  }

  private static List<String> states(LocalDate asOf) {
    EndpointStates states =
        EndpointStates.of(endpoints(), asOf, NO_KPIS, Map.of("state", "`odd.name`"));
    return onDay(states);
  }

  private static List<String> onDay(EndpointStates states) {
    return states
        .onDay()
        .select(explode(states.labels("state")))
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void asOf_severalRecords_keepsTheNewestNotAfterTheDate() {
    assertThat(states(LocalDate.of(2025, 2, 1))).containsExactlyInAnyOrder("new", "last");
    assertThat(states(LocalDate.of(2025, 1, 31))).containsExactlyInAnyOrder("old", "last");
  }

  @Test
  void newest_joinedById_isNeitherShuffledNorSortedAgain_alsoWherePlansAdapt() {
    Map<String, String> settings =
        Map.of(
            "spark.sql.adaptive.enabled", "true",
            "spark.sql.shuffle.partitions", "5",
            "spark.sql.autoBroadcastJoinThreshold", "-1");
    Dataset<Row> endpoints =
        spark
            .range(300)
            .selectExpr(
                "concat('e', id) AS Id",
                "'2025-01-01T00:00:00Z' AS EffectiveDate",
                "'f' AS _file",
                "id AS _position");
    Dataset<Row> others = spark.range(100, 400).selectExpr("concat('e', id) AS other");
    SessionSettings.with(
        spark,
        settings,
        () -> {
          EndpointStates states =
              EndpointStates.of(endpoints, LocalDate.of(2025, 2, 1), NO_KPIS, Map.of());
          Dataset<Row> joined =
              states.newest().join(others, col(EndpointStates.ID).equalTo(col("other")));
          String plan = joined.queryExecution().executedPlan().toString();
          assertThat(plan.split("Exchange ", -1)).as(plan).hasSize(2);
          assertThat(plan.split("Sort ", -1)).as(plan).hasSize(2);
          assertThat(states.newest().rdd().getNumPartitions()).isEqualTo(5);
          assertThat(joined.collectAsList()).hasSize(200);
          return true;
        });
  }

  @Test
  void newest_manyRecordsOfAnEndpoint_isTheLatestOfAll() {
    // Many packets, some of one state; of each endpoint 50 records, the latest in the middle.
    Dataset<Row> endpoints =
        spark
            .range(20_000)
            .selectExpr(
                "concat('e', id % 400) AS Id",
                "CASE WHEN id BETWEEN 8000 AND 8399 THEN '2025-03-01T00:00:00Z'"
                    + " ELSE concat('2025-01-', 10 + id % 20, 'T00:00:00Z') END AS EffectiveDate",
                "concat('n', id, '-', repeat('x', if(id % 400 = 7, 600000, 2000))) AS Address",
                "'f' AS _file",
                "id AS _position");
    EndpointStates states =
        EndpointStates.of(endpoints, LocalDate.of(2025, 2, 1), NO_KPIS, Map.of("state", "Address"))
            .kept();
    for (int i = 0; i < 2; i++) {
      assertThat(
              states.newest().select(EndpointStates.ADDRESS).as(Encoders.STRING()).collectAsList())
          .hasSize(400)
          .allMatch(state -> number(state) / 400 == 20);
      assertThat(onDay(states))
          .hasSize(400)
          .doesNotHaveDuplicates()
          .allMatch(state -> number(state) / 400 == 49);
    }
    states.release();
  }

  private static int number(String state) {
    return Integer.parseInt(state.substring(1, state.indexOf('-')));
  }

  @Test
  void newest_tableWithoutARow_joinsNothing_alsoWherePlansAdapt() {
    for (String tasks : List.of("1", "5")) {
      SessionSettings.with(
          spark,
          Map.of(
              "spark.sql.adaptive.enabled", "true",
              "spark.sql.shuffle.partitions", tasks,
              "spark.sql.autoBroadcastJoinThreshold", "-1"),
          () -> {
            EndpointStates states =
                EndpointStates.of(
                    endpoints().where("Id = 'z'"), LocalDate.of(2025, 2, 1), NO_KPIS, Map.of());
            Dataset<Row> others = spark.range(30).selectExpr("concat('e', id) AS other");
            assertThat(
                    others
                        .join(states.newest(), col(EndpointStates.ID).equalTo(col("other")), "left")
                        .collectAsList())
                .hasSize(30);
            return true;
          });
    }
  }

  @Test
  void at_absentPath_isNull() {
    Dataset<Row> found = endpoints().select(TableColumns.at(endpoints(), "Location.City"));
    assertThat(found.collectAsList()).allMatch(row -> row.isNullAt(0));
  }

  @Test
  void at_nameWithADot_isRead() {
    Dataset<Row> found = endpoints().select(TableColumns.at(endpoints(), "`odd.name`"));
    assertThat(found.as(Encoders.STRING()).collectAsList()).contains("old", "nobody");
  }
}
