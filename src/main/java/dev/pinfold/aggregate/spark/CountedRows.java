// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Events and endpoints as rows that KPIs count: who, when, and the fields of {@code kpis.yaml}, of
 * which {@link FieldExpressions} tells what is counted. Each table is read once. The fields travel
 * as two structs, those of the event and those of its endpoint, since each row is joined, shuffled
 * and sorted several times; {@link SpreadFields} takes them out. Endpoints have their labels of the
 * demographics too, so that one sorting is enough for both. Delivery is at least once: rows of one
 * person, moment and digest are one event.
 */
final class CountedRows {
  /** Ordinals of the columns; of {@link #schema}, the fields follow instead of the structs. */
  static final int PERSON = 0;

  static final int MILLIS = 1;
  static final int ENDPOINT = 2;
  static final int DIGEST = 3;
  static final int DAY = 4;
  static final int IS_EVENT = 5;
  static final int OF_EVENT = 6;
  static final int OF_ENDPOINT = 7;
  static final int LABELS = 8;
  static final int IS_USER = 9;

  /** Who did what no endpoint, user or address is named for. */
  static final String UNKNOWN_PERSON = "(unknown)";

  /** The day of endpoints without a usable one. */
  static final int NO_DAY = -1;

  // No field of kpis.yaml can have such a name.
  private static final String KNOWN_USER = "#known_user";
  private static final String OF_OTHER = "#of_other";
  private static final String IS_OF_UNKNOWN_CLIENT = "#is_of_unknown_client";
  private static final String OF_ADDRESS = "#of_address";
  private static final String PERSON_COLUMN = "#person";
  private static final String ENDPOINT_HASH = "#endpoint_hash";
  private static final String DAY_COLUMN = "#day";
  private static final String IS_EVENT_COLUMN = "#is_event";
  private static final String IS_USER_COLUMN = "#is_user";

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

  /** The columns before the fields. */
  private static StructType ofAnyRow() {
    return new StructType()
        .add(PERSON_COLUMN, DataTypes.StringType)
        .add(EventRows.MILLIS, DataTypes.LongType)
        .add(ENDPOINT_HASH, DataTypes.LongType)
        .add(EventRows.DIGEST, DataTypes.LongType)
        .add(DAY_COLUMN, DataTypes.IntegerType)
        .add(IS_EVENT_COLUMN, DataTypes.BooleanType);
  }

  /** The columns of the rows when the fields have been taken out of their structs. */
  static StructType schema(Kpis kpis) {
    StructType schema = ofAnyRow();
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      schema = schema.add(field.getKey(), field.getValue().sqlType());
    }
    return schema;
  }

  /**
   * All events with a usable time, and all endpoints if any are counted. Each person's rows come
   * together, in order of time, and of two rows that are one event the other follows. Behind the
   * columns of a row there is another.
   *
   * <p>Most events are settled by their client, which tells whose they are: they go straight to
   * their person. Only the others go to the address that they were sent to, and to whatever else
   * tells of their endpoint, and on from there.
   *
   * @param events of which {@code table} tells what it can hold
   */
  Dataset<Row> of(Dataset<Row> events, Dataset<Row> table, boolean withEndpoints) {
    SparkSession spark = events.sparkSession();
    Dataset<Row> joined =
        LenientSql.in(spark, () -> withClients(events, EventRows.tellUser(table)));
    SettledRows rows = SettledRows.of(joined, PERSON_COLUMN, OF_OTHER, states.tasks());
    Dataset<Row> followed =
        LenientSql.in(
            spark,
            () -> {
              Dataset<Row> others = byTheirEndpoints(rows.others(), table);
              return withEndpoints ? others.unionByName(ofEndpoints(), true) : others;
            });
    return rows.together(followed)
        .sortWithinPartitions(PERSON_COLUMN, EventRows.MILLIS, ENDPOINT_HASH, EventRows.DIGEST);
  }

  /**
   * The events with what is known of the endpoint that is their client. Where the person is told,
   * rows are as they are counted; in place of the person others have what they are brought together
   * by, and in the last column what they are still asked for.
   *
   * @param tellUser whether events without a known user can tell one
   */
  private Dataset<Row> withClients(Dataset<Row> events, boolean tellUser) {
    Dataset<Row> joined =
        events.join(
            endpointFields(), col(EventRows.ENDPOINT).equalTo(col(EndpointStates.ID)), "left");
    Column endpoint = col(EventRows.ENDPOINT);
    Column destination = col(EventRows.DESTINATION);
    Column client = col(EndpointStates.ID);
    Column user = col(EndpointStates.USER);
    Column isSettled = tellUser ? user.isNotNull() : client.isNotNull().or(destination.isNull());
    // Each has a key: as nulls they would all go to one task.
    Column key =
        coalesce(
            when(isSettled, coalesce(user, endpoint, lit(UNKNOWN_PERSON))),
            when(client.isNull(), addressKey(destination)),
            concat(lit("#"), endpoint),
            concat_ws("/", lit("!"), col(EventRows.MILLIS), col(EventRows.DIGEST)));
    return joined.select(
        key.as(PERSON_COLUMN),
        col(EventRows.MILLIS),
        endpointHash(endpoint).as(ENDPOINT_HASH),
        col(EventRows.DIGEST),
        unix_date(to_date(timestamp_millis(col(EventRows.MILLIS)))).as(DAY_COLUMN),
        lit(true).as(IS_EVENT_COLUMN),
        col(EventRows.FIELDS),
        col(EndpointStates.FIELDS),
        lit(null).cast(DataTypes.BinaryType).as(EndpointRecords.LABELS),
        lit(false).as(IS_USER_COLUMN),
        when(
                not(isSettled),
                struct(
                    endpoint,
                    col(EventRows.OWN_USER),
                    destination,
                    client.isNull().as(IS_OF_UNKNOWN_CLIENT)))
            .as(OF_OTHER));
  }

  /**
   * The events whose client does not tell the person, with the person. For direct sends that no
   * endpoint is the client of it is the endpoint of the address that they went to, and else the
   * address, as an endpoint that no export holds. Or one person would be as many as they were sent
   * messages.
   */
  private Dataset<Row> byTheirEndpoints(Dataset<Row> others, Dataset<Row> table) {
    Dataset<Row> opened = others.select(col("*"), col(OF_OTHER + ".*"));
    Column person;
    if (EventRows.tellDestination(table)) {
      opened = withAddresses(opened);
      Column ofTheEvents =
          EventRows.tellUser(table)
              ? userOfTheEvents(col(EventRows.ENDPOINT))
              : col(EventRows.OWN_USER);
      person = coalesce(col(KNOWN_USER), ofTheEvents);
    } else {
      // They lie by their endpoint already.
      person = userOfTheEvents(col(PERSON_COLUMN));
    }
    return opened
        .withColumn(PERSON_COLUMN, coalesce(person, col(EventRows.ENDPOINT), lit(UNKNOWN_PERSON)))
        .withColumn(ENDPOINT_HASH, endpointHash(col(EventRows.ENDPOINT)))
        .withColumn(OF_OTHER, lit(null).cast(others.schema().apply(OF_OTHER).dataType()))
        .select(Arrays.stream(others.columns()).map(functions::col).toArray(Column[]::new));
  }

  private Dataset<Row> withAddresses(Dataset<Row> others) {
    return others
        .join(
            fieldsByAddress(),
            col(PERSON_COLUMN).equalTo(addressKey(col(EndpointStates.ADDRESS))),
            "left")
        .withColumn(KNOWN_USER, ofAddress(EndpointStates.USER))
        .withColumn(
            EventRows.ENDPOINT,
            coalesce(
                when(
                    col(IS_OF_UNKNOWN_CLIENT),
                    coalesce(ofAddress(EndpointStates.ID), col(EventRows.DESTINATION))),
                col(EventRows.ENDPOINT)))
        .withColumn(
            EndpointStates.FIELDS,
            coalesce(col(EndpointStates.FIELDS), ofAddress(EndpointStates.FIELDS)));
  }

  private static Column endpointHash(Column endpoint) {
    return when(endpoint.isNull(), lit(0L)).otherwise(xxhash64(endpoint));
  }

  /** Whatever an address is, it is no key of another kind. */
  private static Column addressKey(Column address) {
    return concat(lit("@"), address);
  }

  /**
   * The user that any event of the endpoint tells, so that an endpoint that no export holds is one
   * person, whichever of its events tell whose it is. Those of no endpoint stand for themselves.
   */
  private static Column userOfTheEvents(Column endpoint) {
    return max(EventRows.OWN_USER)
        .over(
            Window.partitionBy(
                endpoint,
                when(endpoint.isNull(), col(EventRows.MILLIS)),
                when(endpoint.isNull(), col(EventRows.DIGEST))));
  }

  /** Of each endpoint what events are joined with: its user, and the fields. */
  private Dataset<Row> endpointFields() {
    return states.newest().drop(EndpointStates.ADDRESS);
  }

  private static Column ofAddress(String field) {
    return StructField.of(col(OF_ADDRESS), field);
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
    StructType schema =
        ofAnyRow()
            .add(EventRows.FIELDS, EventRows.fields(kpis))
            .add(states.schema().apply(EndpointStates.FIELDS))
            .add(states.schema().apply(EndpointRecords.LABELS))
            .add(IS_USER_COLUMN, DataTypes.BooleanType);
    return InternalRows.table(
        states.session(), states.onDay(new EndpointRow(states.schema())), schema);
  }

  /** The row of an endpoint. A query of Spark's own would copy each value once more. */
  private static final class EndpointRow implements EndpointStates.RowMaker {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final int user;
    private final int created;
    private final int fields;
    private final int labels;
    private final int size;

    EndpointRow(StructType states) {
      id = states.fieldIndex(EndpointStates.ID);
      user = states.fieldIndex(EndpointStates.USER);
      created = states.fieldIndex(EndpointRecords.CREATED);
      fields = states.fieldIndex(EndpointStates.FIELDS);
      labels = states.fieldIndex(EndpointRecords.LABELS);
      size = ((StructType) states.apply(fields).dataType()).length();
    }

    @Override
    public InternalRow of(InternalRow state) {
      UTF8String own = state.getUTF8String(id);
      boolean isUser = !state.isNullAt(user);
      int day = state.isNullAt(created) ? NO_DAY : state.getInt(created);
      if (day < EventRows.FIRST_DAY) {
        day = NO_DAY;
      }
      long hash = NameHash.of(own);
      return InternalRows.of(
          isUser ? state.getUTF8String(user) : own,
          day * EventRows.MILLIS_OF_DAY,
          hash,
          hash,
          day,
          false,
          null,
          state.getStruct(fields, size),
          state.getBinary(labels),
          isUser);
    }
  }
}
