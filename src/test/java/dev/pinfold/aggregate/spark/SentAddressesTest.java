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
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SentAddressesTest {
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

  /** Events, each of a campaign or none, to a number or none. */
  private static Dataset<Row> events(String values) {
    return spark.sql(
        "SELECT named_struct('campaign_id', campaign, 'destination_phone_number', number)"
            + " AS attributes FROM VALUES "
            + values
            + " AS t(campaign, number)");
  }

  private static boolean mayHold(SentAddresses sent, String address) {
    return sent.mayHold(UTF8String.fromString(address));
  }

  @Test
  void of_events_holdsWhereDirectSendsWentTo_andHardlyAnyOther() {
    SentAddresses sent =
        SentAddresses.of(
            SentAddresses.in(
                events(
                        "(CAST(NULL AS STRING), '+491'), ('c', '+492'), (NULL, NULL), (NULL, ' '),"
                            + " (NULL, 'é')")
                    .repartition(9)));

    assertThat(mayHold(sent, "+491")).isTrue();
    assertThat(mayHold(sent, "é")).isTrue();
    assertThat(mayHold(sent, "+492")).as("of a campaign").isFalse();
    assertThat(sent.mayHold(null)).isFalse();
    long others = 0;
    for (int i = 0; i < 1000; i++) {
      others += mayHold(sent, "other" + i) ? 1 : 0;
    }
    assertThat(others).isZero();
    sent.release();
  }

  @Test
  void of_noEvent_holdsNone_andAnyHoldsAll() {
    SentAddresses none =
        SentAddresses.of(SentAddresses.in(events("(CAST(NULL AS STRING), '+491')").limit(0)));

    assertThat(mayHold(none, "+491")).isFalse();
    assertThat(mayHold(SentAddresses.any(), "+491")).isTrue();
    assertThat(SentAddresses.any().mayHold(null)).isFalse();
  }

  @Test
  void newest_sentTo_areTheEndpointsOfTheseAddresses() {
    Dataset<Row> endpoints =
        spark
            .sql(
                "SELECT * FROM VALUES ('a', '+491', 1L), ('b', '+492', 2L), ('c', NULL, 3L),"
                    + " ('d', '+491', 4L), ('e', '+491', 5L), ('e', '+493', 6L)"
                    + " AS t(Id, Address, _position)")
            .selectExpr("*", "'f' AS _file", "'2025-01-01T00:00:00Z' AS EffectiveDate");
    EndpointStates states =
        EndpointStates.of(endpoints, LocalDate.of(2025, 2, 1), NO_KPIS, Map.of()).kept();
    SentAddresses sent =
        SentAddresses.of(
            SentAddresses.in(events("(CAST(NULL AS STRING), '+491'), (NULL, '+499')")));

    assertThat(ids(states.newest(sent))).as("e has another by now").containsExactly("a", "d");
    assertThat(ids(states.newest(SentAddresses.any()))).containsExactly("a", "b", "d", "e");
    sent.release();
    states.release();
  }

  private static List<String> ids(Dataset<Row> endpoints) {
    return endpoints.select(EndpointStates.ID).as(Encoders.STRING()).collectAsList().stream()
        .sorted()
        .toList();
  }
}
