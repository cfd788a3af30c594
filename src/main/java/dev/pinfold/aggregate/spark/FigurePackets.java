// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Figures of a task as packets of bytes, of which two are held at a time. Each is of KPIs alone, or
 * of buckets alone.
 */
final class FigurePackets implements Iterator<byte[]> {
  /** Java's garbage collector gives larger ones regions of their own. */
  private static final int PACKET = 1 << 18;

  private final Iterator<FigureCell> figures;
  private final FigureBytes ofKpis = new FigureBytes();
  private final FigureBytes buckets = new FigureBytes();

  FigurePackets(Iterator<FigureCell> figures) {
    this.figures = figures;
  }

  @Override
  public boolean hasNext() {
    return figures.hasNext() || ofKpis.size() > 0 || buckets.size() > 0;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    while (figures.hasNext() && Math.max(ofKpis.size(), buckets.size()) < PACKET) {
      FigureCell figure = figures.next();
      (figure.isBucket() ? buckets : ofKpis).add(figure);
    }
    return (ofKpis.size() >= buckets.size() ? ofKpis : buckets).take();
  }

  /** Whether a packet is of buckets. */
  static boolean isOfBuckets(byte[] packet) {
    return FigureBytes.beginsWithBucket(packet);
  }

  /** The figures of a packet. */
  static Iterator<FigureCell> figures(byte[] packet) {
    List<FigureCell> figures = new ArrayList<>();
    FigureBytes.read(packet, figures::add);
    return figures.iterator();
  }
}
