// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.NameHashes;
import dev.pinfold.catalog.spark.SessionSettings;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Figures that are continued night by night, against those of all records counted at once: random
 * histories of few endpoints, users and addresses, which join and part again.
 */
class CountedFiguresTest {
  private static final String OLD = "night-1";
  private static final String NEW = "night-2";
  private static final LocalDate FIRST = LocalDate.parse("2026-10-05");
  private static final long MONDAY = 1_791_158_400_000L; // 2026-10-05
  private static final long DAY = 86_400_000L;

  private static final StructType ENDPOINTS =
      (StructType)
          DataType.fromDDL(
              "Id STRING, Address STRING, ChannelType STRING, CreationDate STRING,"
                  + " EffectiveDate STRING, OptOut STRING,"
                  + " Demographic STRUCT<Platform: STRING, AppVersion: STRING>,"
                  + " Location STRUCT<Country: STRING, Region: STRING, City: STRING>,"
                  + " User STRUCT<UserId: STRING>, Attributes STRUCT<plan: ARRAY<STRING>>,"
                  + " _file STRING, _position BIGINT, _run_id STRING");
  private static final StructType EVENTS =
      (StructType)
          DataType.fromDDL(
              "event_type STRING, event_timestamp BIGINT, arrival_timestamp BIGINT,"
                  + " client STRUCT<client_id: STRING>,"
                  + " client_context STRUCT<custom: STRUCT<endpoint: STRUCT<User:"
                  + " STRUCT<UserId: STRING>>>>,"
                  + " attributes STRUCT<campaign_id: STRING, destination_phone_number: STRING>,"
                  + " metrics STRUCT<_item_price: DOUBLE>,"
                  + " _file STRING, _position BIGINT, _run_id STRING");

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static CountedFigures.Rules rules;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems));
    problems.throwIfAny();
    rules =
        new CountedFigures.Rules(
            kpis.resolved(types -> Optional.empty()), Map.of("Attributes.plan", "Attributes.plan"));
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  /** Records of one night. */
  private record Night(List<String> endpoints, List<String> events) {
    static Night random(Random random, String run, int endpoints, int events) {
      Night night = new Night(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < endpoints; i++) {
        night.endpoints.add(endpoint(random, run, i));
      }
      for (int i = 0; i < events; i++) {
        night.events.add(event(random, run, i));
      }
      return night;
    }

    Night and(Night later) {
      Night both = new Night(new ArrayList<>(endpoints), new ArrayList<>(events));
      both.endpoints.addAll(later.endpoints);
      both.events.addAll(later.events);
      return both;
    }
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static String name(Random random, String kind, int most) {
    int number = random.nextInt(most + 1);
    return number == most ? "null" : "\"" + kind + number + "\"";
  }

  /** An endpoint on some day around the two nights; users and addresses move between them. */
  private static String endpoint(Random random, String run, int position) {
    return """
        {"Id":"e%d","Address":%s,"ChannelType":"%s","CreationDate":"2026-10-0%dT00:00:00Z","EffectiveDate":"2026-10-0%dT0%d:00:00Z","OptOut":"%s","Demographic":{"Platform":"%s"},"Location":{"Country":"%s"},"User":{"UserId":%s},"Attributes":{"plan":["%s"]},"_file":"%s","_position":%d,"_run_id":"%s"}"""
        .formatted(
            random.nextInt(8),
            name(random, "+4911", 4),
            oneOf(random, "EMAIL", "SMS", "GCM"),
            1 + random.nextInt(6),
            3 + random.nextInt(5),
            random.nextInt(10),
            oneOf(random, "ALL", "NONE"),
            oneOf(random, "ios", "android"),
            oneOf(random, "DEU", "AT", "FRA"),
            name(random, "u", 5),
            oneOf(random, "free", "paid"),
            run,
            position,
            run);
  }

  private static String event(Random random, String run, int position) {
    return """
        {"event_type":"%s","event_timestamp":%d,"arrival_timestamp":%d,"client":{"client_id":%s},"client_context":{"custom":{"endpoint":{"User":{"UserId":%s}}}},"attributes":{"campaign_id":%s,"destination_phone_number":%s},"metrics":{"_item_price":%s},"_file":"%s","_position":%d,"_run_id":"%s"}"""
        .formatted(
            oneOf(
                random,
                "_session.start",
                "_session.stop",
                "_campaign.send",
                "_campaign.opened_notification",
                "_SMS.SUCCESS",
                "_SMS.BUFFERED",
                "_monetization.purchase"),
            MONDAY - 3 * DAY + random.nextInt(6) * DAY + random.nextInt(3) * 3_600_000L,
            MONDAY + position,
            name(random, "e", 10),
            name(random, "u", 6),
            name(random, "c", 2),
            name(random, "+4911", 6),
            oneOf(random, "0.1", "9.99", "125000000.1", "1e400", "null"),
            run,
            position,
            run);
  }

  private static Dataset<Row> table(List<String> rows, StructType schema, String name) {
    String path = directory.resolve(name).toString();
    Dataset<Row> read =
        EventDigests.with(
            spark.read().schema(schema).json(spark.createDataset(rows, Encoders.STRING())));
    read.write().mode("overwrite").parquet(path);
    return spark.read().schema(read.schema()).parquet(path);
  }

  private static Dataset<Row> endpoints(Night night, String name) {
    return table(night.endpoints(), ENDPOINTS, "endpoints-" + name);
  }

  private static Dataset<Row> events(Night night, String name) {
    return table(night.events(), EVENTS, "events-" + name);
  }

  /** Each figure as it is judged: sums of decimals depend on their order in the last bits. */
  private static Map<String, String> figures(JavaRDD<FigureCell> parts) {
    Map<FigureCell.Place, FigureCell> whole = new HashMap<>();
    parts.collect().forEach(part -> whole.merge(part.place(), part, FigureCell::plus));
    Map<String, String> figures = new TreeMap<>();
    whole.forEach(
        (place, figure) -> {
          if (figure.isOfAnybody()) {
            figures.put(
                place.toString(),
                (figure.rounded().sum() + 0.0) + " " + figure.endpoints() + " " + figure.people());
          }
        });
    return figures;
  }

  private static String endpointOf(String id, String user, String address, String run) {
    return """
        {"Id":"%s","User":{"UserId":"%s"},"Address":"%s","_run_id":"%s"}"""
        .formatted(id, user, address, run);
  }

  private static String eventOf(String endpoint, String address, String run) {
    return """
        {"event_timestamp":%d,"client":{"client_id":%s},"attributes":{"destination_phone_number":%s},"_run_id":"%s"}"""
        .formatted(MONDAY, endpoint, address, run);
  }

  @Test
  void affectedNames_ofANewEvent_areThoseThatHangTogetherWithIt() {
    Night night =
        new Night(
            List.of(
                endpointOf("e1", "u1", "a1", OLD),
                endpointOf("e2", "u1", "a2", OLD),
                endpointOf("e3", "u3", "a2", OLD),
                endpointOf("e4", "u4", "a4", OLD),
                endpointOf("e5", "u5", "a5", OLD),
                endpointOf("e6", "u6", "a1", OLD),
                endpointOf("e7", "u1", "a7", OLD),
                endpointOf("e8", "u8", "a8", NEW),
                endpointOf("e9", "u9", "a9", OLD),
                endpointOf("e10", "u10", "a10", OLD)),
            List.of(
                eventOf("null", "\"a2\"", OLD),
                eventOf("\"e3\"", "\"a6\"", OLD),
                eventOf("\"e5\"", "null", OLD),
                eventOf("null", "null", OLD),
                eventOf("\"x7\"", "\"a7\"", OLD),
                eventOf("\"e8\"", "\"a9\"", OLD),
                eventOf("\"e8\"", "\"a10\"", NEW),
                eventOf("\"e1\"", "null", NEW)));
    Dataset<Row> endpoints = endpoints(night, "names");
    Dataset<Row> events = events(night, "names");
    Column isNew = col("_run_id").equalTo(NEW);

    NameHashes names =
        AffectedNames.of(endpoints, isNew, events, isNew, AffectedNames.MOST).orElseThrow();

    Map<String, Boolean> found = new TreeMap<>();
    List<String> hangTogether =
        List.of(
            "e1", "u1", "e2", "a2", "e3", "u3", "e7", "x7", "a7", // e8 was no endpoint before:
            "e8", "u8", "a9", "e9", "u9");
    List<String> others =
        List.of(
            "a1", // nothing was sent to it
            "a6", // its client is an endpoint
            "a10",
            "e10",
            "u10", // its client is an endpoint by now
            "e4",
            "u4",
            "a4",
            "e5",
            "u5",
            "a5",
            "e6",
            "u6",
            "a8",
            "(unknown)");
    spark
        .createDataset(hangTogether, Encoders.STRING())
        .union(spark.createDataset(others, Encoders.STRING()))
        .select(col("value"), xxhash64(col("value")))
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), names.contains(row.getLong(1))));
    assertThat(found)
        .allSatisfy((name, is) -> assertThat(is).isEqualTo(hangTogether.contains(name)));
    assertThat(names.size()).isEqualTo(hangTogether.size());
    assertThat(AffectedNames.of(endpoints, isNew, events, isNew, hangTogether.size() - 1))
        .isEmpty();
    assertThat(AffectedNames.of(endpoints, isNew, events, isNew, 1))
        .as("too many clients to know which are endpoints")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void with_recordsOfNights_isWhatCountingAllGives(long seed) {
    Random random = new Random(seed);
    Night all = Night.random(random, "night-0", random.nextInt(14), 6 + random.nextInt(20));
    LocalDate before = FIRST;
    CountedFigures known =
        CountedFigures.of(endpoints(all, "0"), events(all, "0"), before, rules).kept();
    for (int night = 1; night <= 3; night++) {
      String run = "night-" + night;
      all = all.and(Night.random(random, run, random.nextInt(3), random.nextInt(3)));
      // On, or back, as a backfill of demographics goes.
      LocalDate asOf = FIRST.plusDays(random.nextInt(4));
      Dataset<Row> endpoints = endpoints(all, run);
      Dataset<Row> events = events(all, run);

      NameHashes names =
          CountedFigures.affected(run, endpoints, events, before, asOf).orElseThrow();
      CountedFigures continued =
          known.with(names, run, endpoints, events, before, asOf, rules).kept();

      CountedFigures atOnce = CountedFigures.of(endpoints, events, asOf, rules);
      Map<String, String> kpis = figures(atOnce.ofKpis());
      Map<String, String> buckets = figures(atOnce.buckets());
      assertThat(figures(continued.ofKpis())).containsExactlyInAnyOrderEntriesOf(kpis).isNotEmpty();
      assertThat(figures(continued.buckets())).containsExactlyInAnyOrderEntriesOf(buckets);
      assertThat(continued.ofKpis().count()).as("each once").isEqualTo(kpis.size());
      assertThat(continued.buckets().count()).as("each once").isEqualTo(buckets.size());
      atOnce.release();
      known = continued;
      before = asOf;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 1", "1000, 2"})
  void task_littleRoom_countsTheSameInParts(int labels, int kinds) {
    Night night = Night.random(new Random(labels), "room", 40, 60);
    Dataset<Row> endpoints = endpoints(night, "room");
    Dataset<Row> events = events(night, "room");
    EndpointStates states = EndpointStates.of(endpoints, FIRST, rules.kpis(), rules.attributes());
    FigureTask usual = CountedFigures.task(spark, rules.kpis(), rules.attributes().keySet());
    List<Map<String, String>> found = new ArrayList<>();
    List<Long> parts = new ArrayList<>();
    for (FigureTask task : List.of(usual, usual.within(new FigureTask.Limits(labels, kinds)))) {
      JavaRDD<FigureCell> figures =
          LenientSql.in(
              spark,
              () -> {
                Dataset<Row> rows = EventRows.of(events, rules.kpis(), lit(true));
                return KpiTable.parts(rules.kpis(), states, rows, events, task);
              });
      parts.add(figures.count());
      found.add(figures(WholeFigures.of(figures)));
    }
    assertThat(found.get(1)).containsExactlyInAnyOrderEntriesOf(found.get(0)).isNotEmpty();
    if (labels < 1000) {
      assertThat(parts.get(1)).isGreaterThan(parts.get(0));
    }
  }

  private static Set<Integer> keptNow() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).getPersistentRDDs().keySet();
  }

  @Test
  void of_manyTasks_areTheFiguresOfFew_eachOnce_andNothingIsKeptAfterwards() {
    Night night = Night.random(new Random(5), "night", 30, 200);
    Dataset<Row> endpoints = endpoints(night, "many");
    Dataset<Row> events = events(night, "many");
    CountedFigures few = CountedFigures.of(endpoints, events, FIRST, rules);
    Map<String, String> kpis = figures(few.ofKpis());
    Map<String, String> buckets = figures(few.buckets());
    assertThat(few.ofKpis().getNumPartitions()).isLessThan(5);
    few.release();
    SessionSettings.with(
        spark,
        Map.of("spark.sql.shuffle.partitions", "7", "spark.sql.adaptive.enabled", "false"),
        () -> {
          Set<Integer> before = Set.copyOf(keptNow());
          CountedFigures many = CountedFigures.of(endpoints, events, FIRST, rules).kept();
          assertThat(figures(many.ofKpis()))
              .containsExactlyInAnyOrderEntriesOf(kpis)
              .hasSameSizeAs(many.ofKpis().collect());
          assertThat(figures(many.buckets()))
              .containsExactlyInAnyOrderEntriesOf(buckets)
              .hasSameSizeAs(many.buckets().collect());
          many.release();
          assertThat(before).containsAll(keptNow());
          return true;
        });
  }

  @Test
  void with_anEventOfNobody_deliveredOnceMoreWithAUser_isOneEventOfThatUser() {
    String event =
        """
        {"event_type":"_session.start","event_timestamp":%d,"client_context":{"custom":{"endpoint":{"User":{"UserId":%s}}}},"_file":"f","_position":%d,"_run_id":"%s"}""";
    Night old = new Night(List.of(), List.of(event.formatted(MONDAY, "null", 1, OLD)));
    Night all = old.and(new Night(List.of(), List.of(event.formatted(MONDAY, "\"u1\"", 2, NEW))));
    CountedFigures known =
        CountedFigures.of(endpoints(old, "old"), events(old, "old"), FIRST, rules).kept();
    Dataset<Row> endpoints = endpoints(all, "all");
    Dataset<Row> events = events(all, "all");

    NameHashes names = CountedFigures.affected(NEW, endpoints, events, FIRST, FIRST).orElseThrow();

    assertThat(figures(known.with(names, NEW, endpoints, events, FIRST, FIRST, rules).ofKpis()))
        .containsExactlyInAnyOrderEntriesOf(
            figures(CountedFigures.of(endpoints, events, FIRST, rules).ofKpis()))
        .isNotEmpty();
  }

  /** No address that looks like something else joins an event that was not sent to it. */
  @Test
  void with_anAddressLikeAClientsKey_isWhatCountingAllGives() {
    String event =
        """
        {"event_type":"_campaign.send","event_timestamp":%d,"client":{"client_id":"%s"},"attributes":{"campaign_id":"c"},"_file":"f","_position":1,"_run_id":"%s"}""";
    Night old =
        new Night(
            List.of(endpointOf("e1", "u1", "#x", OLD)), List.of(event.formatted(MONDAY, "x", OLD)));
    String moved =
        endpointOf("e1", "u2", "#x", NEW)
            .replace("{", "{\"EffectiveDate\":\"2026-10-04T00:00:00Z\",")
            .replace("\"User\":{\"EffectiveDate\":\"2026-10-04T00:00:00Z\",", "\"User\":{");
    Night all = old.and(new Night(List.of(moved), List.of(event.formatted(MONDAY, "e1", NEW))));
    CountedFigures known =
        CountedFigures.of(endpoints(old, "key-old"), events(old, "key-old"), FIRST, rules).kept();
    Dataset<Row> endpoints = endpoints(all, "key-all");
    Dataset<Row> events = events(all, "key-all");

    NameHashes names = CountedFigures.affected(NEW, endpoints, events, FIRST, FIRST).orElseThrow();

    assertThat(figures(known.with(names, NEW, endpoints, events, FIRST, FIRST, rules).ofKpis()))
        .containsExactlyInAnyOrderEntriesOf(
            figures(CountedFigures.of(endpoints, events, FIRST, rules).ofKpis()))
        .isNotEmpty();
  }
}
