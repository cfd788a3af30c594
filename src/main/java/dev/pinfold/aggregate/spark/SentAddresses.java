// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.sketch.BloomFilter;
import org.apache.spark.util.sketch.IncompatibleMergeException;

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

  /** Of a thousand tasks the driver gets some thirty filters. */
  private static final int TREE_DEPTH = 2;

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
   * The addresses of direct sends. Planned at once, for which settings of the session change; read
   * lazily.
   *
   * @param events the protected table
   */
  static JavaRDD<InternalRow> in(Dataset<Row> events) {
    Dataset<Row> sent =
        LenientSql.in(
            events.sparkSession(),
            () -> events.select(EventRows.destination(events).as(EventRows.DESTINATION)));
    return BatchRows.of(sent.where(col(EventRows.DESTINATION).isNotNull()));
  }

  /**
   * Reads them; {@link #release()} them.
   *
   * @param addresses of {@link #in}
   */
  static SentAddresses of(JavaRDD<InternalRow> addresses) {
    // Tasks without an address give nothing, and many are merged before the driver gets them.
    BloomFilter all =
        addresses.treeAggregate(
            (BloomFilter) null, SentAddresses::added, SentAddresses::merged, TREE_DEPTH);
    return new SentAddresses(
        JavaSparkContext.fromSparkContext(addresses.context())
            .broadcast(all == null ? empty() : all));
  }

  private static BloomFilter empty() {
    return BloomFilter.create(EXPECTED, FALSE_POSITIVES);
  }

  private static BloomFilter added(BloomFilter filter, InternalRow row) {
    BloomFilter with = filter == null ? empty() : filter;
    with.putBinary(row.getUTF8String(0).getBytes());
    return with;
  }

  private static BloomFilter merged(BloomFilter some, BloomFilter others) {
    if (some == null || others == null) {
      return some == null ? others : some;
    }
    try {
      return some.mergeInPlace(others);
    } catch (IncompatibleMergeException e) {
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
