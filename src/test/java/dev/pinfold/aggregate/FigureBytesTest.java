// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureBytesTest {
  private final FigureBytes bytes = new FigureBytes();

  private static List<FigureCell> read(byte[] figures) {
    List<FigureCell> read = new ArrayList<>();
    FigureBytes.read(figures, read::add);
    return read;
  }

  @Test
  void read_whatWasTaken_isTheSameFigures() {
    String longText = "ü\uD83D\uDE00".repeat(50_000); // longer than DataOutput's own texts may be
    List<FigureCell> figures =
        List.of(
            new FigureCell(0, Grain.PERIOD, -1, 0, "", null, 0.1 + 0.2, 0, Long.MAX_VALUE),
            new FigureCell(999, Grain.WEEK, 20_000, 31, longText, null, -0.0, 1, 2),
            new FigureCell(3, Grain.DAY, 1, 2, "(none)", new Around(1, longText), Double.NaN, 3, 4),
            new FigureCell(3, Grain.MONTH, 1, 2, "(none)", new Around(1, ""), 1e300, 3, 4));
    figures.forEach(bytes::add);
    assertThat(bytes.size()).isPositive().isLessThan(longText.length() * 4);
    assertThat(read(bytes.take())).isEqualTo(figures);
  }

  @Test
  void take_again_holdsWhatCameSinceAndKnowsItsTexts() {
    FigureCell figure = new FigureCell(1, Grain.DAY, 5, 1, "a", null, 1, 1, 1);
    bytes.add(figure);
    assertThat(read(bytes.take())).containsExactly(figure);
    assertThat(bytes.take()).isEmpty();
    bytes.add(figure);
    bytes.add(figure);
    assertThat(read(bytes.take())).containsExactly(figure, figure);
  }
}
