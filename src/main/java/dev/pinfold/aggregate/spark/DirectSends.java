// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.NameHashes;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What messages that were sent directly to an address join by it. Only where its client is no
 * endpoint is such a message the address's; where the client was an endpoint before the run, it was
 * the client's before and is so now, and its address joins nothing. An endpoint is joined by its
 * address where such a message went to it.
 *
 * @param before clients of direct sends that were endpoints before the run
 * @param now clients of direct sends that are endpoints
 * @param addresses where direct sends of other clients went to; more than {@code most} where they
 *     may be any
 */
record DirectSends(NameHashes before, NameHashes now, NameHashes addresses, int most)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Finds them, with the names of new records.
   *
   * @param newNames of all new records, whether they are joined by their addresses or not
   */
  record Found(DirectSends sends, NameHashes newNames) {}

  /**
   * Goes through all records three times.
   *
   * @param most names that a set may have; where more clients were sent to, all their addresses
   *     join
   */
  static Found in(JavaRDD<long[]> chunks, JavaSparkContext context, int most) {
    NameHashes clients = NameChunks.collected(chunks, 1, most, DirectSends::addClients)[0];
    NameHashes none = new NameHashes.Builder(0).build();
    NameHashes[] known = {none, none};
    if (clients.size() > 0 && clients.size() <= most) {
      Broadcast<NameHashes> asked = context.broadcast(clients);
      known =
          NameChunks.collected(
              chunks, 2, most, (chunk, sets) -> addKnown(chunk, asked.value(), sets));
      asked.destroy();
    }
    Broadcast<DirectSends> sends =
        context.broadcast(new DirectSends(known[0], known[1], none, most));
    NameHashes[] rest =
        NameChunks.collected(chunks, 2, most, (chunk, sets) -> addRest(chunk, sends.value(), sets));
    sends.destroy();
    return new Found(new DirectSends(known[0], known[1], rest[0], most), rest[1]);
  }

  private static boolean isSend(long[] chunk, int row) {
    return NameChunks.isEvent(chunk, row) && chunk[row + NameChunks.ADDRESS] != NameHashes.NONE;
  }

  private static void addClients(long[] chunk, NameHashes.Builder[] sets) {
    for (int row = 0; row < chunk.length; row += NameChunks.WIDTH) {
      if (isSend(chunk, row)) {
        sets[0].add(chunk[row + NameChunks.ENDPOINT]);
      }
    }
  }

  private static void addKnown(long[] chunk, NameHashes clients, NameHashes.Builder[] sets) {
    for (int row = 0; row < chunk.length; row += NameChunks.WIDTH) {
      long id = chunk[row + NameChunks.ENDPOINT];
      if (!NameChunks.isEvent(chunk, row) && clients.contains(id)) {
        sets[1].add(id);
        if (!NameChunks.isNew(chunk, row)) {
          sets[0].add(id);
        }
      }
    }
  }

  private static void addRest(long[] chunk, DirectSends sends, NameHashes.Builder[] sets) {
    for (int row = 0; row < chunk.length; row += NameChunks.WIDTH) {
      sends.addRest(chunk, row, sets);
    }
  }

  private void addRest(long[] chunk, int row, NameHashes.Builder[] sets) {
    boolean isOfAddress = isSend(chunk, row) && joins(chunk, row);
    if (isOfAddress) {
      sets[0].add(chunk[row + NameChunks.ADDRESS]);
    }
    if (NameChunks.isNew(chunk, row)) {
      sets[1].add(chunk[row + NameChunks.ENDPOINT]);
      sets[1].add(chunk[row + NameChunks.USER]);
      if (isOfAddress) {
        sets[1].add(chunk[row + NameChunks.ADDRESS]);
      }
    }
  }

  /** Whether a record is joined by its address, which it has. */
  boolean joins(long[] chunk, int row) {
    if (!NameChunks.isEvent(chunk, row)) {
      return addresses.size() > most || addresses.contains(chunk[row + NameChunks.ADDRESS]);
    }
    NameHashes endpoints = NameChunks.isNew(chunk, row) ? now : before;
    return !endpoints.contains(chunk[row + NameChunks.ENDPOINT]);
  }
}
