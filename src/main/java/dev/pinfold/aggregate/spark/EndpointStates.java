// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.Kpis;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What the aggregates need of {@code endpoints}, from one reading of the table: of each endpoint
 * its state on a day and its newest state, which for a day not in the past are one.
 *
 * <p>The state on a day is the newest record by {@code EffectiveDate}, of those effective on or
 * before that UTC day (a record without a date counts as the oldest). Ties go to the later {@code
 * _file} and {@code _position}. Records without {@code Id}, or with a blank one, are left out; a
 * blank user is none.
 */
public final class EndpointStates {
  // No field of kpis.yaml can have such a name.
  static final String ID = "#id";
  static final String USER = "#user";
  static final String ADDRESS = "#address";

  /** The fields of {@code kpis.yaml} that are of endpoints, as one struct. */
  static final String FIELDS = "#fields";

  private static final String ON_DAY = "on_day";
  private static final String NEWEST = "newest";

  private final Dataset<Row> rows;
  private final Map<String, String> names;

  private EndpointStates(Dataset<Row> rows, Map<String, String> names) {
    this.rows = rows;
    this.names = names;
  }

  /**
   * Reads the table, lazily.
   *
   * @param attributes columns of custom attributes that are kept, by name
   */
  public static EndpointStates of(
      Dataset<Row> endpoints, LocalDate asOf, Kpis kpis, Map<String, String> attributes) {
    return of(EndpointRecords.of(endpoints, asOf.getYear(), kpis, attributes, lit(true)), asOf);
  }

  /** The states that records tell of. */
  static EndpointStates of(EndpointRecords records, LocalDate asOf) {
    Column isByDay = EndpointRecords.day(col(EndpointRecords.EFFECTIVE)).leq(asOf.toString());
    WindowSpec newestFirst =
        Window.partitionBy(ID)
            .orderBy(
                expr("try_to_timestamp(`" + EndpointRecords.EFFECTIVE + "`)").desc_nulls_last(),
                col(EndpointRecords.FILE).desc_nulls_last(),
                col(EndpointRecords.POSITION).desc_nulls_last());
    // In one order for both: the state on the day is the first of those by the day.
    Column numberByDay =
        count(when(isByDay, lit(1)))
            .over(newestFirst.rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    Dataset<Row> rows =
        records
            .rows()
            .select(
                col("*"),
                isByDay.and(numberByDay.equalTo(1)).as(ON_DAY),
                row_number().over(newestFirst).equalTo(1).as(NEWEST))
            .where(col(ON_DAY).or(col(NEWEST)))
            .drop(EndpointRecords.EFFECTIVE, EndpointRecords.FILE, EndpointRecords.POSITION);
    return new EndpointStates(rows, records.names());
  }

  /** The same, kept while it is used more than once; close {@link #release()} it. */
  public EndpointStates kept() {
    return new EndpointStates(rows.persist(), names);
  }

  /** Lets go of what {@link #kept()} keeps. */
  public void release() {
    rows.unpersist();
  }

  /** The endpoints as they were on the day. */
  Dataset<Row> onDay() {
    return rows.where(col(ON_DAY));
  }

  /** The endpoints as they are by the newest record. */
  Dataset<Row> newest() {
    return rows.where(col(NEWEST));
  }

  static Column created() {
    return col(EndpointRecords.CREATED);
  }

  Column dimension(String name) {
    return col(names.get("d:" + name));
  }

  Column attribute(String name) {
    return col(names.get("a:" + name));
  }

  Column field(String name) {
    return StructField.of(col(FIELDS), name);
  }
}
