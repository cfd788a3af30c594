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

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Whose each event is, and of which endpoint. Most events' clients tell; of the others it is the
 * address that they were sent to, or another event of their endpoint.
 */
final class PeopleOfEvents {
  // No field of kpis.yaml can have such a name.
  /** What is still asked for of an event whose client does not tell the person; else null. */
  static final String OF_OTHER = "#of_other";

  private static final String KNOWN_USER = "#known_user";
  private static final String IS_OF_UNKNOWN_CLIENT = "#is_of_unknown_client";
  private static final String OF_ADDRESS = "#of_address";

  private final EndpointStates states;

  /** Whether events without a known user can tell one. */
  private final boolean tellUser;

  /** Whether they can tell the address that they were sent to. */
  private final boolean tellDestination;

  /**
   * @param events the table, which tells what events can hold
   */
  PeopleOfEvents(EndpointStates states, Dataset<Row> events) {
    this.states = states;
    this.tellUser = EventRows.tellUser(events);
    this.tellDestination = EventRows.tellDestination(events);
  }

  /**
   * The events with what is known of the endpoint that is their client. Where the person is told,
   * rows are as they are counted; in place of the person others have what they are brought together
   * by, and in the last column what they are still asked for.
   *
   * @param events of {@link EventRows}
   */
  Dataset<Row> ofClients(Dataset<Row> events) {
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
            when(isSettled, coalesce(user, endpoint, lit(CountedRows.UNKNOWN_PERSON))),
            when(client.isNull(), addressKey(destination)),
            concat(lit("#"), endpoint),
            concat_ws("/", lit("!"), col(EventRows.MILLIS), col(EventRows.DIGEST)));
    return joined.select(
        key.as(CountedRows.PERSON_COLUMN),
        col(EventRows.MILLIS),
        endpointHash(endpoint).as(CountedRows.ENDPOINT_HASH),
        col(EventRows.DIGEST),
        unix_date(to_date(timestamp_millis(col(EventRows.MILLIS)))).as(CountedRows.DAY_COLUMN),
        lit(true).as(CountedRows.IS_EVENT_COLUMN),
        col(EventRows.FIELDS),
        col(EndpointStates.FIELDS),
        lit(null).cast(DataTypes.BinaryType).as(EndpointRecords.LABELS),
        lit(false).as(CountedRows.IS_USER_COLUMN),
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
   * The events whose client does not tell the person, with the person; the last column is null. For
   * direct sends that no endpoint is the client of it is the endpoint of the address that they went
   * to, and else the address, as an endpoint that no export holds. Or one person would be as many
   * as they were sent messages.
   */
  Dataset<Row> ofOthers(Dataset<Row> others) {
    Dataset<Row> opened = others.select(col("*"), col(OF_OTHER + ".*"));
    Column person;
    if (tellDestination) {
      opened = withAddresses(opened);
      Column ofTheEvents =
          tellUser ? userOfTheEvents(col(EventRows.ENDPOINT)) : col(EventRows.OWN_USER);
      person = coalesce(col(KNOWN_USER), ofTheEvents);
    } else {
      // They lie by their endpoint already.
      person = userOfTheEvents(col(CountedRows.PERSON_COLUMN));
    }
    return opened
        .withColumn(
            CountedRows.PERSON_COLUMN,
            coalesce(person, col(EventRows.ENDPOINT), lit(CountedRows.UNKNOWN_PERSON)))
        .withColumn(CountedRows.ENDPOINT_HASH, endpointHash(col(EventRows.ENDPOINT)))
        .withColumn(OF_OTHER, lit(null).cast(others.schema().apply(OF_OTHER).dataType()))
        .select(Arrays.stream(others.columns()).map(functions::col).toArray(Column[]::new));
  }

  private Dataset<Row> withAddresses(Dataset<Row> others) {
    return others
        .join(
            fieldsByAddress(),
            col(CountedRows.PERSON_COLUMN).equalTo(addressKey(col(EndpointStates.ADDRESS))),
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
}
