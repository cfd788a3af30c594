// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.Privacy;
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
        EndpointStates.of(
            endpoints(),
            asOf,
            new Kpis(Privacy.DEFAULT, Map.of(), Map.of(), Map.of(), List.of()),
            Map.of("state", "`odd.name`"));
    return states.onDay().select(states.attribute("state")).as(Encoders.STRING()).collectAsList();
  }

  @Test
  void asOf_severalRecords_keepsTheNewestNotAfterTheDate() {
    assertThat(states(LocalDate.of(2025, 2, 1))).containsExactlyInAnyOrder("new", "last");
    assertThat(states(LocalDate.of(2025, 1, 31))).containsExactlyInAnyOrder("old", "last");
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
