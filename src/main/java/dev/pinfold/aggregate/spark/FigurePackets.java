// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import java.util.ArrayList;
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

  /** The figures of a packet. */
  static Iterator<FigureCell> figures(byte[] packet) {
    List<FigureCell> figures = new ArrayList<>();
    FigureBytes.read(packet, figures::add);
    return figures.iterator();
  }
}
