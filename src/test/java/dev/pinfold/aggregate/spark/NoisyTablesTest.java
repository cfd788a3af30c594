// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * KPIs and demographics with noise. An epsilon of a million makes the noise so small that rounding
 * takes it off, and leaves the bounds and the selection to be seen.
 */
class NoisyTablesTest {
  private static final String NO_NOISE = "epsilon: 1000000, mechanism: laplace";

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void close() throws IOException {
    spark.close();
  }

  private static Kpis kpis(String noise) {
    Problems problems = new Problems();
    Kpis kpis =
        KpiFile.read(
            YamlFile.parse(
                "kpis.yaml",
                """
                privacy:
                  min_group_size: 1
                  differential_privacy: {%s, max_groups: 2, max_per_group: 3}
                dimensions: {channel_type: ChannelType}
                fields:
                  event_type: {source: events, column: event_type}
                  campaign_id: {source: events, column: attributes.campaign_id}
                groups: {campaign: campaign_id}
                kpis:
                  - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign]}
                  - {name: kept, title: t, formula: f, numerator: {count: "event_type = 'send'", minus: "event_type = 'bounce'"}}
                  - {name: rate, title: t, formula: f, numerator: {people: "event_type = 'open'"}, denominator: {people: "event_type = 'send'"}}
                  - {name: rare, title: t, formula: f, numerator: {count: "event_type = 'bounce'"}, denominator: {count: "event_type = 'send'"}}
                """
                    .formatted(noise),
                problems));
    problems.throwIfAny();
    return kpis;
  }

  private static Dataset<Row> json(List<String> rows) {
    return EventDigests.with(spark.read().json(spark.createDataset(rows, Encoders.STRING())));
  }

  private static String endpoint(String id, String user, String channel) {
    return """
        {"Id":"%s","ChannelType":"%s","CreationDate":"2026-10-01T00:00:00Z","EffectiveDate":"2026-10-09T00:00:00Z","User":{"UserId":"%s"},"_file":"f","_position":1}"""
        .formatted(id, channel, user);
  }

  private static String event(String type, int number, String campaign, int count) {
    return """
        {"event_type":"%s","event_timestamp":%d,"client":{"client_id":"e%d"},"attributes":{"campaign_id":"%s"}}"""
        .formatted(type, 1_791_000_000_000L + count, number, campaign);
  }

  private static List<String> lines(Dataset<Row> rows, String columns) {
    return rows
        .selectExpr("concat_ws(' | ', " + columns + ") AS line")
        .orderBy("line")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static final String FIGURES =
      "kpi, group_by, group_value, coalesce(cast(numerator AS string), '-'),"
          + " coalesce(cast(denominator AS string), '-'), coalesce(cast(value AS string), '-'),"
          + " suppressed";

  @Test
  void kpis_boundedAndSelected_aLoneOneIsNowhere() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(event("send", i, "a", i));
      if (i < 5) {
        events.add(event("open", i, "a", i));
      }
    }
    for (int i = 0; i < 50; i++) {
      events.add(event("send", 0, "a", 100 + i)); // one person with fifty more
    }
    events.add(event("send", 19, "lone", 1));
    events.add(event("bounce", 19, "lone", 2));
    KpiTable table =
        KpiTable.of(kpis(NO_NOISE), json(List.of(endpoint("x", "u", "SMS"))), json(events));
    List<String> expected =
        List.of(
            // One person bounced: that is not told, and neither is what would give it away.
            "kept |  |  | - | - | - | true",
            // Nineteen add one or two each, and one person no more than three.
            "rare |  |  | - | - | - | true",
            "rate |  |  | 5.0 | 20.0 | 0.25 | false",
            "sent |  |  | 23.0 | - | 23.0 | false",
            "sent | campaign | a | 22.0 | - | 22.0 | false");
    assertThat(lines(table.byDate(), FIGURES)).isEqualTo(expected);
    assertThat(lines(table.totals(), FIGURES)).isEqualTo(expected);
  }

  @Test
  void kpis_readTwice_haveTheSameNoise() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      events.add(event("send", i, "a", i));
    }
    Kpis kpis = kpis("epsilon: 1, delta: 0.001");
    KpiTable table = KpiTable.of(kpis, json(List.of(endpoint("x", "u", "SMS"))), json(events));
    List<String> first = lines(table.byDate(), FIGURES);
    assertThat(first).isNotEmpty().isEqualTo(lines(table.byDate(), FIGURES));
    // One draw for all KPIs that show a figure: the sends of three of them.
    assertThat(
            table
                .byDate()
                .where("group_by = ''")
                .selectExpr("CASE kpi WHEN 'sent' THEN numerator END AS n")
                .where("n IS NOT NULL")
                .distinct()
                .count())
        .isEqualTo(1);
    KpiTable other = KpiTable.of(kpis, json(List.of(endpoint("x", "u", "SMS"))), json(events));
    assertThat(lines(other.byDate(), FIGURES)).isNotEqualTo(first);
  }

  @Test
  void demographics_customAttributes_countEachOfTheirValues() {
    List<String> endpoints = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String plans =
          switch (i % 4) {
            case 0 -> "[\"free\",\"free\"]";
            case 1 -> "[\"free\",\"paid\"]";
            case 2 -> "[null]";
            default -> "[]";
          };
      endpoints.add(
          endpoint("e" + i, "u" + i, "SMS")
              .replaceFirst("\\{", "{\"Attributes\":{\"plan\":" + plans + ",\"level\":[\"1\"]},"));
    }
    List<String> found =
        lines(
            Demographics.of(
                json(endpoints),
                EventDigests.none(spark),
                LocalDate.of(2026, 10, 30),
                kpis(NO_NOISE),
                Map.of("plan", "Attributes.plan", "level", "Attributes.level")),
            "dimension, bucket, endpoints, users, suppressed");
    assertThat(found)
        .contains(
            "plan | (unknown) | 6 | 6 | false",
            "plan | free | 6 | 6 | false",
            "level | 1 | 12 | 12 | false",
            "total |  | 12 | 12 | false");
  }

  @Test
  void demographics_personOfManyEndpoints_isBoundedToo() {
    List<String> endpoints = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      endpoints.add(endpoint("e" + i, "u" + i, "SMS"));
      endpoints.add(endpoint("m" + i, "u" + i, "EMAIL"));
      endpoints.add(endpoint("many" + i, "many", i < 5 ? "SMS" : "EMAIL"));
    }
    endpoints.add(endpoint("lone", "lone", "VOICE"));
    List<String> found =
        lines(
            Demographics.of(
                json(endpoints),
                EventDigests.none(spark),
                LocalDate.of(2026, 10, 30),
                kpis(NO_NOISE),
                Map.of()),
            "dimension, bucket, endpoints, users, suppressed");
    assertThat(found)
        .containsExactly(
            "channel_type | EMAIL | 13 | 11 | false",
            "channel_type | SMS | 13 | 11 | false",
            // Two each of ten people, three of the one with ten, and one.
            "total |  | 24 | 12 | false");
  }
}
