// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.ExactSolver;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.TestKpis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody learns who has the published tables, and adds and subtracts. */
class PublishedFiguresTest {
  private static final int GROUP = 5;
  private static final long DAY = 86_400_000L;

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void close() throws Exception {
    spark.close();
  }

  private static Kpis kpis(int groupSize) {
    return TestKpis.of(
        """
        privacy: {min_group_size: %d}
        dimensions: {channel_type: ChannelType}
        fields:
          event_type: {source: events, column: event_type}
          campaign_id: {source: events, column: attributes.campaign_id}
          activity_id: {source: events, column: attributes.campaign_activity_id}
        groups:
          campaign: campaign_id
          activity: {field: activity_id, within: campaign}
        kpis:
          - {name: all, title: t, formula: f, numerator: {count: "event_type IN ('a', 'b')"}, groups: [campaign, activity]}
          - {name: a, title: t, formula: f, numerator: {count: "event_type = 'a'"}, groups: [campaign]}
          - {name: b, title: t, formula: f, numerator: {count: "event_type = 'b'"}, groups: [campaign]}
          - {name: rate, title: t, formula: f, numerator: {count: "event_type = 'a'"}, denominator: {count: "event_type IN ('a', 'b')"}, groups: [campaign]}
        sums:
          - {total: all, parts: [a, b]}
        """
            .formatted(groupSize));
  }

  private static Dataset<Row> events(Random random, int number) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int campaign = (int) (random.nextDouble() * random.nextDouble() * 5);
      rows.add(
          """
          {"event_type":"%s","event_timestamp":%d,"client":{"client_id":"e%d"},"attributes":{"campaign_id":%s,"campaign_activity_id":%s},"n":%d}"""
              .formatted(
                  random.nextInt(4) == 0 ? "b" : "a",
                  1_791_000_000_000L + random.nextInt(4) * DAY,
                  random.nextInt(60),
                  campaign == 4 ? "null" : "\"c" + campaign + "\"",
                  campaign == 4 ? "null" : "\"c" + campaign + "-" + random.nextInt(2) + "\"",
                  i));
    }
    return EventDigests.with(spark.read().json(spark.createDataset(rows, Encoders.STRING())));
  }

  private static Dataset<Row> endpoints() {
    return spark
        .read()
        .json(
            spark.createDataset(
                List.of("{\"Id\":\"e1\",\"ChannelType\":\"SMS\",\"User\":{\"UserId\":\"u1\"}}"),
                Encoders.STRING()));
  }

  /** By {@code kpi | date | group | value}; the date of totals is {@code all}. */
  private static Map<String, Double> numerators(Kpis kpis, Dataset<Row> events) {
    KpiTable table = KpiTable.of(kpis, endpoints(), events);
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Row row : table.byDate().collectAsList()) {
      figures.put(key(row, String.valueOf(row.<Object>getAs("date"))), row.getAs("numerator"));
    }
    for (Row row : table.totals().collectAsList()) {
      figures.put(key(row, "all"), row.getAs("numerator"));
    }
    return figures;
  }

  private static String key(Row row, String date) {
    return row.getAs("kpi")
        + " | "
        + date
        + " | "
        + row.getAs("group_by")
        + " | "
        + row.getAs("group_value");
  }

  /** Every sum that a reader knows to hold among the published rows. */
  private static List<int[]> sums(List<String> keys) {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      index.put(keys.get(i), i);
    }
    for (int i = 0; i < keys.size(); i++) {
      String[] p = keys.get(i).split(" \\| ", -1);
      Function<String, String> total = group -> p[0] + " | " + p[1] + " | " + group;
      if (!p[2].isEmpty()) {
        add(parts, total.apply("") + " | ", p[2], i);
      }
      if (p[2].equals("activity")) {
        String campaign = p[3].equals("(none)") ? "(none)" : p[3].substring(0, 2);
        add(parts, total.apply("campaign") + " | " + campaign, "activities", i);
      }
      if (!p[1].equals("all")) {
        add(parts, p[0] + " | all | " + p[2] + " | " + p[3], "days", i);
      }
      if (p[0].equals("a") || p[0].equals("b")) {
        add(parts, "all | " + p[1] + " | " + p[2] + " | " + p[3], "kinds", i);
      }
      if (p[0].equals("rate")) {
        add(parts, "a | " + p[1] + " | " + p[2] + " | " + p[3], "same", i);
      }
    }
    List<int[]> sums = new ArrayList<>();
    parts.forEach(
        (key, list) -> {
          Integer total = index.get(key.substring(0, key.lastIndexOf('#')));
          if (total != null) {
            int[] sum = new int[list.size() + 1];
            sum[0] = total;
            for (int i = 0; i < list.size(); i++) {
              sum[i + 1] = list.get(i);
            }
            sums.add(sum);
          }
        });
    return sums;
  }

  private static void add(Map<String, List<Integer>> parts, String total, String kind, int part) {
    parts.computeIfAbsent(total + "#" + kind, key -> new ArrayList<>()).add(part);
  }

  @Test
  void tables_addedAndSubtracted_giveNoSmallGroupAway() {
    int hiddenInAll = 0;
    for (int seed = 0; seed < 4; seed++) {
      Dataset<Row> events = events(new Random(seed), 60 + 40 * seed).cache();
      Map<String, Double> published = numerators(kpis(GROUP), events);
      List<String> keys = List.copyOf(published.keySet());
      BitSet unknown = new BitSet();
      for (int i = 0; i < keys.size(); i++) {
        unknown.set(i, published.get(keys.get(i)) == null);
      }
      hiddenInAll += unknown.cardinality();
      BitSet told = ExactSolver.determined(sums(keys), keys.size(), unknown);
      told.and(small(keys, events));
      assertThat(told.stream().mapToObj(keys::get)).as("seed %d", seed).isEmpty();
    }
    assertThat(hiddenInAll).isGreaterThan(20);
  }

  /** The rows that few people are behind, counted apart. */
  private static BitSet small(List<String> keys, Dataset<Row> events) {
    events.createOrReplaceTempView("shown_events");
    BitSet small = new BitSet();
    for (int i = 0; i < keys.size(); i++) {
      String[] p = keys.get(i).split(" \\| ", -1);
      String kind =
          p[0].equals("all") ? "true" : "event_type = '" + (p[0].equals("b") ? "b" : "a") + "'";
      String day =
          p[1].equals("all")
              ? "true"
              : "CAST(timestamp_millis(event_timestamp) AS DATE) = DATE'" + p[1] + "'";
      String field =
          "attributes." + (p[2].equals("activity") ? "campaign_activity_id" : "campaign_id");
      String group =
          p[2].isEmpty()
              ? "true"
              : p[3].equals("(none)") ? field + " IS NULL" : field + " = '" + p[3] + "'";
      long people =
          spark
              .sql(
                  "SELECT count(DISTINCT client.client_id) FROM shown_events WHERE "
                      + String.join(" AND ", kind, day, group))
              .head()
              .getLong(0);
      small.set(i, people > 0 && people < GROUP);
    }
    return small;
  }

  @Test
  void tables_withSuppressionOff_addUp() {
    Map<String, Double> figures = numerators(kpis(1), events(new Random(1), 300));
    List<String> keys = List.copyOf(figures.keySet());
    List<int[]> sums = sums(keys);
    assertThat(sums).hasSizeGreaterThan(20);
    for (int[] sum : sums) {
      double parts = 0;
      for (int i = 1; i < sum.length; i++) {
        parts += figures.get(keys.get(sum[i]));
      }
      assertThat(parts).as(keys.get(sum[0])).isEqualTo(figures.get(keys.get(sum[0])));
    }
  }
}
