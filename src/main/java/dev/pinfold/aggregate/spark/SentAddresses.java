// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * The addresses that messages of no campaign and no journey went to, by which alone an endpoint can
 * be joined; as a Bloom filter, which may take others for such, too. Few endpoints have one of
 * them, and the others need not be shuffled by their address.
 */
final class SentAddresses implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of more addresses the filter, which stays as large, holds back fewer of the others. */
  private static final long EXPECTED = 1_000_000;

  private static final double FALSE_POSITIVES = 0.02;

  /** Null where any address may be one. */
  private final Broadcast<BloomFilter> filter;

  private SentAddresses(Broadcast<BloomFilter> filter) {
    this.filter = filter;
  }

  /** Where it is not worth a look at the events: any address may be one. */
  static SentAddresses any() {
    return new SentAddresses(null);
  }

  /**
   * Reads them from the events; {@link #release()} them.
   *
   * @param events the protected table
   */
  static SentAddresses of(Dataset<Row> events) {
    SparkSession spark = events.sparkSession();
    Dataset<Row> sent =
        LenientSql.in(
            spark, () -> events.select(EventRows.destination(events).as(EventRows.DESTINATION)));
    BloomFilter all =
        BatchRows.of(sent.where(col(EventRows.DESTINATION).isNotNull()))
            .mapPartitions(SentAddresses::filter)
            .fold(empty(), SentAddresses::merged);
    return new SentAddresses(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(all));
  }

  private static BloomFilter empty() {
    return BloomFilter.create(EXPECTED, FALSE_POSITIVES);
  }

  private static Iterator<BloomFilter> filter(Iterator<InternalRow> rows) {
    if (!rows.hasNext()) {
      return List.<BloomFilter>of().iterator();
    }
    BloomFilter filter = empty();
    rows.forEachRemaining(row -> filter.putBinary(row.getUTF8String(0).getBytes()));
    return List.of(filter).iterator();
  }

  private static BloomFilter merged(BloomFilter some, BloomFilter others) {
    try {
      return some.mergeInPlace(others);
    } catch (org.apache.spark.util.sketch.IncompatibleMergeException e) {
      throw new IllegalStateException("filters of one size do not match", e);
    }
  }

  /**
   * Whether a message may have gone to an address directly.
   *
   * @param address or null, which none went to
   */
  boolean mayHold(UTF8String address) {
    return address != null
        && (filter == null || filter.value().mightContainBinary(address.getBytes()));
  }

  /** Lets go of the filter; what is computed of it is computed no more. */
  void release() {
    if (filter != null) {
      filter.destroy();
    }
  }
}
