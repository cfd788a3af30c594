// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class LabelBytesTest {
  private static byte[] bytes(LabelBytes writer, List<List<String>> dimensions) {
    for (List<String> values : dimensions) {
      writer.begin(values.size());
      values.forEach(value -> writer.add(UTF8String.fromString(value)));
    }
    return writer.take();
  }

  private static List<List<String>> read(LabelReader reader, byte[] bytes, int dimensions) {
    reader.read(bytes);
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      List<String> values = new ArrayList<>();
      int count = reader.next();
      for (int j = 0; j < count; j++) {
        UTF8String value = reader.value();
        values.add(value == null ? null : value.toString());
      }
      all.add(values);
    }
    return all;
  }

  private static String text(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "ж".repeat(random.nextInt(100));
      case 3 -> "x".repeat(125 + random.nextInt(5)); // around the end of a byte of seven bits
      default -> "y".repeat(random.nextInt(40_000));
    };
  }

  @Test
  void read_whatWasWritten_isTheSame_oneEndpointAfterAnother() {
    Random random = new Random(7);
    LabelBytes writer = new LabelBytes();
    LabelReader reader = new LabelReader();
    for (int round = 0; round < 200; round++) {
      List<List<String>> dimensions = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String[] values = new String[random.nextInt(8) == 0 ? 200 : random.nextInt(4)];
        Arrays.setAll(values, j -> values.length == 200 ? "v" + j : text(random));
        dimensions.add(Arrays.asList(values));
      }
      byte[] bytes = bytes(writer, dimensions);
      assertThat(read(reader, bytes, dimensions.size())).isEqualTo(dimensions);
    }
  }

  @Test
  void take_shortLabels_areHardlyMoreThanTheirText() {
    List<List<String>> dimensions = List.of(List.of("EMAIL"), List.of(), List.of("de", "fr"));
    assertThat(bytes(new LabelBytes(), dimensions)).hasSize(3 + 3 + 5 + 2 + 2);
  }
}
