// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.firstAt;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
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

  private static final String OWN_USER_PATH = "client_context.custom.endpoint.User.UserId";
  private static final String OWN_USER = "own";
  private static final String ENDPOINT_USER = "endpoint_user";

  /** Columns that tell the person, and are not needed once they have. */
  private static final Set<String> OWNER = Set.of("owner", "endpoint_id", OWN_USER, ENDPOINT_USER);

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
    return ofEvents(events).unionByName(ofEndpoints());
  }

  private Dataset<Row> ofEvents(Dataset<Row> events) {
    List<Column> columns = new ArrayList<>();
    Column millis = at(events, "event_timestamp").try_cast("long");
    // Times before 1970's first Monday or beyond the year 9999 are defaults and errors, no dates.
    columns.add(when(millis.between(FIRST_DAY * MILLIS_OF_DAY, LAST_MILLIS), millis).as("millis"));
    columns.add(nameAt(events, "client.client_id").as("endpoint_id"));
    columns.add(nameAt(events, OWN_USER_PATH).as("own_user"));
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
    columns.add((identity.length == 0 ? lit(0L) : xxhash64(identity)).as("h1"));
    columns.add((identity.length == 0 ? lit(0) : hash(identity)).as("h2"));
    Dataset<Row> narrow =
        events.select(columns.toArray(Column[]::new)).where(col("millis").isNotNull());
    Dataset<Row> joined =
        narrow.join(endpointFields(), col("endpoint_id").equalTo(col(EndpointStates.ID)), "left");
    List<Column> owner =
        List.of(
            col("endpoint_id"),
            col(EndpointStates.USER).as(ENDPOINT_USER),
            col("own_user").as(OWN_USER));
    Dataset<Row> rows =
        rows(
            joined,
            Source.EVENTS,
            owner,
            col("millis"),
            col("endpoint_id"),
            unix_date(to_date(timestamp_millis(col("millis")))));
    return counted(
        rows,
        coalesce(
            col(ENDPOINT_USER),
            TableColumns.has(events, OWN_USER_PATH) ? userOfTheEvents() : col(OWN_USER),
            col("endpoint_id"),
            lit("(unknown)")));
  }

  /**
   * The user that any event of the endpoint tells, so that an endpoint that no export holds is one
   * person, whichever of its events tell whose it is. Those of no endpoint stand for themselves.
   */
  private static Column userOfTheEvents() {
    return max(OWN_USER)
        .over(Window.partitionBy(col("endpoint_id"), when(col("endpoint_id").isNull(), col("h1"))));
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
    columns.add(unix_date(EndpointStates.created()).as("created"));
    columns.add(xxhash64(col(EndpointStates.ID)).as("h1"));
    columns.add(lit(0).as("h2"));
    addEndpointFields(columns);
    Dataset<Row> endpoints =
        states.newest().select(columns.toArray(Column[]::new)).where(col("created").geq(FIRST_DAY));
    Dataset<Row> present = endpoints;
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
            col("created").cast("long").multiply(MILLIS_OF_DAY),
            col(EndpointStates.ID),
            col("created"));
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
    columns.add(col("h1").as("h1"));
    columns.add(col("h2").as("h2"));
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
