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
import static org.apache.spark.sql.functions.try_to_timestamp;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * What the aggregates need of each record of {@code endpoints}. Records without {@code Id}, or with
 * a blank one, are left out; a blank user is none. Read straight from the files' batches.
 *
 * @param labels names of the dimensions whose values are in {@link #LABELS}, in order: those of
 *     {@code kpis.yaml}, then the custom attributes by name
 */
record EndpointRecords(Dataset<Row> rows, List<String> labels) {
  static final String ID_PATH = "Id";
  static final String USER_PATH = "User.UserId";
  static final String ADDRESS_PATH = "Address";

  /** The day from which on the record counts, as {@link #day} tells it, and the moment. */
  static final String DAY = "#day";

  static final String MOMENT = "#moment";
  static final String FILE = "#file";
  static final String POSITION = "#position";
  static final String CREATED = "#created";

  /** As {@link LabelBytes} writes them. */
  static final String LABELS = "#labels";

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
    Column effective = at(endpoints, "EffectiveDate");
    Dataset<Row> records =
        endpoints
            .select(
                id(endpoints).as(EndpointStates.ID),
                user(endpoints).as(EndpointStates.USER),
                address(endpoints).as(EndpointStates.ADDRESS),
                day(effective).as(DAY),
                try_to_timestamp(effective).as(MOMENT),
                try_to_date(substring(at(endpoints, "CreationDate"), 1, 10), "yyyy-MM-dd")
                    .as(CREATED),
                at(endpoints, "_file").as(FILE),
                at(endpoints, "_position").as(POSITION),
                isNew.as(IS_NEW),
                PackedLabels.of(labels(endpoints, year, kpis, attributes)).as(LABELS),
                struct(
                        CountedRows.fields(kpis, Source.ENDPOINTS).stream()
                            .map(name -> value(endpoints, kpis.fields().get(name), year).as(name))
                            .toArray(Column[]::new))
                    .as(EndpointStates.FIELDS))
            .where(col(EndpointStates.ID).isNotNull());
    return new EndpointRecords(
        InternalRows.table(endpoints.sparkSession(), BatchRows.of(records), records.schema()),
        labels(kpis, attributes.keySet()));
  }

  /** The names of the dimensions, in the order of their labels. */
  static List<String> labels(Kpis kpis, Collection<String> attributes) {
    return Stream.concat(kpis.dimensions().keySet().stream(), attributes.stream().sorted())
        .toList();
  }

  private static List<Column> labels(
      Dataset<Row> endpoints, int year, Kpis kpis, Map<String, String> attributes) {
    Stream<Column> dimensions =
        kpis.dimensions().values().stream()
            .map(dimension -> value(endpoints, dimension.field(), year).cast("string"));
    Stream<Column> custom =
        attributes.keySet().stream().sorted().map(name -> texts(endpoints, attributes.get(name)));
    return Stream.concat(dimensions, custom).toList();
  }

  /** The values of a column as text: one, or an array. */
  private static Column texts(Dataset<Row> endpoints, String path) {
    Column values = at(endpoints, path);
    boolean isArray = endpoints.select(values).schema().apply(0).dataType() instanceof ArrayType;
    return values.cast(isArray ? "array<string>" : "string");
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

  /** The records that were there before the run. */
  EndpointRecords before() {
    return new EndpointRecords(rows.where(col(IS_NEW).equalTo(false)), labels);
  }

  /** The same in so many partitions at most. */
  EndpointRecords in(int tasks) {
    return new EndpointRecords(rows.coalesce(tasks), labels);
  }

  /** The same, kept while they are used more than once; {@link #release()} them. */
  EndpointRecords kept() {
    return new EndpointRecords(rows.persist(), labels);
  }

  /** Lets go of what {@link #kept()} keeps. */
  void release() {
    rows.unpersist();
  }
}
