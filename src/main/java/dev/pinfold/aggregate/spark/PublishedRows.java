// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.FigureSuppression;
import dev.pinfold.aggregate.KpiRow;
import dev.pinfold.aggregate.KpiRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The rows of KPIs from their figures. All figures that sums or KPIs join come together on one
 * executor, are judged there and become rows; they are as many as days and groups, not as people.
 * How far the events go is told to each of those groups of figures by a packet of its own.
 */
final class PublishedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KpiRows rows;
  private final FigureSuppression.Structure structure;
  private final int[] publications;

  /**
   * @param structure which figures add up; null where none are hidden beside others
   */
  PublishedRows(KpiRows rows, FigureSuppression.Structure structure, CountingPlan plan) {
    this.rows = rows;
    this.structure = structure;
    this.publications = plan.publications();
  }

  /** Figures of some KPIs, and the last day with any event that the sender knows of. */
  private record Packet(int lastDay, byte[] figures) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The rows, lazily.
   *
   * @param figures each cell once, or its parts from several tasks; all of them come together
   */
  JavaRDD<KpiRow> of(JavaRDD<FigureCell> figures) {
    int tasks = (int) Math.max(1, IntStream.of(publications).distinct().count());
    return figures
        .mapPartitionsToPair(this::packets)
        .groupByKey(Math.min(figures.getNumPartitions(), tasks))
        .flatMap(together -> published(together._2()).iterator());
  }

  private Iterator<Tuple2<Integer, Packet>> packets(Iterator<FigureCell> figures) {
    Map<Integer, FigureBytes> open = new TreeMap<>();
    IntStream.of(publications).forEach(number -> open.put(number, new FigureBytes()));
    int[] lastDay = {KpiRows.NEVER};
    figures.forEachRemaining(
        figure -> {
          open.get(publications[figure.counting()]).add(figure);
          lastDay[0] = Math.max(lastDay[0], rows.eventDay(figure));
        });
    // Those without figures hear of the day too.
    return open.entrySet().stream()
        .map(one -> new Tuple2<>(one.getKey(), new Packet(lastDay[0], one.getValue().take())))
        .iterator();
  }

  private List<KpiRow> published(Iterable<Packet> packets) {
    List<FigureCell> figures = new ArrayList<>();
    int lastDay = KpiRows.NEVER;
    for (Packet packet : packets) {
      lastDay = Math.max(lastDay, packet.lastDay());
      FigureBytes.read(packet.figures(), figures::add);
    }
    // In one order, so that of equal groups the same one is hidden in every run.
    figures.sort(FigureCell.ORDER);
    List<FigureCell> whole = together(figures);
    if (structure != null) {
      whole.replaceAll(FigureCell::rounded); // before they are compared with one another
    }
    BitSet hidden = structure == null ? new BitSet() : FigureSuppression.hidden(whole, structure);
    return rows.of(whole, hidden, lastDay);
  }

  /** Each cell once. */
  private static List<FigureCell> together(List<FigureCell> sorted) {
    List<FigureCell> whole = new ArrayList<>(sorted.size());
    for (FigureCell part : sorted) {
      int last = whole.size() - 1;
      if (last >= 0 && FigureCell.ORDER.compare(whole.get(last), part) == 0) {
        whole.set(last, whole.get(last).plus(part));
      } else {
        whole.add(part);
      }
    }
    return whole;
  }
}
