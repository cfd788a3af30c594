// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.firstAt;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Of each event what is counted of it by itself: when, of which endpoint, what tells it from others
 * and its fields of {@code kpis.yaml} as one struct. Read straight from the files' batches.
 */
final class EventRows {
  // No field of kpis.yaml can have such a name.
  static final String MILLIS = "#millis";
  static final String ENDPOINT = "#endpoint";
  static final String OWN_USER = "#own_user";
  static final String DESTINATION = "#destination";
  static final String FIELDS = "#event";

  /** What tells the event from others that happened. */
  static final String DIGEST = "#digest";

  /** The column of the table that holds it. */
  private static final String DIGEST_COLUMN = "_digest";

  /** Whether the run that counts brought the event. */
  static final String IS_NEW = "#is_new";

  /** Where messages went to, by channel. */
  static final List<String> DESTINATIONS =
      List.of(
          "facets.email_channel.mail_event.mail.destination",
          "attributes.destination_phone_number");

  static final String ENDPOINT_PATH = "client.client_id";

  static final String OWN_USER_PATH = "client_context.custom.endpoint.User.UserId";

  /** The first Monday since 1970: no week or month begins before the numbers do. */
  static final long FIRST_DAY = 4;

  static final long MILLIS_OF_DAY = 86_400_000L;

  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private EventRows() {}

  /** Whether events may tell the user of their endpoint. */
  static boolean tellUser(Dataset<Row> events) {
    return TableColumns.has(events, OWN_USER_PATH);
  }

  /** Whether events may tell the address that they went to. */
  static boolean tellDestination(Dataset<Row> events) {
    return DESTINATIONS.stream().anyMatch(path -> TableColumns.has(events, path));
  }

  /** The struct of an event's fields. */
  static StructType fields(Kpis kpis) {
    StructType type = new StructType();
    for (String name : CountedRows.fields(kpis, Source.EVENTS)) {
      type = type.add(name, kpis.fields().get(name).sqlType());
    }
    return type;
  }

  /**
   * The events with a usable time. Times before 1970's first Monday or beyond the year 9999 are
   * defaults and errors, no dates.
   *
   * @param events the protected table
   * @param isNew whether an event is one that the run brought
   */
  static Dataset<Row> of(Dataset<Row> events, Kpis kpis, Column isNew) {
    StructType fields = fields(kpis);
    Dataset<Row> selected =
        events
            .select(
                millis(events).as(MILLIS),
                endpoint(events).as(ENDPOINT),
                ownUser(events).as(OWN_USER),
                destination(events).as(DESTINATION),
                struct(
                        Arrays.stream(fields.fieldNames())
                            .map(name -> value(events, name, kpis.fields().get(name)))
                            .toArray(Column[]::new))
                    .as(FIELDS),
                col(DIGEST_COLUMN).as(DIGEST),
                isNew.as(IS_NEW))
            .where(col(MILLIS).isNotNull());
    return InternalRows.table(events.sparkSession(), BatchRows.of(selected), selected.schema());
  }

  /** The time of an event in milliseconds since 1970; null where it is not usable. */
  static Column millis(Dataset<Row> events) {
    Column millis = at(events, "event_timestamp").try_cast("long");
    return when(millis.between(FIRST_DAY * MILLIS_OF_DAY, LAST_MILLIS), millis);
  }

  static Column endpoint(Dataset<Row> events) {
    return nameAt(events, ENDPOINT_PATH);
  }

  static Column ownUser(Dataset<Row> events) {
    return nameAt(events, OWN_USER_PATH);
  }

  private static Column value(Dataset<Row> events, String name, Kpis.Field field) {
    return FieldValue.of(firstAt(events, field.column()), field).as(name);
  }

  /**
   * Where a direct send went to: one of no campaign and no journey, whose client is often no
   * endpoint but an ID made for the message. Null for other events.
   */
  static Column destination(Dataset<Row> events) {
    Column address =
        coalesce(DESTINATIONS.stream().map(path -> nameAt(events, path)).toArray(Column[]::new));
    return when(isDirect(events), address);
  }

  /** Whether an event is of no campaign and no journey. */
  static Column isDirect(Dataset<Row> events) {
    return at(events, "attributes.campaign_id")
        .isNull()
        .and(at(events, "attributes.journey_id").isNull());
  }
}
