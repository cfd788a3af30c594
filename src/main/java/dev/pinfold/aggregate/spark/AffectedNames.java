// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.NameHashes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Whose figures new records can change. A record names an endpoint, a user and an address, or some
 * of them, and so joins them; who counts as one person, and what is known of them, follows from the
 * records that names join, directly or by others between. So all that new records can change hangs
 * together with a name in one of them: rows of all other names add up to what they did before. The
 * address of an endpoint joins it to nothing but messages that were sent to that address directly;
 * where there are none, those who share it, as a family does, do not hang together by it.
 */
final class AffectedNames {
  /** From so many names on, all rows are counted anew: the set goes to every task. */
  static final int MOST = 1 << 20;

  /** After so many steps from name to name all rows are counted anew: each is a job. */
  private static final int MOST_STEPS = 30;

  /** Longs of a row: three names, of which the last is an address, and what it is. */
  private static final int WIDTH = 4;

  private static final int NAMES = 3;
  private static final int ADDRESS = 2;
  private static final long IS_NEW = 1;
  private static final long IS_EVENT = 2;
  private static final int ROWS_OF_A_CHUNK = 1 << 14;

  /** What {@link CountedRows} calls those of no name at all. */
  private static final String NOBODY = CountedRows.UNKNOWN_PERSON;

  private AffectedNames() {}

  /**
   * The names, with all that hang together with them.
   *
   * @param isNewEndpoint whether a record of an endpoint counts otherwise than before
   * @param isNewEvent whether an event is new
   * @param most how many there may be
   * @return empty where they are more, or hang together by a long chain
   */
  static Optional<NameHashes> of(
      Dataset<Row> endpoints,
      Column isNewEndpoint,
      Dataset<Row> events,
      Column isNewEvent,
      int most) {
    SparkSession spark = endpoints.sparkSession();
    JavaRDD<long[]> rows =
        chunks(
                endpoints
                    .where(EndpointRecords.id(endpoints).isNotNull())
                    .select(hashes(namesOfEndpoints(endpoints), isNewEndpoint)),
                /* areEvents= */ false)
            .union(
                chunks(
                    events
                        .where(EventRows.millis(events).isNotNull())
                        .select(hashes(namesOfEvents(events), isNewEvent)),
                    /* areEvents= */ true))
            // Each hop starts a task a partition, which costs more than most have to look at.
            .coalesce(spark.sparkContext().defaultParallelism())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      Broadcast<NameHashes> sentTo = context.broadcast(destinations(rows, most));
      NameHashes found = found(rows, null, sentTo, most);
      NameHashes all = found;
      for (int step = 0; found.size() > 0 && all.size() <= most; step++) {
        if (step == MOST_STEPS) {
          return Optional.empty();
        }
        Broadcast<NameHashes> known = context.broadcast(all);
        found = found(rows, known, sentTo, most);
        known.destroy();
        all = all.plus(found);
      }
      sentTo.destroy();
      return all.size() <= most ? Optional.of(all) : Optional.empty();
    } finally {
      rows.unpersist();
    }
  }

  /** Rows of a table that name one of some names, as {@link #of} tells them. */
  static Dataset<Row> endpointsOf(Broadcast<NameHashes> names, Dataset<Row> endpoints) {
    return endpoints.where(isOf(names, namesOfEndpoints(endpoints)));
  }

  /** The same of events. */
  static Dataset<Row> eventsOf(Broadcast<NameHashes> names, Dataset<Row> events) {
    return events.where(isOf(names, namesOfEvents(events)));
  }

  /** Any name of a row will do: where one is in the set, all are. */
  private static Column isOf(Broadcast<NameHashes> names, List<Column> own) {
    UDF3<Long, Long, Long, Boolean> isIn =
        (first, second, third) ->
            names.value().contains(first)
                || names.value().contains(second)
                || names.value().contains(third);
    return udf(isIn, DataTypes.BooleanType)
        .apply(own.stream().map(AffectedNames::hash).toArray(Column[]::new));
  }

  private static List<Column> namesOfEndpoints(Dataset<Row> endpoints) {
    return List.of(
        EndpointRecords.id(endpoints),
        EndpointRecords.user(endpoints),
        EndpointRecords.address(endpoints));
  }

  private static List<Column> namesOfEvents(Dataset<Row> events) {
    Column endpoint = EventRows.endpoint(events);
    Column user = EventRows.ownUser(events);
    Column address = EventRows.destination(events);
    // Whose events of no endpoint are is told by any of those that are one event, so these, too,
    // hang together, whatever users they tell.
    return List.of(coalesce(endpoint, when(address.isNull(), lit(NOBODY))), user, address);
  }

  private static Column hash(Column name) {
    return when(name.isNull(), lit(NameHashes.NONE)).otherwise(xxhash64(name));
  }

  private static Column[] hashes(List<Column> names, Column isNew) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(hash(name).as("h" + columns.size())));
    columns.add(isNew.as("is_new"));
    return columns.toArray(Column[]::new);
  }

  private static JavaRDD<long[]> chunks(Dataset<Row> rows, boolean areEvents) {
    return BatchRows.of(rows).mapPartitions(partition -> new Chunks(partition, areEvents));
  }

  /** Many rows as one array. */
  private static final class Chunks implements Iterator<long[]> {
    private final Iterator<InternalRow> rows;
    private final long kind;

    Chunks(Iterator<InternalRow> rows, boolean areEvents) {
      this.rows = rows;
      this.kind = areEvents ? IS_EVENT : 0;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public long[] next() {
      long[] chunk = new long[ROWS_OF_A_CHUNK * WIDTH];
      int end = 0;
      while (end < chunk.length && rows.hasNext()) {
        InternalRow row = rows.next();
        for (int name = 0; name < NAMES; name++) {
          chunk[end + name] = row.getLong(name);
        }
        chunk[end + NAMES] = row.getBoolean(NAMES) ? kind | IS_NEW : kind;
        end += WIDTH;
      }
      return end == chunk.length ? chunk : Arrays.copyOf(chunk, end);
    }
  }

  /** Where messages were sent to directly; more than so many where it may have been anywhere. */
  private static NameHashes destinations(JavaRDD<long[]> rows, int most) {
    return collected(
        rows,
        most,
        (chunk, all) -> {
          for (int row = 0; row < chunk.length; row += WIDTH) {
            if ((chunk[row + NAMES] & IS_EVENT) != 0) {
              all.add(chunk[row + ADDRESS]);
            }
          }
        });
  }

  /**
   * Further names of rows.
   *
   * @param known of rows that name one of these; null: of those that are new
   */
  private static NameHashes found(
      JavaRDD<long[]> rows, Broadcast<NameHashes> known, Broadcast<NameHashes> sentTo, int most) {
    return collected(
        rows,
        most,
        (chunk, all) ->
            addNames(chunk, known == null ? null : known.value(), sentTo.value(), most, all));
  }

  /** Adds the names of a chunk that are looked for. */
  private interface Names extends Serializable {
    void add(long[] chunk, NameHashes.Builder all);
  }

  private static NameHashes collected(JavaRDD<long[]> rows, int most, Names names) {
    return rows.aggregate(
            new NameHashes.Builder(most),
            (all, chunk) -> {
              names.add(chunk, all);
              return all;
            },
            NameHashes.Builder::add)
        .build();
  }

  private static void addNames(
      long[] chunk, NameHashes known, NameHashes sentTo, int most, NameHashes.Builder further) {
    for (int row = 0; row < chunk.length; row += WIDTH) {
      boolean isOne =
          known == null
              ? (chunk[row + NAMES] & IS_NEW) != 0
              : known.contains(chunk[row])
                  || known.contains(chunk[row + 1])
                  || known.contains(chunk[row + ADDRESS]);
      if (!isOne) {
        continue;
      }
      boolean isJoinedByAddress =
          (chunk[row + NAMES] & IS_EVENT) != 0
              || sentTo.size() > most
              || sentTo.contains(chunk[row + ADDRESS]);
      int names = isJoinedByAddress ? NAMES : ADDRESS;
      for (int name = 0; name < names; name++) {
        if (known == null || !known.contains(chunk[row + name])) {
          further.add(chunk[row + name]);
        }
      }
    }
  }
}
