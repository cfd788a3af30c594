// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.TestKpis;
import dev.pinfold.catalog.spark.SessionSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose an event is, by a slow and obvious way to tell it. */
class CountedRowsTest {
  private static final Kpis KPIS =
      TestKpis.of(
          """
          privacy: {min_group_size: 1}
          fields:
            event_type: {source: events, column: event_type}
            channel: {source: endpoints, column: ChannelType}
          groups: {channel: channel}
          kpis:
            - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}, groups: [channel]}
            - {name: new, title: t, formula: f, numerator: {endpoints: "channel IS NOT NULL"}}
          """);

  private static final LocalDate DAY = LocalDate.of(2026, 10, 30);
  private static final long MILLIS = 1_791_000_000_000L;

  private static final StructType ENDPOINTS =
      new StructType()
          .add("Id", DataTypes.StringType)
          .add("ChannelType", DataTypes.StringType)
          .add("Address", DataTypes.StringType)
          .add("CreationDate", DataTypes.StringType)
          .add("EffectiveDate", DataTypes.StringType)
          .add("User", new StructType().add("UserId", DataTypes.StringType))
          .add("_file", DataTypes.StringType)
          .add("_position", DataTypes.LongType);

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.generated();
  }

  @AfterAll
  static void close() throws Exception {
    spark.close();
  }

  /** Null is none. */
  private record Endpoint(String id, String address, String user) {
    String json() {
      return "{\"Id\":%s,\"ChannelType\":\"SMS\",\"Address\":%s,\"CreationDate\":\"2026-10-01T00:00:00Z\",\"EffectiveDate\":\"2026-10-09T00:00:00Z\",\"User\":{\"UserId\":%s},\"_file\":\"f\",\"_position\":1}"
          .formatted(text(id), text(address), text(user));
    }
  }

  /** Likewise; each has a moment of its own. */
  private record Event(int number, String client, String user, String destination) {
    String json() {
      return "{\"event_type\":\"send\",\"event_timestamp\":%d,\"client\":{\"client_id\":%s},\"attributes\":{\"destination_phone_number\":%s},\"client_context\":{\"custom\":{\"endpoint\":{\"User\":{\"UserId\":%s}}}},\"_file\":\"f\",\"_position\":%d,\"_run_id\":\"r\"}"
          .formatted(MILLIS + number, text(client), text(destination), text(user), number);
    }
  }

  private static String text(String text) {
    return text == null ? "null" : '"' + text + '"';
  }

  private static Dataset<Row> endpoints(List<Endpoint> endpoints) {
    return spark
        .read()
        .schema(ENDPOINTS)
        .json(
            spark.createDataset(
                endpoints.stream().map(Endpoint::json).toList(), Encoders.STRING()));
  }

  private static Dataset<Row> events(
      List<Event> events, boolean tellUser, boolean tellDestination) {
    StructType user =
        new StructType()
            .add(
                "custom",
                new StructType()
                    .add(
                        "endpoint",
                        new StructType()
                            .add("User", new StructType().add("UserId", DataTypes.StringType))));
    StructType schema =
        new StructType()
            .add("event_type", DataTypes.StringType)
            .add("event_timestamp", DataTypes.LongType)
            .add("client", new StructType().add("client_id", DataTypes.StringType))
            .add("_file", DataTypes.StringType)
            .add("_position", DataTypes.LongType)
            .add("_run_id", DataTypes.StringType);
    if (tellDestination) {
      schema =
          schema.add(
              "attributes", new StructType().add("destination_phone_number", DataTypes.StringType));
    }
    if (tellUser) {
      schema = schema.add("client_context", user);
    }
    return EventDigests.with(
        spark
            .read()
            .schema(schema)
            .json(
                spark.createDataset(events.stream().map(Event::json).toList(), Encoders.STRING())));
  }

  /** Who did it and with what endpoint, by the number of the event, as an obvious way tells it. */
  private static Map<Integer, String> told(List<Endpoint> endpoints, List<Event> events) {
    Map<String, Endpoint> byId = new HashMap<>();
    Map<String, Endpoint> byAddress = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      byId.put(endpoint.id(), endpoint);
      if (endpoint.address() != null) {
        byAddress.merge(
            endpoint.address(), endpoint, (a, b) -> a.id().compareTo(b.id()) < 0 ? a : b);
      }
    }
    Map<Integer, String> whose = new HashMap<>();
    Map<Integer, String> who = new TreeMap<>();
    Map<String, String> userOfEndpoint = new HashMap<>();
    for (Event event : events) {
      Endpoint client = byId.get(event.client());
      Endpoint addressed =
          client == null && event.destination() != null ? byAddress.get(event.destination()) : null;
      String endpoint = event.client();
      if (client == null && event.destination() != null) {
        endpoint = addressed == null ? event.destination() : addressed.id();
      }
      whose.put(event.number(), endpoint);
      Endpoint known = client == null ? addressed : client;
      if (known != null && known.user() != null) {
        who.put(event.number(), known.user());
      } else if (endpoint != null && event.user() != null) {
        userOfEndpoint.merge(endpoint, event.user(), (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    Map<Integer, String> told = new TreeMap<>();
    for (Event event : events) {
      String endpoint = whose.get(event.number());
      String person = who.get(event.number());
      if (person == null) {
        person = endpoint == null ? event.user() : userOfEndpoint.get(endpoint);
      }
      if (person == null) {
        person = endpoint == null ? CountedRows.UNKNOWN_PERSON : endpoint;
      }
      told.put(event.number(), person + " by " + hash(endpoint));
    }
    return told;
  }

  private static long hash(String endpoint) {
    return endpoint == null ? 0 : NameHash.of(UTF8String.fromString(endpoint));
  }

  private static Dataset<Row> counted(Dataset<Row> endpoints, Dataset<Row> events) {
    EndpointStates states = EndpointStates.of(endpoints, DAY, KPIS, Map.of());
    Dataset<Row> rows = LenientSql.in(spark, () -> EventRows.of(events, KPIS, lit(true)));
    return new CountedRows(KPIS, states).of(rows, events, /* withEndpoints= */ true);
  }

  private static Map<Integer, String> people(Dataset<Row> counted) {
    Map<Integer, String> people = new TreeMap<>();
    Map<String, Integer> tasks = new HashMap<>();
    Set<String> ended = new HashSet<>();
    String last = "";
    for (Row row :
        counted
            .select(
                col("#person"),
                col(EventRows.MILLIS),
                col("#endpoint_hash"),
                col("#is_event"),
                spark_partition_id())
            .collectAsList()) {
      String person = row.getString(0);
      assertThat(tasks.computeIfAbsent(person, key -> row.getInt(4))).isEqualTo(row.getInt(4));
      if (!person.equals(last)) {
        assertThat(ended.add(person)).as("%s comes together", person).isTrue();
        last = person;
      }
      if (row.getBoolean(3)) {
        String before =
            people.put((int) (row.getLong(1) - MILLIS), person + " by " + row.getLong(2));
        assertThat(before).isNull();
      }
    }
    return people;
  }

  private static String some(Random random, int one, String prefix, int many) {
    return random.nextInt(one) == 0 ? null : prefix + random.nextInt(many);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, 5",
    "true, true, false, 5",
    "true, true, false, 1",
    "true, true, true, 1",
    "true, false, true, 5",
    "true, false, false, 3",
    "false, true, false, 5",
    "false, false, true, 5",
    "false, false, false, 3"
  })
  void of_randomEvents_eachIsOfThePersonWhomAnObviousWayTells(
      boolean tellUser, boolean tellDestination, boolean isAdaptive, int tasks) {
    Random random = new Random(11);
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      endpoints.add(new Endpoint("e" + i, some(random, 3, "a", 20), some(random, 3, "u", 20)));
    }
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String user = some(random, 2, "v", 20);
      String destination = some(random, 2, "a", 40);
      events.add(
          new Event(
              i,
              some(random, 5, "e", 50),
              tellUser ? user : null,
              tellDestination ? destination : null));
    }
    Map<Integer, String> found =
        SessionSettings.with(
            spark,
            Map.of(
                "spark.sql.adaptive.enabled",
                Boolean.toString(isAdaptive),
                "spark.sql.shuffle.partitions",
                Integer.toString(tasks)),
            () -> people(counted(endpoints(endpoints), events(events, tellUser, tellDestination))));
    assertThat(found).isEqualTo(told(endpoints, events));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void of_noEventOrNoEndpointOrAllSettledOrNone_nothingIsLost(boolean isAdaptive) {
    List<Endpoint> endpoints =
        List.of(new Endpoint("e0", "a0", "u0"), new Endpoint("e1", null, "u1"));
    List<Event> settled = List.of(new Event(0, "e0", "v0", null), new Event(1, "e1", null, "a7"));
    List<Event> others = List.of(new Event(2, "e9", null, "a0"), new Event(3, null, null, null));
    SessionSettings.with(
        spark,
        Map.of("spark.sql.adaptive.enabled", Boolean.toString(isAdaptive)),
        () -> {
          for (List<Endpoint> known : List.of(endpoints, List.<Endpoint>of())) {
            for (List<Event> some : List.of(settled, others, List.<Event>of())) {
              assertThat(people(counted(endpoints(known), events(some, true, true))))
                  .isEqualTo(told(known, some));
            }
          }
          return null;
        });
  }

  @Test
  void of_addressThatIsTheNameOfAnEndpointWithAUser_isAnEndpointByItself() {
    List<Endpoint> endpoints = List.of(new Endpoint("x", null, "u"));
    List<Event> events = List.of(new Event(0, "x", "u", null), new Event(1, "y", null, "x"));
    assertThat(people(counted(endpoints(endpoints), events(events, true, true))))
        .isEqualTo(Map.of(0, "u by " + hash("x"), 1, "x by " + hash("x")));
  }

  @Test
  void of_endpointsBesideEvents_rowsMayHaveNoFieldsOfAnEvent() {
    Dataset<Row> counted =
        counted(
            endpoints(List.of(new Endpoint("e0", null, "u0"))),
            events(List.of(new Event(0, "e0", null, null)), true, true));
    assertThat(counted.schema().apply(EventRows.FIELDS).nullable()).isTrue();
    assertThat(counted.where(col(EventRows.FIELDS).isNull()).count()).isEqualTo(1);
  }
}
