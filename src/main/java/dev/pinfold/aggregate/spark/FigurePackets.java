// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Figures of a task as packets of bytes, of which one is held at a time. Each is of KPIs alone, or
 * of buckets alone.
 */
final class FigurePackets implements Iterator<byte[]> {
  private static final int PACKET = 1 << 20;

  private final Iterator<FigureCell> figures;
  private final FigureBytes open = new FigureBytes();

  /** Begins the next packet; null where it was not looked for. */
  private FigureCell ahead;

  FigurePackets(Iterator<FigureCell> figures) {
    this.figures = figures;
  }

  @Override
  public boolean hasNext() {
    return ahead != null || figures.hasNext();
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FigureCell figure = ahead == null ? figures.next() : ahead;
    boolean isBucket = figure.isBucket();
    open.add(figure);
    ahead = null;
    while (ahead == null && open.size() < PACKET && figures.hasNext()) {
      figure = figures.next();
      if (figure.isBucket() == isBucket) {
        open.add(figure);
      } else {
        ahead = figure;
      }
    }
    return open.take();
  }

  /** Whether a packet is of buckets. */
  static boolean isOfBuckets(byte[] packet) {
    return FigureBytes.beginWithBucket(packet);
  }

  /** The figures of a packet. */
  static Iterator<FigureCell> figures(byte[] packet) {
    List<FigureCell> figures = new ArrayList<>();
    FigureBytes.read(packet, figures::add);
    return figures.iterator();
  }
}
