// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.aggregate.Kpis;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

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

  private static final String IS_BY_DAY = "#is_by_day";
  private static final String MOMENT = "#moment";

  private final Dataset<Row> sorted;
  private final StatePackets states;
  private final Map<String, String> names;
  private final boolean isKept;

  /** Made when they are first asked for: where plans adapt, the sorting begins then. */
  private JavaRDD<byte[]> packets;

  private EndpointStates(
      Dataset<Row> sorted, StatePackets states, Map<String, String> names, boolean isKept) {
    this.sorted = sorted;
    this.states = states;
    this.names = names;
    this.isKept = isKept;
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
    SparkSession spark = records.rows().sparkSession();
    // A number that is asked for stays, so that a row's task is told by its ID alone.
    int tasks =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .sessionState()
            .conf()
            .numShufflePartitions();
    Dataset<Row> sorted =
        records
            .rows()
            .select(
                col("*"),
                isByDay.as(IS_BY_DAY),
                expr("try_to_timestamp(`" + EndpointRecords.EFFECTIVE + "`)").as(MOMENT))
            .drop(EndpointRecords.EFFECTIVE)
            .repartition(tasks, col(ID))
            // In one order for both: the state on the day is the first of those by the day.
            .sortWithinPartitions(
                col(ID),
                col(MOMENT).desc_nulls_last(),
                col(EndpointRecords.FILE).desc_nulls_last(),
                col(EndpointRecords.POSITION).desc_nulls_last())
            .drop(MOMENT, EndpointRecords.FILE, EndpointRecords.POSITION);
    StructType schema = sorted.schema();
    StatePackets states =
        new StatePackets(schema.length(), schema.fieldIndex(ID), schema.fieldIndex(IS_BY_DAY));
    return new EndpointStates(sorted, states, records.names(), /* isKept= */ false);
  }

  /** The same, kept while it is used more than once; close {@link #release()} it. */
  public EndpointStates kept() {
    return new EndpointStates(sorted, states, names, /* isKept= */ true);
  }

  /** Lets go of what {@link #kept()} keeps. */
  public synchronized void release() {
    if (packets != null) {
      packets.unpersist();
    }
  }

  /** Queries that are planned side by side wait for one another here: they need the same. */
  private synchronized JavaRDD<byte[]> packets() {
    if (packets == null) {
      packets = sorted.queryExecution().toRdd().toJavaRDD().mapPartitions(states::of);
      if (isKept) {
        packets.persist(StorageLevel.MEMORY_AND_DISK());
      }
    }
    return packets;
  }

  /** The endpoints as they were on the day. */
  Dataset<Row> onDay() {
    return rows(StatePackets.ON_DAY);
  }

  /** The endpoints as they are by the newest record. */
  Dataset<Row> newest() {
    return rows(StatePackets.NEWEST);
  }

  private Dataset<Row> rows(int kind) {
    StatePackets reader = states;
    return InternalRows.partitioned(
        sorted.sparkSession(),
        packets().flatMap(packet -> reader.rows(packet, kind)),
        sorted.schema(),
        ID);
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
