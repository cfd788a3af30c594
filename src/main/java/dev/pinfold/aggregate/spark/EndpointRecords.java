// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.at;
import static dev.pinfold.aggregate.spark.TableColumns.firstAt;
import static dev.pinfold.aggregate.spark.TableColumns.nameAt;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.try_to_date;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the aggregates need of each record of {@code endpoints}. Records without {@code Id}, or with
 * a blank one, are left out; a blank user is none. Read straight from the files' batches.
 *
 * @param names by dimension ({@code d:}) or attribute ({@code a:}), the name of its column
 */
record EndpointRecords(Dataset<Row> rows, Map<String, String> names) {
  static final String ID_PATH = "Id";
  static final String USER_PATH = "User.UserId";
  static final String ADDRESS_PATH = "Address";

  static final String EFFECTIVE = "#effective";
  static final String FILE = "#file";
  static final String POSITION = "#position";
  static final String CREATED = "#created";

  /** Whether the run that counts brought the record. */
  private static final String IS_NEW = "#is_new";

  /**
   * Reads the table, lazily.
   *
   * @param year that ages are of
   * @param attributes columns of custom attributes that are kept, by name
   * @param isNew whether a record is one that the run brought
   */
  static EndpointRecords of(
      Dataset<Row> endpoints, int year, Kpis kpis, Map<String, String> attributes, Column isNew) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    columns.add(id(endpoints).as(EndpointStates.ID));
    columns.add(user(endpoints).as(EndpointStates.USER));
    columns.add(address(endpoints).as(EndpointStates.ADDRESS));
    columns.add(at(endpoints, "EffectiveDate").as(EFFECTIVE));
    columns.add(
        try_to_date(substring(at(endpoints, "CreationDate"), 1, 10), "yyyy-MM-dd").as(CREATED));
    columns.add(at(endpoints, "_file").as(FILE));
    columns.add(at(endpoints, "_position").as(POSITION));
    columns.add(isNew.as(IS_NEW));
    kpis.dimensions()
        .forEach(
            (name, dimension) ->
                columns.add(
                    value(endpoints, dimension.field(), year).as(named(names, "d:" + name))));
    attributes.forEach(
        (name, path) -> columns.add(at(endpoints, path).as(named(names, "a:" + name))));
    columns.add(
        struct(
                CountedRows.fields(kpis, Source.ENDPOINTS).stream()
                    .map(name -> value(endpoints, kpis.fields().get(name), year).as(name))
                    .toArray(Column[]::new))
            .as(EndpointStates.FIELDS));
    Dataset<Row> records =
        endpoints.select(columns.toArray(Column[]::new)).where(col(EndpointStates.ID).isNotNull());
    return new EndpointRecords(
        InternalRows.table(endpoints.sparkSession(), BatchRows.of(records), records.schema()),
        names);
  }

  static Column id(Dataset<Row> endpoints) {
    return nameAt(endpoints, ID_PATH);
  }

  static Column user(Dataset<Row> endpoints) {
    return nameAt(endpoints, USER_PATH);
  }

  static Column address(Dataset<Row> endpoints) {
    return nameAt(endpoints, ADDRESS_PATH);
  }

  /** The UTC day from which on a record counts, as text; one without is older than all. */
  static Column day(Column effective) {
    return coalesce(substring(effective, 1, 10), lit(""));
  }

  private static Column value(Dataset<Row> endpoints, Kpis.Field field, int year) {
    return FieldValue.of(firstAt(endpoints, field.column()), field, year);
  }

  private static String named(Map<String, String> names, String name) {
    String safe = "c" + names.size();
    names.put(name, safe);
    return safe;
  }

  /** The records that were there before the run. */
  EndpointRecords before() {
    return new EndpointRecords(rows.where(col(IS_NEW).equalTo(false)), names);
  }

  /** The same in so many partitions at most. */
  EndpointRecords in(int tasks) {
    return new EndpointRecords(rows.coalesce(tasks), names);
  }

  /** The same, kept while they are used more than once; {@link #release()} them. */
  EndpointRecords kept() {
    return new EndpointRecords(rows.persist(), names);
  }

  /** Lets go of what {@link #kept()} keeps. */
  void release() {
    rows.unpersist();
  }
}
