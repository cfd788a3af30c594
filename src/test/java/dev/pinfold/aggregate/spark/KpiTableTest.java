// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.TestKpis;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** KPIs and demographics of a few hand-made protected rows, with known answers. */
class KpiTableTest {
  /** Gives equality of Datasets. */
  private static final class Equality extends JavaDatasetSuiteBase {}

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.generated();
  }

  @AfterAll
  static void close() throws Exception {
    spark.close();
  }

  private static Kpis kpis(int minGroupSize, String definitions) {
    Problems problems = new Problems();
    Kpis kpis =
        KpiFile.read(
            YamlFile.parse(
                "kpis.yaml",
                """
                privacy: {min_group_size: %d}
                dimensions: {channel_type: ChannelType}
                fields:
                  event_type: {source: events, column: event_type}
                  campaign_id: {source: events, column: attributes.campaign_id}
                  price: {source: events, column: metrics._item_price, type: double}
                groups: {campaign: campaign_id}
                kpis:
                """
                        .formatted(minGroupSize)
                    + definitions,
                problems));
    problems.throwIfAny();
    return kpis;
  }

  private static Dataset<Row> json(String... rows) {
    return EventDigests.with(
        spark.read().json(spark.createDataset(List.of(rows), Encoders.STRING())));
  }

  private static String endpoint(int number, String user) {
    return """
        {"Id":"e%d","ChannelType":"%s","CreationDate":"2026-10-0%dT00:00:00Z","EffectiveDate":"2026-10-09T00:00:00Z","User":{"UserId":"%s"},"_file":"f","_position":%d}"""
        .formatted(number, number % 2 == 0 ? "EMAIL" : "SMS", 1 + number % 3, user, number);
  }

  private static String event(String type, int endpoint, String campaign, long position) {
    return """
        {"event_type":"%s","event_timestamp":%d,"arrival_timestamp":%d,"client":{"client_id":"e%d"},"attributes":{"campaign_id":%s},"metrics":{"_item_price":2.5},"_file":"f","_position":%d,"_run_id":"r"}"""
        .formatted(
            type,
            1_791_000_000_000L,
            1_791_000_000_000L + position,
            endpoint,
            campaign == null ? "null" : '"' + campaign + '"',
            position);
  }

  private static void assertRows(Dataset<Row> found, String columns, List<String> expected) {
    Dataset<String> texts =
        found.selectExpr("concat_ws(' | ', " + columns + ") AS line").as(Encoders.STRING());
    List<String> sorted = new ArrayList<>(expected);
    sorted.sort(null);
    new Equality()
        .assertDatasetEquals(spark.createDataset(sorted, Encoders.STRING()), texts.sort("line"));
  }

  private static final String FIGURES =
      "kpi, group_by, group_value, coalesce(cast(numerator AS string), '-'),"
          + " coalesce(cast(value AS string), '-'), suppressed";

  @Test
  void of_duplicatesAndGroups_eachEventCountsOnceAndRatesAreRatios() {
    Kpis kpis =
        kpis(
            1,
            """
              - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign]}
              - {name: rate, title: t, formula: f, numerator: {count: "event_type = 'open'"}, denominator: {count: "event_type = 'send'"}}
              - {name: people, title: t, formula: f, numerator: {people: "event_type = 'send'"}}
              - {name: money, title: t, formula: f, numerator: {sum: "price * 2", where: "event_type = 'open'"}}
            """);
    Dataset<Row> endpoints = json(endpoint(0, "u0"), endpoint(1, "u0"), endpoint(2, "u2"));
    Dataset<Row> events =
        json(
            event("send", 0, "a", 1),
            event("send", 0, "a", 2), // the same event, delivered twice
            event("send", 1, "b", 3),
            event("send", 2, null, 4),
            event("send", 9, "b", 5), // an endpoint that no export holds
            event("open", 0, "a", 6));
    assertRows(
        KpiTable.of(kpis, endpoints, events).byDate(),
        FIGURES,
        List.of(
            "sent |  |  | 4.0 | 4.0 | false",
            "sent | campaign | (none) | 1.0 | 1.0 | false",
            "sent | campaign | a | 1.0 | 1.0 | false",
            "sent | campaign | b | 2.0 | 2.0 | false",
            "rate |  |  | 1.0 | 0.25 | false",
            "people |  |  | 3.0 | 3.0 | false",
            "money |  |  | 5.0 | 5.0 | false"));
  }

  @Test
  void of_endpointThatNoExportHolds_isOnePersonWhateverEventTellsItsUser() {
    Kpis kpis =
        kpis(
            1,
            """
              - {name: people, title: t, formula: f, numerator: {people: "event_type = 'send'"}}
              - {name: opens, title: t, formula: f, numerator: {count: "event_type = 'open'", once: campaign_id}}
            """);
    String told =
        event("told", 9, null, 2)
            .replace(
                "\"client\"",
                "\"client_context\":{\"custom\":{\"endpoint\":{\"User\":{\"UserId\":\"u0\"}}}},\"client\"");
    Dataset<Row> events =
        json(
            event("send", 0, "a", 1),
            told, // counted by no KPI, but it tells that e9 is one of u0's
            event("send", 9, "a", 3),
            event("send", 8, "a", 4),
            event("open", 0, "a", 5),
            event("open", 0, "a", 6).replace("1791000000000", "1791000000009"), // once more
            event("open", 9, "a", 7),
            event("open", 9, null, 8));
    assertRows(
        KpiTable.of(kpis, json(endpoint(0, "u0"), endpoint(1, "u0")), events).byDate(),
        FIGURES,
        List.of("people |  |  | 2.0 | 2.0 | false", "opens |  |  | 3.0 | 3.0 | false"));
  }

  @Test
  void of_blankNames_areNobodysAndNotOneHugePerson() {
    Kpis kpis =
        kpis(
            1,
            """
              - {name: people, title: t, formula: f, numerator: {people: "event_type = 'send'"}}
              - {name: devices, title: t, formula: f, numerator: {endpoints: "event_type = 'send'"}}
              - {name: users, title: t, formula: f, source: users, numerator: {count: "true"}}
            """);
    String own =
        "\"client_context\":{\"custom\":{\"endpoint\":{\"User\":{\"UserId\":\" \"}}}},\"client\"";
    Dataset<Row> events =
        json(
            event("send", 0, "a", 1),
            event("send", 1, "a", 2),
            event("send", 8, "a", 3).replace("\"client\"", own),
            event("send", 9, "a", 4).replace("\"client\"", own),
            event("send", 3, "a", 5).replace("\"e3\"", "\"\""));
    Dataset<Row> endpoints =
        json(
            endpoint(0, ""),
            endpoint(1, "  ").replace("2026-10-02", "2026-10-01"),
            endpoint(3, "u3").replace("\"e3\"", "\"\""));
    assertRows(
        KpiTable.of(kpis, endpoints, events).byDate(),
        FIGURES,
        List.of(
            "people |  |  | 5.0 | 5.0 | false",
            "devices |  |  | 4.0 | 4.0 | false",
            "users |  |  | 2.0 | 2.0 | false"));
  }

  private static String direct(int message, String address) {
    return event("send", 100 + message, null, message)
        .replace(
            "\"_file\"",
            "\"facets\":{\"email_channel\":{\"mail_event\":{\"mail\":{\"destination\":[\"%s\"]}}}},\"_file\""
                .formatted(address));
  }

  @Test
  void of_directSends_areOfWhoHasTheAddress_notOfAsManyAsTheMessages() {
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 1}
            fields:
              event_type: {source: events, column: event_type}
              channel: {source: endpoints, column: ChannelType}
            groups: {channel: channel}
            kpis:
              - {name: people, title: t, formula: f, numerator: {people: "event_type = 'send'"}}
              - {name: devices, title: t, formula: f, numerator: {endpoints: "event_type = 'send'"}, groups: [channel]}
            """);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      events.add(direct(i, "of-u0")); // an address of two endpoints of u0
      events.add(direct(20 + i, "unknown")); // of no endpoint
    }
    events.add(direct(40, "of-u0").replace("\"e140\"", "\"e3\"")); // an endpoint of u3
    events.add(event("send", 50, "a", 50)); // of a campaign: the client is the endpoint
    events.add(event("send", 51, "a", 51));
    String address = "\"Address\":\"of-u0\",\"User\"";
    Dataset<Row> endpoints =
        json(
            endpoint(0, "u0").replace("\"User\"", address),
            endpoint(1, "u0").replace("\"User\"", address),
            endpoint(3, "u3"));
    assertRows(
        KpiTable.of(kpis, endpoints, json(events.toArray(new String[0]))).byDate(),
        FIGURES,
        List.of(
            "people |  |  | 5.0 | 5.0 | false",
            "devices |  |  | 5.0 | 5.0 | false",
            "devices | channel | (none) | 3.0 | 3.0 | false",
            "devices | channel | EMAIL | 1.0 | 1.0 | false",
            "devices | channel | SMS | 1.0 | 1.0 | false"));
  }

  @Test
  void of_fieldsNamedAsColumnsOfOurOwn_areToldApart() {
    StringBuilder yaml =
        new StringBuilder(
            """
            privacy: {min_group_size: 1}
            groups: {id: id, user: user}
            kpis:
              - {name: k, title: t, formula: f, numerator: {count: "h1 = 'send' AND millis = 'send'"}, groups: [id, user]}
            fields:
              user: {source: endpoints, column: ChannelType}
              created: {source: endpoints, column: ChannelType}
              address: {source: endpoints, column: ChannelType}
            """);
    for (String name : List.of("id", "endpoint_id", "own_user", "millis", "h1", "h2", "owner")) {
      yaml.append("  ").append(name).append(": {source: events, column: event_type}\n");
    }
    assertRows(
        KpiTable.of(
                TestKpis.of(yaml.toString()),
                json(endpoint(0, "u0")),
                json(event("send", 0, "a", 1), direct(1, "unknown")))
            .byDate(),
        FIGURES,
        List.of(
            "k |  |  | 2.0 | 2.0 | false",
            "k | id | send | 2.0 | 2.0 | false",
            "k | user | (none) | 1.0 | 1.0 | false",
            "k | user | EMAIL | 1.0 | 1.0 | false"));
  }

  @Test
  void of_cohortWhoseDaysAreNotOver_hasNoRateYet() {
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 1}
            fields:
              event_type: {source: events, column: event_type}
            activity: event_type = 'visit'
            kpis:
              - {name: visits, title: t, formula: f, numerator: {count: "event_type = 'visit'"}}
              - {name: kept, title: t, formula: f, dated: first_day, numerator: {people: "event_type = 'visit'", since_first: "1-2"}, denominator: {people: "event_type = 'visit'", since_first: "0"}}
            """);
    List<String> events = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      String time = String.valueOf(1_791_000_000_000L + day * 86_400_000L);
      events.add(event("visit", 0, null, day).replace("1791000000000", time));
      events.add(event("visit", 10 + day, null, day).replace("1791000000000", time));
    }
    assertRows(
        KpiTable.of(kpis, json(endpoint(99, "u99")), json(events.toArray(new String[0])))
            .byDate()
            .where("kpi = 'kept'"),
        "date, numerator, denominator, coalesce(cast(value AS string), '-'), suppressed",
        List.of(
            "2026-10-03 | 1.0 | 2.0 | 0.5 | false",
            "2026-10-04 | 0.0 | 1.0 | 0.0 | false",
            "2026-10-05 | 0.0 | 1.0 | - | false",
            "2026-10-06 | 0.0 | 1.0 | - | false"));
  }

  /** One comes back with another version than they began with, one with the same. */
  @Test
  void of_cohortByWhatChanges_isOfTheGroupInWhichPeopleBegan() {
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 1}
            fields:
              event_type: {source: events, column: event_type}
              version: {source: events, column: attributes.campaign_id}
            groups: {version: version}
            activity: event_type = 'visit'
            kpis:
              - {name: kept, title: t, formula: f, dated: first_day, numerator: {people: "event_type = 'visit'", since_first: "1"}, denominator: {people: "event_type = 'visit'", since_first: "0"}, groups: [version]}
            """);
    String next = String.valueOf(1_791_000_000_000L + 86_400_000L);
    assertRows(
        KpiTable.of(
                kpis,
                json(endpoint(99, "u99")),
                json(
                    event("visit", 0, "v1", 1),
                    event("visit", 0, "v2", 2).replace("1791000000000", next),
                    event("visit", 1, "v1", 3),
                    event("visit", 1, "v1", 4).replace("1791000000000", next),
                    event("visit", 2, "v1", 5)))
            .byDate(),
        "date, group_value, numerator, denominator",
        List.of("2026-10-03 |  | 2.0 | 3.0", "2026-10-03 | v1 | 2.0 | 3.0"));
  }

  @Test
  void of_sumOfSeveralUnits_isGivenByUnitAlone() {
    Kpis kpis =
        kpis(
            1,
            """
              - {name: money, title: t, formula: f, numerator: {sum: price, where: "event_type = 'buy'", unit: campaign}, groups: [campaign]}
              - {name: each, title: t, formula: f, numerator: {sum: price, where: "event_type = 'buy'", unit: campaign}, denominator: {people: "event_type = 'buy'"}}
            """);
    String later = String.valueOf(1_791_000_000_000L + 86_400_000L);
    assertRows(
        KpiTable.of(
                kpis,
                json(endpoint(99, "u99")),
                json(
                    event("buy", 0, "EUR", 1),
                    event("buy", 1, "USD", 2),
                    event("buy", 1, "EUR", 3).replace("1791000000000", later)))
            .byDate(),
        "date, " + FIGURES,
        List.of(
            "2026-10-03 | each |  |  | - | - | false",
            "2026-10-03 | money |  |  | - | - | false",
            "2026-10-03 | money | campaign | EUR | 2.5 | 2.5 | false",
            "2026-10-03 | money | campaign | USD | 2.5 | 2.5 | false",
            "2026-10-04 | each |  |  | 2.5 | 2.5 | false",
            "2026-10-04 | money |  |  | 2.5 | 2.5 | false",
            "2026-10-04 | money | campaign | EUR | 2.5 | 2.5 | false"));
  }

  @Test
  void of_absurdNumbers_endNoRun() {
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 1}
            fields:
              event_type: {source: events, column: event_type}
              start: {source: events, column: session.start_timestamp, type: long}
              stop: {source: events, column: session.stop_timestamp, type: long}
            kpis:
              - {name: number, title: t, formula: f, numerator: {count: "CAST(event_type AS BIGINT) > 1 OR 1 % start = 0 OR event_type = 'send'"}}
              - {name: length, title: t, formula: f, numerator: {sum: "stop * stop / start", where: "try_subtract(stop, start) > 0"}}
            """);
    String session = "\"session\":{\"start_timestamp\":%d,\"stop_timestamp\":%d},\"_file\"";
    assertRows(
        KpiTable.of(
                kpis,
                json(endpoint(0, "u0")),
                json(
                    event("send", 0, "a", 1)
                        .replace("\"_file\"", session.formatted(Long.MIN_VALUE, 0)),
                    event("send", 0, "b", 1).replace("\"_file\"", session.formatted(0, 5)),
                    event("send", 0, "c", 1).replace("\"_file\"", session.formatted(2, 4))))
            .byDate(),
        FIGURES,
        List.of("number |  |  | 3.0 | 3.0 | false", "length |  |  | 8.0 | 8.0 | false"));
    assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
  }

  @Test
  void of_eventsThatDifferInWhichValueIsAbsent_areTwo() {
    Kpis kpis =
        kpis(
            1,
            """
              - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign]}
            """);
    String event =
        """
        {"event_type":"send","event_timestamp":1791000000000,"client":{"client_id":"e0"},"attributes":{%s},"facets":{"to":[%s]},"_file":"f","_position":1,"_run_id":"r"}""";
    Dataset<Row> events =
        json(
            event.formatted("\"campaign_id\":\"x\",\"journey_id\":null", "\"a\""),
            event.formatted("\"campaign_id\":null,\"journey_id\":\"x\"", "\"a\""),
            event.formatted("\"campaign_id\":null,\"journey_id\":\"x\"", "\"a\",null"),
            event.formatted("\"campaign_id\":\"\",\"journey_id\":\"x\"", ""),
            event.formatted("\"campaign_id\":\"\",\"journey_id\":\"x\"", "")); // twice
    assertRows(
        KpiTable.of(kpis, json(endpoint(0, "u0")), events).byDate(),
        FIGURES,
        List.of(
            "sent |  |  | 4.0 | 4.0 | false",
            "sent | campaign | (none) | 2.0 | 2.0 | false",
            "sent | campaign |  | 1.0 | 1.0 | false",
            "sent | campaign | x | 1.0 | 1.0 | false"));
  }

  @Test
  void of_smallGroup_isHiddenAndASecondOneWithIt() {
    Kpis kpis =
        kpis(
            3,
            """
              - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign]}
            """);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // Campaign c has two people, b four, a six.
      rows.add(event("send", i, i < 2 ? "c" : i < 6 ? "b" : "a", i));
    }
    assertRows(
        KpiTable.of(kpis, json(endpoint(99, "u99")), json(rows.toArray(new String[0]))).byDate(),
        FIGURES,
        List.of(
            "sent |  |  | 12.0 | 12.0 | false",
            "sent | campaign | a | 6.0 | 6.0 | false",
            "sent | campaign | b | - | - | true",
            "sent | campaign | c | - | - | true"));
  }

  @Test
  void of_eventsInNoGroup_areABucketToo_soThatTheTotalTellsNothing() {
    Kpis kpis =
        kpis(
            3,
            """
              - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign]}
            """);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // One person is in no campaign: the total less the campaigns would show them.
      rows.add(event("send", i, i == 0 ? null : i < 5 ? "b" : "a", i));
    }
    assertRows(
        KpiTable.of(kpis, json(endpoint(99, "u99")), json(rows.toArray(new String[0]))).byDate(),
        FIGURES,
        List.of(
            "sent |  |  | 12.0 | 12.0 | false",
            "sent | campaign | (none) | - | - | true",
            "sent | campaign | a | 7.0 | 7.0 | false",
            "sent | campaign | b | - | - | true"));
  }

  @Test
  void of_difference_isJudgedByTheFewestPeopleOfItsTerms() {
    Kpis kpis =
        kpis(
            3,
            """
              - {name: kept, title: t, formula: f, numerator: {count: "event_type = 'send'", minus: "event_type = 'bounce'"}}
            """);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(event("send", i, null, i));
    }
    rows.add(event("bounce", 3, null, 20));
    rows.add(event("bounce", 4, null, 21));
    Dataset<Row> endpoints = json(endpoint(99, "u99"));
    // Two people bounced: 12 sent and 10 kept would tell it.
    assertRows(
        KpiTable.of(kpis, endpoints, json(rows.toArray(new String[0]))).byDate(),
        FIGURES,
        List.of("kept |  |  | - | - | true"));
    rows.add(event("bounce", 5, null, 22));
    assertRows(
        KpiTable.of(kpis, endpoints, json(rows.toArray(new String[0]))).byDate(),
        FIGURES,
        List.of("kept |  |  | 9.0 | 9.0 | false"));
  }

  @Test
  void of_smallGroupsOfUsersOwnTexts_areOneRowWithoutLabel() {
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 3}
            fields:
              event_type: {source: events, column: event_type}
              campaign_id: {source: events, column: attributes.campaign_id}
              model: {source: endpoints, column: Demographic.Model}
            groups: {campaign: campaign_id, model: model}
            kpis:
              - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [campaign, model]}
            """);
    List<String> endpoints = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String model = i < 4 ? "Pixel 9" : i < 7 ? "iPhone 16" : "Zelda's iPhone " + i;
      endpoints.add(
          endpoint(i, "u" + i)
              .replace("\"User\"", "\"Demographic\":{\"Model\":\"%s\"},\"User\"".formatted(model)));
      events.add(event("send", i, i < 7 ? "a" : "b", i));
    }
    Dataset<Row> found =
        KpiTable.of(
                kpis, json(endpoints.toArray(new String[0])), json(events.toArray(new String[0])))
            .totals();
    assertRows(
        found,
        FIGURES,
        List.of(
            "sent |  |  | 9.0 | 9.0 | false",
            "sent | campaign | a | - | - | true",
            "sent | campaign | b | - | - | true",
            "sent | model | (suppressed) | - | - | true",
            "sent | model | Pixel 9 | 4.0 | 4.0 | false"));
  }

  /** New endpoints over the whole period, of twelve of whom some have no day of creation. */
  private static Dataset<Row> newEndpoints(int undated) {
    Kpis kpis =
        kpis(
            4,
            """
              - {name: new, title: t, formula: f, source: endpoints, numerator: {count: "true"}}
            """);
    List<String> endpoints = new ArrayList<>();
    for (int i = 0; i < 12 + undated; i++) {
      String dated = endpoint(i, "u" + i);
      endpoints.add(i < 12 ? dated : dated.replace("\"CreationDate\"", "\"Other\""));
    }
    return KpiTable.of(kpis, json(endpoints.toArray(new String[0])), json(event("x", 0, null, 1)))
        .totals();
  }

  @Test
  void totals_fewEndpointsWithoutADay_areNotWhatTheDemographicsShowMore() {
    assertRows(newEndpoints(1), FIGURES, List.of("new |  |  | - | - | true"));
    assertRows(newEndpoints(4), FIGURES, List.of("new |  |  | 12.0 | 12.0 | false"));
    assertRows(newEndpoints(0), FIGURES, List.of("new |  |  | 12.0 | 12.0 | false"));
  }

  @Test
  void demographics_users_countOnceAndSmallCustomBucketsShowNoLabel() {
    Kpis kpis = kpis(2, "  []\n");
    Dataset<Row> endpoints =
        json(
            endpoint(0, "u0")
                .replace("\"User\"", "\"Attributes\":{\"plan\":[\"free\",\"rare\"]},\"User\""),
            endpoint(1, "u0").replace("\"User\"", "\"Attributes\":{\"plan\":[\"free\"]},\"User\""),
            endpoint(2, "u2").replace("\"User\"", "\"Attributes\":{\"plan\":[\"free\"]},\"User\""),
            endpoint(4, "u4").replace("\"User\"", "\"Attributes\":{\"plan\":[\"free\"]},\"User\""));
    Dataset<Row> found =
        Demographics.of(
            endpoints,
            EventDigests.none(spark),
            java.time.LocalDate.of(2026, 10, 30),
            kpis,
            java.util.Map.of("Attributes.plan", "Attributes.plan"));
    assertRows(
        found,
        "dimension, bucket, coalesce(cast(endpoints AS string), '-'), coalesce(cast(users AS string), '-'), suppressed",
        List.of(
            // One endpoint more than users: whose it is would be one person.
            "total |  | 4 | - | false",
            "channel_type | EMAIL | - | - | true",
            "channel_type | SMS | - | - | true",
            "Attributes.plan | (suppressed) | - | - | true"));
    assertThat(found.schema().simpleString()).isEqualTo(Demographics.SCHEMA.simpleString());
  }

  @Test
  void demographics_smallBucketsOfUsersOwnTexts_showNoLabel() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String model = i < 3 ? "Pixel 9" : "Zelda's iPhone " + i;
      rows.add(
          endpoint(2 * i, "u" + i)
              .replace(
                  "\"User\"",
                  "\"Demographic\":{\"Model\":\"%s\"},\"OptOut\":\"%s\",\"User\""
                      .formatted(model, i < 3 ? "NONE" : "ALL")));
    }
    Kpis kpis =
        TestKpis.of(
            """
            privacy: {min_group_size: 3}
            dimensions: {opt_out: OptOut, model: Demographic.Model}
            """);
    Dataset<Row> found =
        Demographics.of(
            json(rows.toArray(new String[0])),
            EventDigests.none(spark),
            java.time.LocalDate.of(2026, 10, 30),
            kpis,
            java.util.Map.of());
    assertRows(
        found,
        "dimension, bucket, suppressed",
        List.of(
            "total |  | false",
            "opt_out | ALL | true",
            "opt_out | NONE | true",
            "model | (suppressed) | true"));
  }
}
