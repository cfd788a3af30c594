// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.risk.CellText;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row a person, with what a protected table tells of them: {@code v0}, {@code v1} ... as text,
 * several values of a cell in order and joined.
 *
 * <p>A person is the user, else the endpoint; a record of neither is somebody of its own. Of
 * endpoints and imports the newest record counts; of events, each of which says little, the newest
 * value of each column.
 */
final class RiskPeople {
  private static final String PERSON = "person";
  private static final String ORDER = "newest";

  private RiskPeople() {}

  static Column cell(int number) {
    return col("v" + number);
  }

  /** People of {@code endpoints}; records without {@code Id} are left out, as everywhere. */
  static Dataset<Row> ofEndpoints(Dataset<Row> rows, List<String> paths) {
    Column person = coalesce(nameAt(rows, "User.UserId"), nameAt(rows, "Id"));
    return newestRecords(rows.where(nameAt(rows, "Id").isNotNull()), person, paths);
  }

  static Dataset<Row> ofImports(Dataset<Row> rows, List<String> paths) {
    Column person =
        coalesce(
            nameAt(rows, "User.UserId"),
            nameAt(rows, "Id"),
            nameAt(rows, "Address"),
            ownPlace(rows));
    return newestRecords(rows, person, paths);
  }

  private static Dataset<Row> newestRecords(Dataset<Row> rows, Column person, List<String> paths) {
    Column[] cells = cells(rows, paths);
    return rows.select(
            person.as(PERSON),
            effectiveOrder(rows).as(ORDER),
            // A struct without fields is none.
            struct(concat(lit(0).as("none"), cells)).as("record"))
        .groupBy(PERSON)
        .agg(max_by(col("record"), col(ORDER)).as("record"))
        .select("record.*")
        .drop("none");
  }

  /**
   * @param endpoints the table of endpoints, which knows whose they are; null where there is none
   */
  static Dataset<Row> ofEvents(Dataset<Row> rows, Dataset<Row> endpoints, List<String> paths) {
    Column[] own = {
      nameAt(rows, "client.client_id").as("endpoint"),
      nameAt(rows, "client_context.custom.endpoint.User.UserId").as("own_user"),
      ownPlace(rows).as("place"),
      struct(at(rows, "event_timestamp").try_cast("long"), at(rows, "_file"), at(rows, "_position"))
          .as(ORDER)
    };
    Dataset<Row> events =
        rows.select(concat(own, cells(rows, paths)))
            .withColumn("event_user", max("own_user").over(Window.partitionBy("endpoint")));
    if (endpoints == null) {
      events = events.withColumn("endpoint_user", lit(null).cast("string"));
    } else {
      Dataset<Row> users =
          endpoints
              .select(
                  nameAt(endpoints, "Id").as("endpoint"),
                  nameAt(endpoints, "User.UserId").as("user"),
                  effectiveOrder(endpoints).as(ORDER))
              .groupBy("endpoint")
              .agg(max_by(col("user"), col(ORDER)).as("endpoint_user"));
      events = events.join(users, col0("endpoint"), "left");
    }
    Column person =
        coalesce(
            col("endpoint_user"),
            // The window takes all events of no endpoint for one's.
            when(col("endpoint").isNull(), col("own_user")).otherwise(col("event_user")),
            col("endpoint"),
            col("place"));
    List<Column> newest = new ArrayList<>();
    newest.add(max(lit(0)).as("none"));
    for (int i = 0; i < paths.size(); i++) {
      newest.add(max_by(cell(i), when(cell(i).isNotNull(), col(ORDER))).as("v" + i));
    }
    return events
        .groupBy(person.as(PERSON))
        .agg(newest.get(0), newest.subList(1, newest.size()).toArray(Column[]::new))
        .drop(PERSON, "none");
  }

  private static String[] col0(String name) {
    return new String[] {name};
  }

  private static Column[] cells(Dataset<Row> rows, List<String> paths) {
    Column[] cells = new Column[paths.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(rows, paths.get(i)).as("v" + i);
    }
    return cells;
  }

  private static Column cell(Dataset<Row> rows, String path) {
    Column value = at(rows, path);
    if (!TableColumns.isArray(rows, path)) {
      return value.cast("string");
    }
    Column items =
        sort_array(
            array_distinct(
                transform(filter(value, Column::isNotNull), item -> item.cast("string"))));
    return when(size(items).gt(0), array_join(items, CellText.SEPARATOR));
  }

  private static Column text(Dataset<Row> rows, String path) {
    return TableColumns.firstAt(rows, path).cast("string");
  }

  /** As {@link EndpointStates} has it: a record without a date is the oldest, but it counts. */
  private static Column effectiveOrder(Dataset<Row> endpoints) {
    return struct(
        try_to_timestamp(text(endpoints, "EffectiveDate")),
        at(endpoints, "_file"),
        at(endpoints, "_position"));
  }

  private static Column ownPlace(Dataset<Row> rows) {
    return concat_ws(":", at(rows, "_file"), at(rows, "_position").cast("string"));
  }

  private static Column[] concat(Column first, Column[] more) {
    return concat(new Column[] {first}, more);
  }

  private static Column[] concat(Column[] some, Column[] more) {
    Column[] all = new Column[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
