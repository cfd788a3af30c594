// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.NameHashes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Records as the hashes of their names, many records an array of longs: that of an endpoint, a user
 * and an address, each {@link NameHashes#NONE} where there is none, and what the record is.
 */
final class NameChunks {
  /** Longs of a record. */
  static final int WIDTH = 4;

  static final int ENDPOINT = 0;
  static final int USER = 1;
  static final int ADDRESS = 2;

  private static final int NAMES = 3;
  private static final long IS_NEW = 1;
  private static final long IS_EVENT = 2;

  /** A chunk of 256 KB: larger objects take whole regions of small heaps. */
  private static final int RECORDS = 1 << 13;

  /** From so many tasks on, some of them put together what the others found. */
  private static final int DEPTH = 2;

  private NameChunks() {}

  /**
   * Packs records of endpoints; those without an ID are none.
   *
   * @param rows hashes of the three names, and whether the record is new
   */
  static JavaRDD<long[]> ofEndpoints(Dataset<Row> rows) {
    return BatchRows.of(rows).mapPartitions(partition -> new Packed(partition, 0, NameHashes.NONE));
  }

  /**
   * Packs events.
   *
   * @param nameless the endpoint of those that have neither one nor an address
   */
  static JavaRDD<long[]> ofEvents(Dataset<Row> rows, long nameless) {
    return BatchRows.of(rows).mapPartitions(partition -> new Packed(partition, IS_EVENT, nameless));
  }

  static boolean isEvent(long[] chunk, int row) {
    return (chunk[row + NAMES] & IS_EVENT) != 0;
  }

  static boolean isNew(long[] chunk, int row) {
    return (chunk[row + NAMES] & IS_NEW) != 0;
  }

  /** Adds names of a chunk's records to sets. */
  interface Adder extends Serializable {
    void add(long[] chunk, NameHashes.Builder[] sets);
  }

  /**
   * Goes through all records once.
   *
   * @param sets how many sets are collected
   * @param most how many names of a set are of use
   */
  static NameHashes[] collected(JavaRDD<long[]> chunks, int sets, int most, Adder adder) {
    NameHashes.Builder[] none = new NameHashes.Builder[sets];
    Arrays.setAll(none, i -> new NameHashes.Builder(most));
    NameHashes.Builder[] all =
        chunks.treeAggregate(
            none,
            (until, chunk) -> {
              adder.add(chunk, until);
              return until;
            },
            (some, others) -> {
              for (int i = 0; i < some.length; i++) {
                some[i].add(others[i]);
              }
              return some;
            },
            DEPTH);
    return Arrays.stream(all).map(NameHashes.Builder::build).toArray(NameHashes[]::new);
  }

  private static final class Packed implements Iterator<long[]> {
    private final Iterator<InternalRow> rows;
    private final long kind;
    private final long nameless;

    Packed(Iterator<InternalRow> rows, long kind, long nameless) {
      this.rows = rows;
      this.kind = kind;
      this.nameless = nameless;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public long[] next() {
      if (!rows.hasNext()) {
        throw new NoSuchElementException();
      }
      long[] chunk = new long[RECORDS * WIDTH];
      int end = 0;
      while (end < chunk.length && rows.hasNext()) {
        InternalRow row = rows.next();
        long address = row.getLong(ADDRESS);
        long own = row.getLong(ENDPOINT);
        long endpoint = own == NameHashes.NONE && address == NameHashes.NONE ? nameless : own;
        if (endpoint != NameHashes.NONE || kind == IS_EVENT) {
          chunk[end + ENDPOINT] = endpoint;
          chunk[end + USER] = row.getLong(USER);
          chunk[end + ADDRESS] = address;
          chunk[end + NAMES] = row.getBoolean(NAMES) ? kind | IS_NEW : kind;
          end += WIDTH;
        }
      }
      return end == chunk.length ? chunk : Arrays.copyOf(chunk, end);
    }
  }
}
