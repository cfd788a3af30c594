// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Puts the parts of figures from several tasks together; they travel as bytes, many at a time. */
final class WholeFigures {
  /** Where a packet is sent off, so that none is held twice for long. */
  private static final int PACKET = 1 << 20;

  /** Figures are as many as days and groups, however many tasks counted them. */
  private static final int FEW_TASKS = 4;

  private WholeFigures() {}

  /** Each cell once. */
  static JavaRDD<FigureCell> of(JavaRDD<FigureCell> parts) {
    int cores = parts.context().defaultParallelism();
    int tasks = Math.min(parts.getNumPartitions(), Math.max(FEW_TASKS, cores));
    return parts
        .mapPartitionsToPair(figures -> new Packets(figures, tasks))
        .partitionBy(new HashPartitioner(tasks))
        .mapPartitions(WholeFigures::together);
  }

  private static Iterator<FigureCell> together(Iterator<Tuple2<Integer, byte[]>> packets) {
    Map<FigureCell.Place, FigureCell> whole = new HashMap<>();
    packets.forEachRemaining(
        packet ->
            FigureBytes.read(
                packet._2(), part -> whole.merge(part.place(), part, FigureCell::plus)));
    return whole.values().iterator();
  }

  /** Packets of figures under the number of the task that they go to. */
  private static final class Packets implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<FigureCell> figures;
    private final FigureBytes[] open;
    private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();

    Packets(Iterator<FigureCell> figures, int tasks) {
      this.figures = figures;
      this.open = new FigureBytes[tasks];
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && figures.hasNext()) {
        FigureCell figure = figures.next();
        int task = Math.floorMod(figure.place().hashCode(), open.length);
        if (open[task] == null) {
          open[task] = new FigureBytes();
        }
        open[task].add(figure);
        if (open[task].size() > PACKET) {
          ready.add(new Tuple2<>(task, open[task].take()));
        }
      }
      for (int task = 0; task < open.length && ready.isEmpty(); task++) {
        if (open[task] != null && open[task].size() > 0) {
          ready.add(new Tuple2<>(task, open[task].take()));
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      return ready.remove();
    }
  }
}
