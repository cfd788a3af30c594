// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Events and endpoints as rows that KPIs count: who, when, and the fields of {@code kpis.yaml}, of
 * which {@link FieldExpressions} tells what is counted. Each table is read once. The fields travel
 * as two structs, those of the event and those of its endpoint, since each row is joined, shuffled
 * and sorted twice or more; {@link SpreadFields} takes them out. Endpoints have their labels of the
 * demographics too, so that one sorting is enough for both. Delivery is at least once: rows of one
 * person, moment and digest are one event.
 */
final class CountedRows {
  /** Ordinals of the columns; of {@link #schema}, the fields follow instead of the structs. */
  static final int PERSON = 0;

  static final int MILLIS = 1;
  static final int ENDPOINT = 2;
  static final int DIGEST = 3;
  static final int DAY = 4;
  static final int IS_EVENT = 5;
  static final int OF_EVENT = 6;
  static final int OF_ENDPOINT = 7;
  static final int LABELS = 8;
  static final int IS_USER = 9;

  /** Who did what no endpoint, user or address is named for. */
  static final String UNKNOWN_PERSON = "(unknown)";

  /** The day of endpoints without a usable one. */
  static final int NO_DAY = -1;

  // No field of kpis.yaml can have such a name.
  static final String PERSON_COLUMN = "#person";

  static final String ENDPOINT_HASH = "#endpoint_hash";
  static final String DAY_COLUMN = "#day";
  static final String IS_EVENT_COLUMN = "#is_event";
  static final String IS_USER_COLUMN = "#is_user";

  private final Kpis kpis;
  private final EndpointStates states;

  CountedRows(Kpis kpis, EndpointStates states) {
    this.kpis = kpis;
    this.states = states;
  }

  /** The names of the fields of events, or of those of endpoints, in the order of their struct. */
  static List<String> fields(Kpis kpis, Source source) {
    return kpis.fields().entrySet().stream()
        .filter(field -> field.getValue().source() == source)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The columns before the fields. */
  private static StructType ofAnyRow() {
    return new StructType()
        .add(PERSON_COLUMN, DataTypes.StringType)
        .add(EventRows.MILLIS, DataTypes.LongType)
        .add(ENDPOINT_HASH, DataTypes.LongType)
        .add(EventRows.DIGEST, DataTypes.LongType)
        .add(DAY_COLUMN, DataTypes.IntegerType)
        .add(IS_EVENT_COLUMN, DataTypes.BooleanType);
  }

  /** The columns of the rows when the fields have been taken out of their structs. */
  static StructType schema(Kpis kpis) {
    StructType schema = ofAnyRow();
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      schema = schema.add(field.getKey(), field.getValue().sqlType());
    }
    return schema;
  }

  /**
   * All events with a usable time, and all endpoints if any are counted. Each person's rows come
   * together, in order of time, and of two rows that are one event the other follows. Behind the
   * columns of a row there is another.
   *
   * <p>Events whose client tells the person go straight there; only the others, by the same
   * shuffle, to what else tells it ({@link PeopleOfEvents}), and on from there.
   *
   * @param events of which {@code table} tells what it can hold
   */
  Dataset<Row> of(Dataset<Row> events, Dataset<Row> table, boolean withEndpoints) {
    SparkSession spark = events.sparkSession();
    PeopleOfEvents people = new PeopleOfEvents(states, table);
    Dataset<Row> joined = LenientSql.in(spark, () -> people.ofClients(events));
    SettledRows rows =
        SettledRows.of(joined, PERSON_COLUMN, PeopleOfEvents.OF_OTHER, states.tasks());
    Dataset<Row> followed =
        LenientSql.in(
            spark,
            () -> {
              Dataset<Row> others = people.ofOthers(rows.others());
              return withEndpoints ? others.unionByName(ofEndpoints(), true) : others;
            });
    return rows.together(followed)
        .sortWithinPartitions(PERSON_COLUMN, EventRows.MILLIS, ENDPOINT_HASH, EventRows.DIGEST);
  }

  /** As they were on the day of the demographics, beside which their figures stand. */
  private Dataset<Row> ofEndpoints() {
    StructType schema =
        ofAnyRow()
            .add(EventRows.FIELDS, EventRows.fields(kpis))
            .add(states.schema().apply(EndpointStates.FIELDS))
            .add(states.schema().apply(EndpointRecords.LABELS))
            .add(IS_USER_COLUMN, DataTypes.BooleanType);
    return InternalRows.table(
        states.session(), states.onDay(new EndpointRow(states.schema())), schema);
  }

  /** The row of an endpoint. A query of Spark's own would copy each value once more. */
  private static final class EndpointRow implements EndpointStates.RowMaker {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final int user;
    private final int created;
    private final int fields;
    private final int labels;
    private final int size;

    EndpointRow(StructType states) {
      id = states.fieldIndex(EndpointStates.ID);
      user = states.fieldIndex(EndpointStates.USER);
      created = states.fieldIndex(EndpointRecords.CREATED);
      fields = states.fieldIndex(EndpointStates.FIELDS);
      labels = states.fieldIndex(EndpointRecords.LABELS);
      size = ((StructType) states.apply(fields).dataType()).length();
    }

    @Override
    public InternalRow of(InternalRow state) {
      UTF8String own = state.getUTF8String(id);
      boolean isUser = !state.isNullAt(user);
      int day = state.isNullAt(created) ? NO_DAY : state.getInt(created);
      if (day < EventRows.FIRST_DAY) {
        day = NO_DAY;
      }
      long hash = NameHash.of(own);
      return InternalRows.of(
          isUser ? state.getUTF8String(user) : own,
          day * EventRows.MILLIS_OF_DAY,
          hash,
          hash,
          day,
          false,
          null,
          state.getStruct(fields, size),
          state.getBinary(labels),
          isUser);
    }
  }
}
