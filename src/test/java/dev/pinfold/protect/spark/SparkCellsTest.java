// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkCellsTest {
  private final SparkCells cells = new SparkCells();

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "süß \uD83D\uDE00", "0\u0000"})
  void text_ofBytes_isTheTextThatTheyAre(String text) {
    byte[] bytes = ("é" + text + "é").getBytes(StandardCharsets.UTF_8);
    Object cell = cells.text(bytes, 2, bytes.length - 2);
    Arrays.fill(bytes, (byte) '?');
    assertThat(cell).isEqualTo(cells.text(text)).hasToString(text);
  }

  @Test
  void text_ofBytes_hasAnArrayToItself() {
    byte[] bytes = "abcdef".getBytes(StandardCharsets.UTF_8);
    UTF8String cell = (UTF8String) cells.text(bytes, 1, 4);
    assertThat(cell.getBaseObject()).isEqualTo(new byte[] {'b', 'c', 'd'});
    assertThat(cell.getBytes()).isSameAs(cell.getBaseObject());
  }
}
