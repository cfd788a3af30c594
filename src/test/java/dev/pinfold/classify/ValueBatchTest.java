// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueBatchTest {
  private static final String FILE = "events/a.json";

  private record Value(String text, boolean isNumber, int region, long position) {}

  @Test
  void get_valuesOfAnyKind_areThoseThatWereAdded_inTheirOrder() {
    Random random = new Random(7);
    ValueBatch batch = new ValueBatch();
    for (int round = 0; round < 50; round++) {
      batch.clear(FILE);
      List<Value> added = new ArrayList<>();
      while (true) {
        int region = random.nextBoolean() ? RegionCode.NONE : RegionCode.of("ZZ");
        String text = "ä7".repeat(random.nextInt(ValueBatch.LONGEST / 3));
        Value value = new Value(text, random.nextBoolean(), region, random.nextLong() >>> 1);
        if (!batch.takes(ValueText.of(text), FILE)) {
          break;
        }
        batch.add(ValueText.of(text), value.isNumber(), value.region(), value.position());
        added.add(value);
      }
      List<Value> found = new ArrayList<>();
      ValueText text = new ValueText();
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i, text);
        found.add(new Value(text.text(), batch.isNumber(i), batch.region(i), batch.position(i)));
      }
      assertThat(found).hasSizeGreaterThan(10).isEqualTo(added);
    }
  }

  @Test
  void takes_valueOfAnotherFile_isForTheNextBatch() {
    ValueBatch batch = new ValueBatch();
    batch.clear(FILE);
    batch.add(ValueText.of("a"), false, RegionCode.NONE, 0);
    assertThat(batch.takes(ValueText.of("b"), FILE)).isTrue();
    assertThat(batch.takes(ValueText.of("b"), "events/b.json")).isFalse();
    batch.clear("events/b.json");
    assertThat(batch.size()).isZero();
    assertThat(batch.file()).isEqualTo("events/b.json");
  }

  @Test
  void takes_manySmallValues_endsSomeTime() {
    ValueBatch batch = new ValueBatch();
    batch.clear(FILE);
    int taken = 0;
    for (; batch.takes(ValueText.of(""), FILE); taken++) {
      batch.add(ValueText.of(""), false, RegionCode.NONE, taken);
    }
    assertThat(taken).isBetween(32, 1024);
  }

  @Test
  void addAgain_lastValue_isCounted_andNothingElseOfItChanges() {
    ValueBatch batch = new ValueBatch();
    batch.clear(FILE);
    int region = RegionCode.of("ZZ");
    assertThat(batch.isLast(ValueText.of(""), false, FILE)).as("of none").isFalse();
    batch.add(ValueText.of("a"), false, RegionCode.NONE, 1);
    batch.add(ValueText.of("bb"), true, region, 2);
    assertThat(batch.isLast(ValueText.of("a"), false, FILE)).isFalse();
    assertThat(batch.isLast(ValueText.of("bb"), false, FILE)).isFalse();
    assertThat(batch.isLast(ValueText.of("bb"), true, "events/b.json")).isFalse();
    for (int i = 0; i < 100_000; i++) {
      assertThat(batch.isLast(ValueText.of("bb"), true, FILE)).isTrue();
      batch.addAgain();
    }
    batch.add(ValueText.of("c"), false, RegionCode.NONE, 3);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.again(0)).isZero();
    assertThat(batch.again(1)).isEqualTo(100_000);
    assertThat(batch.again(2)).isZero();
    assertThat(batch.region(1)).isEqualTo(region);
    assertThat(batch.isNumber(1)).isTrue();
    assertThat(batch.position(1)).isEqualTo(2);
    ValueText text = new ValueText();
    batch.get(2, text);
    assertThat(text.text()).isEqualTo("c");
  }

  @Test
  void takes_valueOfTheLongestLength_toAnEmptyBatch_always() {
    ValueBatch batch = new ValueBatch();
    batch.clear(FILE);
    String longest = "x".repeat(ValueBatch.LONGEST);
    int taken = 0;
    for (; batch.takes(ValueText.of(longest), FILE); taken++) {
      batch.add(ValueText.of(longest), false, RegionCode.NONE, taken);
    }
    assertThat(taken).isPositive();
    ValueText text = new ValueText();
    batch.get(taken - 1, text);
    assertThat(text.text()).isEqualTo(longest);
  }
}
