// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.TableColumns.textAt;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.NameHashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Whose figures new records can change. A record names an endpoint, a user and an address, or some
 * of them, and so joins them; who counts as one person, and what is known of them, follows from the
 * records that names join, directly or by others between. So all that new records can change hangs
 * together with a name in one of them: rows of all other names add up to what they did before. By
 * an address only those hang together whom {@link DirectSends} joins.
 */
final class AffectedNames {
  /** From so many names on, all rows are counted anew: the set goes to every task. */
  static final int MOST = 1 << 20;

  /** After so many steps from name to name all rows are counted anew: each is a job. */
  private static final int MOST_STEPS = 30;

  /**
   * Whose events of no endpoint are is told by any of those that are one event, so these hang
   * together, whatever users they tell. {@link CountedRows} calls those of no name at all so.
   */
  private static final long NOBODY = NameHash.of(UTF8String.fromString(CountedRows.UNKNOWN_PERSON));

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
    JavaRDD<long[]> records =
        NameChunks.ofEndpoints(selected(namesOfEndpoints(endpoints), isNewEndpoint, endpoints))
            .union(NameChunks.ofEvents(selected(namesOfEvents(events), isNewEvent, events), NOBODY))
            // Each hop starts a task a partition, which costs more than most have to look at.
            .coalesce(spark.sparkContext().defaultParallelism())
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try {
      DirectSends.Found first = DirectSends.in(records, context, most);
      return hangingTogether(first.newNames(), records, context.broadcast(first.sends()), most);
    } finally {
      records.unpersist();
    }
  }

  private static Optional<NameHashes> hangingTogether(
      NameHashes newNames, JavaRDD<long[]> records, Broadcast<DirectSends> sends, int most) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(records.context());
    NameHashes found = newNames;
    NameHashes all = found;
    for (int step = 0; found.size() > 0 && all.size() <= most && step <= MOST_STEPS; step++) {
      Broadcast<NameHashes> known = context.broadcast(all);
      found =
          NameChunks.collected(
              records,
              1,
              most,
              (chunk, sets) -> addNames(chunk, known.value(), sends.value(), sets[0]))[0];
      known.destroy();
      all = all.plus(found);
    }
    sends.destroy();
    return found.size() == 0 && all.size() <= most ? Optional.of(all) : Optional.empty();
  }

  /** Rows of a table that name one of some names, as {@link #of} tells them. */
  static Dataset<Row> endpointsOf(Broadcast<NameHashes> names, Dataset<Row> endpoints) {
    return endpoints.where(IsNamed.of(namesOfEndpoints(endpoints), NameHashes.NONE, names));
  }

  /** The same of events. */
  static Dataset<Row> eventsOf(Broadcast<NameHashes> names, Dataset<Row> events) {
    return events.where(IsNamed.of(namesOfEvents(events), NOBODY, names));
  }

  private static List<Column> namesOfEndpoints(Dataset<Row> endpoints) {
    return List.of(
        NameHash.of(textAt(endpoints, EndpointRecords.ID_PATH)),
        NameHash.of(textAt(endpoints, EndpointRecords.USER_PATH)),
        NameHash.of(textAt(endpoints, EndpointRecords.ADDRESS_PATH)));
  }

  private static List<Column> namesOfEvents(Dataset<Row> events) {
    Column address =
        NameHash.of(
            EventRows.DESTINATIONS.stream()
                .map(path -> textAt(events, path))
                .toArray(Column[]::new));
    return List.of(
        NameHash.of(textAt(events, EventRows.ENDPOINT_PATH)),
        NameHash.of(textAt(events, EventRows.OWN_USER_PATH)),
        when(EventRows.isDirect(events), address).otherwise(NameHashes.NONE));
  }

  private static Dataset<Row> selected(List<Column> hashes, Column isNew, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    hashes.forEach(hash -> columns.add(hash.as("h" + columns.size())));
    columns.add(isNew.as("is_new"));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static void addNames(
      long[] chunk, NameHashes known, DirectSends sends, NameHashes.Builder further) {
    for (int row = 0; row < chunk.length; row += NameChunks.WIDTH) {
      addNames(chunk, row, known, sends, further);
    }
  }

  /** Adds what a record joins, where it names one that is known and others that are not. */
  private static void addNames(
      long[] chunk, int row, NameHashes known, DirectSends sends, NameHashes.Builder further) {
    boolean isEndpoint = known.contains(chunk[row + NameChunks.ENDPOINT]);
    boolean isUser = known.contains(chunk[row + NameChunks.USER]);
    long address = chunk[row + NameChunks.ADDRESS];
    boolean isAddress = known.contains(address);
    boolean isOfNone = !isEndpoint && !isUser && !isAddress;
    boolean joinsAddress = !isOfNone && address != NameHashes.NONE && sends.joins(chunk, row);
    if (isOfNone || !(isEndpoint || isUser || joinsAddress)) {
      return;
    }
    if (!isEndpoint) {
      further.add(chunk[row + NameChunks.ENDPOINT]);
    }
    if (!isUser) {
      further.add(chunk[row + NameChunks.USER]);
    }
    if (joinsAddress && !isAddress) {
      further.add(address);
    }
  }
}
