// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.PresentEndpoints.at;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The events as KPIs count them: each once, with its UTC day, its endpoint and its person. Delivery
 * is at least once; events that agree in every field but their arrival are one.
 */
final class CountedEvents {
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of("arrival_timestamp", "_file", "_position", "_run_id", "_other");

  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private CountedEvents() {}

  static Dataset<Row> of(Dataset<Row> events, Dataset<Row> endpoints, Kpis kpis) {
    Column endpoint = at(events, "client.client_id");
    List<Column> columns = new ArrayList<>();
    Column millis = at(events, "event_timestamp").try_cast("long");
    // A timestamp beyond the year 9999 is no date; converting it would end the query.
    columns.add(
        when(millis.between(0L, LAST_MILLIS), to_date(timestamp_millis(millis))).as("date"));
    columns.add(endpoint.as("endpoint"));
    columns.add(at(events, "client_context.custom.endpoint.User.UserId").as("own_user"));
    kpis.fields()
        .forEach(
            (name, field) -> {
              if (field.source() == Source.EVENTS) {
                columns.add(at(events, field.column()).try_cast(field.type()).as(name));
              }
            });
    Column[] identity =
        java.util.Arrays.stream(events.columns())
            .filter(name -> !NOT_OF_THE_EVENT.contains(name))
            .map(name -> col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    if (identity.length > 0) {
      columns.add(xxhash64(identity).as("h1"));
      columns.add(hash(identity).as("h2"));
    }
    Dataset<Row> narrow = events.select(columns.toArray(Column[]::new));
    Dataset<Row> once =
        identity.length == 0 ? narrow : narrow.dropDuplicates(new String[] {"h1", "h2"});
    return once.join(users(endpoints), col("endpoint").equalTo(col("endpoint_id")), "left")
        .withColumn(
            "person", coalesce(col("user_id"), col("own_user"), col("endpoint"), lit("(unknown)")));
  }

  /** The present user of each endpoint. */
  private static Dataset<Row> users(Dataset<Row> endpoints) {
    return endpoints
        .where(at(endpoints, "Id").isNotNull())
        .groupBy(at(endpoints, "Id").as("endpoint_id"))
        .agg(
            max_by(
                    at(endpoints, "User.UserId"),
                    struct(
                        coalesce(
                            at(endpoints, "EffectiveDate"), org.apache.spark.sql.functions.lit("")),
                        at(endpoints, "_file"),
                        at(endpoints, "_position")))
                .as("user_id"));
  }
}
