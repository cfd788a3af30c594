// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Figures of a task as packets of bytes, of which one is held at a time. */
final class FigurePackets implements Iterator<byte[]> {
  private static final int PACKET = 1 << 20;

  private final Iterator<FigureCell> figures;
  private final FigureBytes open = new FigureBytes();

  FigurePackets(Iterator<FigureCell> figures) {
    this.figures = figures;
  }

  @Override
  public boolean hasNext() {
    return figures.hasNext();
  }

  @Override
  public byte[] next() {
    if (!figures.hasNext()) {
      throw new NoSuchElementException();
    }
    while (figures.hasNext() && open.size() < PACKET) {
      open.add(figures.next());
    }
    return open.take();
  }

  /** The figures of packets. */
  static Iterator<FigureCell> figures(Iterator<byte[]> packets) {
    return new Iterator<>() {
      private Iterator<FigureCell> packet = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!packet.hasNext() && packets.hasNext()) {
          List<FigureCell> figures = new ArrayList<>();
          FigureBytes.read(packets.next(), figures::add);
          packet = figures.iterator();
        }
        return packet.hasNext();
      }

      @Override
      public FigureCell next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return packet.next();
      }
    };
  }
}
