// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigurePacketsTest {
  private static FigureCell figure(int number, boolean isBucket) {
    int counting = isBucket ? FigureCell.BUCKET : number % 40;
    return new FigureCell(counting, Grain.DAY, number, 1, "v" + number, null, number, 1, 1);
  }

  /** One kind after the other, or mixed; of few, of one kind alone, and of many packets. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 20_000})
  void next_figuresOfBothKinds_areInPacketsOfOneKindEach(int figures) {
    for (int share : List.of(0, 1, 50, 100)) {
      Random random = new Random(figures);
      List<FigureCell> all = new ArrayList<>();
      for (int i = 0; i < figures; i++) {
        all.add(figure(i, random.nextInt(100) < share));
      }
      List<FigureCell> ofKpis = new ArrayList<>();
      List<FigureCell> buckets = new ArrayList<>();
      int packets = 0;
      FigurePackets made = new FigurePackets(all.iterator());
      while (made.hasNext()) {
        byte[] packet = made.next();
        packets++;
        assertThat(packet.length).isLessThan((1 << 18) + 100);
        FigurePackets.figures(packet)
            .forEachRemaining(FigurePackets.isOfBuckets(packet) ? buckets::add : ofKpis::add);
      }
      assertThat(ofKpis).isEqualTo(all.stream().filter(one -> !one.isBucket()).toList());
      assertThat(buckets).isEqualTo(all.stream().filter(FigureCell::isBucket).toList());
      assertThat(packets).isBetween(Math.min(1, figures) + figures / 10_000, 2 + figures / 1000);
    }
  }
}
