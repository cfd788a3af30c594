// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.firstAt;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructField;

/**
 * Events and endpoints as rows that KPIs count: who, when, which conditions hold, what is summed
 * and the values of the groups. Each table is read once. Delivery is at least once: events that
 * agree in all that tells what happened (type, time, client, session, attributes, metrics and
 * facets) are one, whenever and however often they arrived; their hashes let the counting see it.
 */
final class CountedRows {
  /**
   * Ordinals of the columns; the words of conditions, the weights, the hashes of what counts once
   * and the groups follow.
   */
  static final int PERSON = 0;

  static final int MILLIS = 1;
  static final int ENDPOINT = 2;
  static final int HASH = 3;
  static final int HASH_2 = 4;
  static final int DAY = 5;
  static final int IS_EVENT = 6;
  static final int FIRST_WORD = 7;

  /** The day of endpoints without a usable one. */
  static final int NO_DAY = -1;

  /** Parts of an event that say on what or by what it was sent, not what happened. */
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of(
          "arrival_timestamp",
          "_file",
          "_position",
          "_run_id",
          "_other",
          "client_context",
          "device",
          "application",
          "awsAccountId");

  /** Where messages went to, by channel. */
  private static final List<String> DESTINATIONS =
      List.of(
          "facets.email_channel.mail_event.mail.destination",
          "attributes.destination_phone_number");

  // No field of kpis.yaml can have such a name.
  private static final String MILLIS_COLUMN = "#millis";
  private static final String ENDPOINT_COLUMN = "#endpoint";
  private static final String DESTINATION = "#destination";
  private static final String KNOWN_USER = "#known_user";
  private static final String OF_ADDRESS = "#of_address";
  private static final String CREATED_DAY = "#created_day";
  private static final String HASH_COLUMN = "#h1";
  private static final String HASH_2_COLUMN = "#h2";

  private static final String OWN_USER_PATH = "client_context.custom.endpoint.User.UserId";
  private static final String OWN_USER = "#own_user";

  /** Columns that tell the person, and are not needed once they have. */
  private static final Set<String> OWNER = Set.of("owner", ENDPOINT_COLUMN, OWN_USER, KNOWN_USER);

  /** The first Monday since 1970: no week or month begins before the numbers do. */
  private static final long FIRST_DAY = 4;

  private static final long LAST_MILLIS = 253_402_300_799_999L;
  private static final long MILLIS_OF_DAY = 86_400_000L;
  private static final int BITS = 64;

  private final CountingPlan plan;
  private final Kpis kpis;
  private final EndpointStates states;

  CountedRows(CountingPlan plan, Kpis kpis, EndpointStates states) {
    this.plan = plan;
    this.kpis = kpis;
    this.states = states;
  }

  static int words(CountingPlan plan) {
    return (plan.conditions().size() + BITS - 1) / BITS;
  }

  /** All rows that any KPI counts; not in any order. */
  Dataset<Row> of(Dataset<Row> events) {
    return LenientSql.in(events.sparkSession(), () -> ofEvents(events).unionByName(ofEndpoints()));
  }

  private Dataset<Row> ofEvents(Dataset<Row> events) {
    List<Column> columns = new ArrayList<>();
    Column millis = at(events, "event_timestamp").try_cast("long");
    // Times before 1970's first Monday or beyond the year 9999 are defaults and errors, no dates.
    columns.add(
        when(millis.between(FIRST_DAY * MILLIS_OF_DAY, LAST_MILLIS), millis).as(MILLIS_COLUMN));
    columns.add(nameAt(events, "client.client_id").as(ENDPOINT_COLUMN));
    columns.add(nameAt(events, OWN_USER_PATH).as(OWN_USER));
    columns.add(destination(events).as(DESTINATION));
    kpis.fields()
        .forEach(
            (name, field) -> {
              if (field.source() == Source.EVENTS) {
                columns.add(FieldValue.of(firstAt(events, field.column()), field).as(name));
              }
            });
    Column[] identity =
        Arrays.stream(events.schema().fields())
            .filter(field -> !NOT_OF_THE_EVENT.contains(field.name()))
            .flatMap(field -> EventIdentity.hashes(column(field), field.dataType()).stream())
            .toArray(Column[]::new);
    columns.add((identity.length == 0 ? lit(0L) : xxhash64(identity)).as(HASH_COLUMN));
    columns.add((identity.length == 0 ? lit(0) : hash(identity)).as(HASH_2_COLUMN));
    Dataset<Row> narrow =
        events.select(columns.toArray(Column[]::new)).where(col(MILLIS_COLUMN).isNotNull());
    boolean tellsDestination =
        DESTINATIONS.stream().anyMatch(path -> TableColumns.has(events, path));
    Dataset<Row> joined = ofTheirEndpoints(narrow, tellsDestination);
    Dataset<Row> rows =
        rows(
            joined,
            Source.EVENTS,
            List.of(col(ENDPOINT_COLUMN), col(KNOWN_USER), col(OWN_USER)),
            col(MILLIS_COLUMN),
            col(ENDPOINT_COLUMN),
            unix_date(to_date(timestamp_millis(col(MILLIS_COLUMN)))));
    return counted(
        rows,
        coalesce(
            col(KNOWN_USER),
            TableColumns.has(events, OWN_USER_PATH) ? userOfTheEvents() : col(OWN_USER),
            col(ENDPOINT_COLUMN),
            lit("(unknown)")));
  }

  /**
   * Where a direct send went to: one of no campaign and no journey, whose client is often no
   * endpoint but an ID made for the message. Null for other events.
   */
  private static Column destination(Dataset<Row> events) {
    Column address =
        coalesce(DESTINATIONS.stream().map(path -> nameAt(events, path)).toArray(Column[]::new));
    return when(
        at(events, "attributes.campaign_id")
            .isNull()
            .and(at(events, "attributes.journey_id").isNull()),
        address);
  }

  /**
   * The events with what is known of their endpoints: the client, where it is one; for direct sends
   * else the endpoint of the address that they went to, and else the address, as an endpoint that
   * no export holds. Or one person would be as many as they were sent messages.
   */
  private Dataset<Row> ofTheirEndpoints(Dataset<Row> events, boolean tellsDestination) {
    Dataset<Row> joined =
        events.join(endpointFields(), col(ENDPOINT_COLUMN).equalTo(col(EndpointStates.ID)), "left");
    if (!tellsDestination) {
      return joined.withColumnRenamed(EndpointStates.USER, KNOWN_USER);
    }
    // Other events have keys of their own too: as nulls they would all go to one task.
    Column key =
        coalesce(
            when(col(EndpointStates.ID).isNull(), col(DESTINATION)),
            concat(lit("#"), col(ENDPOINT_COLUMN)));
    Dataset<Row> both =
        joined.join(fieldsByAddress(), key.equalTo(col(EndpointStates.ADDRESS)), "left");
    Dataset<Row> resolved =
        both.withColumn(
                ENDPOINT_COLUMN,
                coalesce(
                    when(
                        col(EndpointStates.ID).isNull(),
                        coalesce(ofAddress(EndpointStates.ID), col(DESTINATION))),
                    col(ENDPOINT_COLUMN)))
            .withColumn(
                KNOWN_USER, coalesce(col(EndpointStates.USER), ofAddress(EndpointStates.USER)));
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      if (field.getValue().source() == Source.ENDPOINTS) {
        String name = field.getKey();
        resolved = resolved.withColumn(name, coalesce(col(name), ofAddress(name)));
      }
    }
    return resolved;
  }

  /**
   * The user that any event of the endpoint tells, so that an endpoint that no export holds is one
   * person, whichever of its events tell whose it is. Those of no endpoint stand for themselves.
   */
  private static Column userOfTheEvents() {
    return max(OWN_USER)
        .over(
            Window.partitionBy(
                col(ENDPOINT_COLUMN), when(col(ENDPOINT_COLUMN).isNull(), col("h1"))));
  }

  private static Column column(StructField field) {
    return col("`" + field.name().replace("`", "``") + "`");
  }

  /** Of each endpoint what events are joined with: its user, and the fields. */
  private Dataset<Row> endpointFields() {
    List<Column> columns =
        new ArrayList<>(List.of(col(EndpointStates.ID), col(EndpointStates.USER)));
    addEndpointFields(columns);
    return states.newest().select(columns.toArray(Column[]::new));
  }

  private static Column ofAddress(String field) {
    return col(OF_ADDRESS).getField(field);
  }

  /** The same by address; of several endpoints with one address, that of the least ID. */
  private Dataset<Row> fieldsByAddress() {
    List<Column> fields =
        new ArrayList<>(List.of(col(EndpointStates.ID), col(EndpointStates.USER)));
    addEndpointFields(fields);
    return states
        .newest()
        .where(col(EndpointStates.ADDRESS).isNotNull())
        .select(
            col(EndpointStates.ADDRESS),
            col(EndpointStates.ID),
            struct(fields.toArray(Column[]::new)).as(OF_ADDRESS))
        .groupBy(EndpointStates.ADDRESS)
        .agg(min_by(col(OF_ADDRESS), col(EndpointStates.ID)).as(OF_ADDRESS));
  }

  private void addEndpointFields(List<Column> columns) {
    kpis.fields()
        .forEach(
            (name, field) -> {
              if (field.source() == Source.ENDPOINTS) {
                columns.add(states.field(name).as(name));
              }
            });
  }

  private Dataset<Row> ofEndpoints() {
    List<Column> columns =
        new ArrayList<>(List.of(col(EndpointStates.ID), col(EndpointStates.USER)));
    Column created = unix_date(EndpointStates.created());
    columns.add(when(created.geq(FIRST_DAY), created).otherwise(NO_DAY).as(CREATED_DAY));
    columns.add(xxhash64(col(EndpointStates.ID)).as(HASH_COLUMN));
    columns.add(lit(0).as(HASH_2_COLUMN));
    addEndpointFields(columns);
    Dataset<Row> present = states.newest().select(columns.toArray(Column[]::new));
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      if (field.getValue().source() == Source.EVENTS) {
        present = present.withColumn(field.getKey(), lit(null).cast(field.getValue().sqlType()));
      }
    }
    Dataset<Row> rows =
        rows(
            present,
            Source.ENDPOINTS,
            List.of(coalesce(col(EndpointStates.USER), col(EndpointStates.ID)).as("owner")),
            col(CREATED_DAY).cast("long").multiply(MILLIS_OF_DAY),
            col(EndpointStates.ID),
            col(CREATED_DAY));
    return counted(rows, col("owner"));
  }

  private Dataset<Row> rows(
      Dataset<Row> fields,
      Source source,
      List<Column> owner,
      Column millis,
      Column endpoint,
      Column day) {
    List<Column> columns = new ArrayList<>(owner);
    columns.add(millis.as("t"));
    columns.add(when(endpoint.isNull(), lit(0L)).otherwise(xxhash64(endpoint)).as("e"));
    columns.add(col(HASH_COLUMN).as("h1"));
    columns.add(col(HASH_2_COLUMN).as("h2"));
    columns.add(day.as("day"));
    columns.add(lit(source == Source.EVENTS).as("is_event"));
    for (int word = 0; word < words(plan); word++) {
      columns.add(word(word, source).as("w" + word));
    }
    for (int i = 0; i < plan.weights().size(); i++) {
      columns.add(coalesce(expr(plan.weights().get(i)).try_cast("double"), lit(0.0)).as("x" + i));
    }
    for (int i = 0; i < plan.onceFields().size(); i++) {
      Column value = col(plan.onceFields().get(i));
      columns.add(when(value.isNull(), lit(0L)).otherwise(xxhash64(value)).as("k" + i));
    }
    for (int group = 1; group < plan.groupNames().size(); group++) {
      String field = kpis.groups().get(plan.groupNames().get(group)).field();
      columns.add(expr(field).cast("string").as("g" + group));
    }
    return fields.select(columns.toArray(Column[]::new));
  }

  /** Those rows that meet any condition, under the person that they are of. */
  private Dataset<Row> counted(Dataset<Row> rows, Column person) {
    Column any = lit(false);
    for (int word = 0; word < words(plan); word++) {
      any = any.or(col("w" + word).notEqual(0L));
    }
    List<Column> columns = new ArrayList<>(List.of(person.as("person")));
    for (String name : rows.columns()) {
      if (!OWNER.contains(name)) {
        columns.add(col(name));
      }
    }
    return rows.select(columns.toArray(Column[]::new)).where(any);
  }

  private Column word(int word, Source source) {
    Column bits = lit(0L);
    int end = Math.min(plan.conditions().size(), (word + 1) * BITS);
    for (int i = word * BITS; i < end; i++) {
      CountingPlan.Condition condition = plan.conditions().get(i);
      boolean isOfEvents = condition.source() == Source.EVENTS;
      if (isOfEvents == (source == Source.EVENTS)) {
        bits =
            bits.bitwiseOR(
                when(coalesce(expr(condition.sql()), lit(false)), lit(1L << i)).otherwise(0L));
      }
    }
    return bits;
  }
}
