// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.aggregate.Kpis;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
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

  private static final List<String> JOINED = List.of(ID, USER, ADDRESS, FIELDS);

  private final Dataset<Row> sorted;
  private final StatePackets states;
  private final List<String> labels;
  private final boolean isKept;

  /** Made when they are first asked for: where plans adapt, the sorting begins then. */
  private JavaRDD<byte[]> packets;

  private EndpointStates(
      Dataset<Row> sorted, StatePackets states, List<String> labels, boolean isKept) {
    this.sorted = sorted;
    this.states = states;
    this.labels = labels;
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
    // A number that is asked for stays, so that a row's task is told by its ID alone.
    int tasks = tasks(records.rows().sparkSession());
    Dataset<Row> sorted =
        records
            .rows()
            .repartition(tasks, col(ID))
            // In one order for both: the state on the day is the first of those by the day.
            .sortWithinPartitions(
                col(ID),
                col(EndpointRecords.MOMENT).desc_nulls_last(),
                col(EndpointRecords.FILE).desc_nulls_last(),
                col(EndpointRecords.POSITION).desc_nulls_last())
            .drop(EndpointRecords.MOMENT, EndpointRecords.FILE, EndpointRecords.POSITION);
    StructType schema = sorted.schema();
    StatePackets states =
        new StatePackets(
            schema.length(),
            schema.fieldIndex(ID),
            schema.fieldIndex(EndpointRecords.DAY),
            asOf.toString());
    return new EndpointStates(sorted, states, records.labels(), /* isKept= */ false);
  }

  /** The same, kept while it is used more than once; close {@link #release()} it. */
  public EndpointStates kept() {
    return new EndpointStates(sorted, states, labels, /* isKept= */ true);
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
    return InternalRows.table(
        sorted.sparkSession(), rows(StatePackets.ON_DAY, row -> row), sorted.schema());
  }

  /** The same, as rows that are made of them; each is to be used up before the next. */
  JavaRDD<InternalRow> onDay(RowMaker maker) {
    return rows(StatePackets.ON_DAY, maker);
  }

  /** What events are joined with, of the endpoints as they are by the newest record. */
  Dataset<Row> newest() {
    StructType all = sorted.schema();
    StructType schema = new StructType();
    int[] ordinals = new int[JOINED.size()];
    DataType[] types = new DataType[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = all.fieldIndex(JOINED.get(i));
      types[i] = all.apply(ordinals[i]).dataType();
      schema = schema.add(all.apply(ordinals[i]));
    }
    return InternalRows.sorted(
        sorted.sparkSession(),
        rows(StatePackets.NEWEST, row -> picked(row, ordinals, types)),
        schema,
        ID);
  }

  private static InternalRow picked(InternalRow row, int[] ordinals, DataType[] types) {
    Object[] values = new Object[ordinals.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.at(row, ordinals[i], types[i]);
    }
    return new GenericInternalRow(values);
  }

  /** Makes a row of a state. */
  interface RowMaker extends Serializable {
    InternalRow of(InternalRow state);
  }

  private JavaRDD<InternalRow> rows(int kind, RowMaker maker) {
    StatePackets reader = states;
    return packets().flatMap(packet -> reader.rows(packet, kind, maker));
  }

  /** The columns of states. */
  StructType schema() {
    return sorted.schema();
  }

  /** How many tasks there are behind each shuffle of a counting. */
  int tasks() {
    return tasks(session());
  }

  private static int tasks(SparkSession spark) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .conf()
        .numShufflePartitions();
  }

  SparkSession session() {
    return sorted.sparkSession();
  }

  /**
   * The labels of a dimension, of a state on the day: an array, never empty.
   *
   * @throws IllegalArgumentException where the states have no such dimension
   */
  Column labels(String dimension) {
    int number = labels.indexOf(dimension);
    if (number < 0) {
      throw new IllegalArgumentException("no dimension " + dimension + " was read");
    }
    return LabelsOf.of(col(EndpointRecords.LABELS), number);
  }
}
