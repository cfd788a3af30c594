// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.firstAt;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

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
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Events and endpoints as rows that KPIs count: who, when, and the fields of {@code kpis.yaml}, of
 * which {@link FieldExpressions} tells what is counted. Each table is read once. The fields travel
 * as two structs, those of the event and those of its endpoint, since each row is joined, shuffled
 * and sorted several times; {@link SpreadFields} takes them out. Delivery is at least once: events
 * that agree in all that tells what happened (type, time, client, session, attributes, metrics and
 * facets) are one, whenever and however often they arrived; their hashes let the counting see it.
 */
final class CountedRows {
  /** Ordinals of the columns; of {@link #schema}, the fields follow instead of the structs. */
  static final int PERSON = 0;

  static final int MILLIS = 1;
  static final int ENDPOINT = 2;
  static final int HASH = 3;
  static final int HASH_2 = 4;
  static final int DAY = 5;
  static final int IS_EVENT = 6;
  static final int OF_EVENT = 7;
  static final int OF_ENDPOINT = 8;

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
  private static final String PERSON_COLUMN = "#person";
  private static final String ENDPOINT_HASH = "#endpoint_hash";
  private static final String IDENTITY = "#identity";
  private static final String HASH_COLUMN = "#h1";
  private static final String HASH_2_COLUMN = "#h2";
  private static final String DAY_COLUMN = "#day";
  private static final String IS_EVENT_COLUMN = "#is_event";
  private static final String EVENT_COLUMN = "#event";

  private static final String OWN_USER_PATH = "client_context.custom.endpoint.User.UserId";
  private static final String OWN_USER = "#own_user";

  /** The first Monday since 1970: no week or month begins before the numbers do. */
  private static final long FIRST_DAY = 4;

  private static final long LAST_MILLIS = 253_402_300_799_999L;
  private static final long MILLIS_OF_DAY = 86_400_000L;

  private final Kpis kpis;
  private final EndpointStates states;

  CountedRows(Kpis kpis, EndpointStates states) {
    this.kpis = kpis;
    this.states = states;
  }

  /** The names of the fields of events, or of those of endpoints, in the order of their struct. */
  static List<String> fields(Kpis kpis, Source source) {
    return kpis.fields().entrySet().stream()
        .filter(field -> field.getValue().source() == source)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The columns of the rows when the fields have been taken out of their structs. */
  static StructType schema(Kpis kpis) {
    StructType schema =
        new StructType()
            .add(PERSON_COLUMN, DataTypes.StringType)
            .add(MILLIS_COLUMN, DataTypes.LongType)
            .add(ENDPOINT_HASH, DataTypes.LongType)
            .add(HASH_COLUMN, DataTypes.LongType)
            .add(HASH_2_COLUMN, DataTypes.IntegerType)
            .add(DAY_COLUMN, DataTypes.IntegerType)
            .add(IS_EVENT_COLUMN, DataTypes.BooleanType);
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      schema = schema.add(field.getKey(), field.getValue().sqlType());
    }
    return schema;
  }

  /**
   * All events with a usable time, and all endpoints if any are counted. Each person's rows come
   * together, in order of time, and of two rows that are one event the other follows.
   */
  Dataset<Row> of(Dataset<Row> events, boolean withEndpoints) {
    return LenientSql.in(
            events.sparkSession(),
            () -> withEndpoints ? ofEvents(events).unionByName(ofEndpoints()) : ofEvents(events))
        .repartition(col(PERSON_COLUMN))
        .sortWithinPartitions(
            PERSON_COLUMN, MILLIS_COLUMN, ENDPOINT_HASH, HASH_COLUMN, HASH_2_COLUMN);
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
    columns.add(
        struct(
                fields(kpis, Source.EVENTS).stream()
                    .map(
                        name -> {
                          Kpis.Field field = kpis.fields().get(name);
                          return FieldValue.of(firstAt(events, field.column()), field).as(name);
                        })
                    .toArray(Column[]::new))
            .as(EVENT_COLUMN));
    columns.add(
        IdentityExpression.of(
                Arrays.stream(events.schema().fields())
                    .filter(field -> !NOT_OF_THE_EVENT.contains(field.name()))
                    .map(CountedRows::column)
                    .toList())
            .as(IDENTITY));
    StructType eventType = eventType();
    Dataset<Row> selected =
        events.select(columns.toArray(Column[]::new)).where(col(MILLIS_COLUMN).isNotNull());
    Dataset<Row> narrow =
        InternalRows.table(
            events.sparkSession(),
            BatchRows.of(selected).map(row -> withHashes(row, eventType.size())),
            new StructType()
                .add(MILLIS_COLUMN, DataTypes.LongType)
                .add(ENDPOINT_COLUMN, DataTypes.StringType)
                .add(OWN_USER, DataTypes.StringType)
                .add(DESTINATION, DataTypes.StringType)
                .add(EVENT_COLUMN, eventType)
                .add(HASH_COLUMN, DataTypes.LongType)
                .add(HASH_2_COLUMN, DataTypes.IntegerType));
    boolean tellsDestination =
        DESTINATIONS.stream().anyMatch(path -> TableColumns.has(events, path));
    Dataset<Row> joined = ofTheirEndpoints(narrow, tellsDestination);
    Column person =
        coalesce(
            col(KNOWN_USER),
            TableColumns.has(events, OWN_USER_PATH) ? userOfTheEvents() : col(OWN_USER),
            col(ENDPOINT_COLUMN),
            lit("(unknown)"));
    return rows(
        joined,
        Source.EVENTS,
        person,
        col(MILLIS_COLUMN),
        col(ENDPOINT_COLUMN),
        col(HASH_COLUMN),
        col(HASH_2_COLUMN),
        unix_date(to_date(timestamp_millis(col(MILLIS_COLUMN)))),
        col(EVENT_COLUMN));
  }

  /** Both hashes as columns of their own: an expression of one value would compute both twice. */
  private static InternalRow withHashes(InternalRow row, int eventFields) {
    InternalRow identity = row.getStruct(5, 2);
    return InternalRows.of(
        row.getLong(0),
        row.getUTF8String(1),
        row.getUTF8String(2),
        row.getUTF8String(3),
        row.getStruct(4, eventFields),
        identity.getLong(0),
        identity.getInt(1));
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
    Column isOfNone = col(EndpointStates.ID).isNull();
    return both.select(
        col(MILLIS_COLUMN),
        col(OWN_USER),
        col(HASH_COLUMN),
        col(HASH_2_COLUMN),
        col(EVENT_COLUMN),
        coalesce(
                when(isOfNone, coalesce(ofAddress(EndpointStates.ID), col(DESTINATION))),
                col(ENDPOINT_COLUMN))
            .as(ENDPOINT_COLUMN),
        coalesce(col(EndpointStates.USER), ofAddress(EndpointStates.USER)).as(KNOWN_USER),
        coalesce(col(EndpointStates.FIELDS), ofAddress(EndpointStates.FIELDS))
            .as(EndpointStates.FIELDS));
  }

  /**
   * The user that any event of the endpoint tells, so that an endpoint that no export holds is one
   * person, whichever of its events tell whose it is. Those of no endpoint stand for themselves.
   */
  private static Column userOfTheEvents() {
    return max(OWN_USER)
        .over(
            Window.partitionBy(
                col(ENDPOINT_COLUMN), when(col(ENDPOINT_COLUMN).isNull(), col(HASH_COLUMN))));
  }

  private static Column column(StructField field) {
    return col("`" + field.name().replace("`", "``") + "`");
  }

  /** Of each endpoint what events are joined with: its user, and the fields. */
  private Dataset<Row> endpointFields() {
    return states
        .newest()
        .select(col(EndpointStates.ID), col(EndpointStates.USER), col(EndpointStates.FIELDS));
  }

  private static Column ofAddress(String field) {
    return col(OF_ADDRESS).getField(field);
  }

  /** The same by address; of several endpoints with one address, that of the least ID. */
  private Dataset<Row> fieldsByAddress() {
    return states
        .newest()
        .where(col(EndpointStates.ADDRESS).isNotNull())
        .select(
            col(EndpointStates.ADDRESS),
            col(EndpointStates.ID),
            struct(col(EndpointStates.ID), col(EndpointStates.USER), col(EndpointStates.FIELDS))
                .as(OF_ADDRESS))
        .groupBy(EndpointStates.ADDRESS)
        .agg(min_by(col(OF_ADDRESS), col(EndpointStates.ID)).as(OF_ADDRESS));
  }

  /** As they were on the day of the demographics, beside which their figures stand. */
  private Dataset<Row> ofEndpoints() {
    Column created = unix_date(EndpointStates.created());
    return rows(
        states
            .onDay()
            .select(
                col(EndpointStates.ID),
                col(EndpointStates.USER),
                col(EndpointStates.FIELDS),
                when(created.geq(FIRST_DAY), created).otherwise(NO_DAY).as(CREATED_DAY)),
        Source.ENDPOINTS,
        coalesce(col(EndpointStates.USER), col(EndpointStates.ID)),
        col(CREATED_DAY).cast("long").multiply(MILLIS_OF_DAY),
        col(EndpointStates.ID),
        xxhash64(col(EndpointStates.ID)),
        lit(0),
        col(CREATED_DAY),
        lit(null).cast(eventType()));
  }

  private Dataset<Row> rows(
      Dataset<Row> fields,
      Source source,
      Column person,
      Column millis,
      Column endpoint,
      Column hash,
      Column hash2,
      Column day,
      Column event) {
    return fields.select(
        person.as(PERSON_COLUMN),
        millis.as(MILLIS_COLUMN),
        when(endpoint.isNull(), lit(0L)).otherwise(xxhash64(endpoint)).as(ENDPOINT_HASH),
        hash.as(HASH_COLUMN),
        hash2.as(HASH_2_COLUMN),
        day.as(DAY_COLUMN),
        lit(source == Source.EVENTS).as(IS_EVENT_COLUMN),
        event.as(EVENT_COLUMN),
        col(EndpointStates.FIELDS));
  }

  /** The struct of an event's fields. */
  private StructType eventType() {
    StructType type = new StructType();
    for (String name : fields(kpis, Source.EVENTS)) {
      type = type.add(name, kpis.fields().get(name).sqlType());
    }
    return type;
  }
}
