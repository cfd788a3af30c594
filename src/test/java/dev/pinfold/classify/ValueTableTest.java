// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ValueTableTest {
  private final ValueTable table = new ValueTable();

  private void add(String text, boolean isNumber, boolean isRegional, String region) {
    ValueLook look = ValueLook.at(text, region, new BitSet(), new SmallIdentifiers());
    int slot = table.add(ValueText.of(text), isNumber, isRegional, RegionCode.of(region));
    table.tell(slot, look);
  }

  @Test
  void find_textsOfAnyLength_findsEachByItself() {
    for (int i = 0; i < 3000; i++) {
      String text = "é".repeat(i % 40) + i;
      assertThat(table.find(ValueText.of(text), false, RegionCode.NONE)).isEqualTo(-1);
      add(text, false, false, null);
    }
    for (int i = 0; i < 3000; i++) {
      String text = "é".repeat(i % 40) + i;
      int slot = table.find(ValueText.of(text), false, RegionCode.of("DE"));
      assertThat(table.text(slot)).isEqualTo(text);
      assertThat(table.look(slot).hash()).isEqualTo(ValueLook.hash(text));
      assertThat(table.countAgain(slot, 1)).isEqualTo(1);
    }
    assertThat(table.size()).isEqualTo(3000);
  }

  @Test
  void find_textsThatDifferInOneByte_areOthers() {
    byte[] window = "abcdefghijklmnopqrstuvwxyz0123456789".getBytes(StandardCharsets.US_ASCII);
    for (int length = 1; length <= window.length; length++) {
      String text = new String(window, 0, length, StandardCharsets.US_ASCII);
      add(text, false, false, null);
      for (int i = 0; i < length; i++) {
        String other = text.substring(0, i) + "_" + text.substring(i + 1);
        assertThat(table.find(ValueText.of(other), false, RegionCode.NONE)).as(other).isEqualTo(-1);
      }
      assertThat(table.text(table.find(ValueText.of(text), false, RegionCode.NONE)))
          .isEqualTo(text);
      assertThat(table.find(ValueText.of(text + "\0"), false, RegionCode.NONE)).isEqualTo(-1);
    }
  }

  @Test
  void find_textsAmongOtherBytes_areThoseThatStandAlone() {
    String letters = "abcdefghijklmnopqrstuvwxyz";
    for (int length = 1; length <= 20; length++) {
      add(letters.substring(0, length), false, false, null);
      for (int behind = 0; behind < 12; behind++) {
        String tape = "\"" + letters.substring(0, length) + "~".repeat(behind);
        ValueText value = new ValueText();
        value.set(tape.getBytes(StandardCharsets.US_ASCII), 1, 1 + length);
        assertThat(table.find(value, false, RegionCode.NONE)).as(tape).isNotNegative();
      }
    }
    assertThat(table.size()).isEqualTo(20);
  }

  @Test
  void find_sameTextInAnotherRegionOrAsANumber_isAnother() {
    add("2125550123", false, true, "US");
    add("2125550123", false, true, "DE");
    add("2125550123", true, false, "US");
    int inUnitedStates = table.find(ValueText.of("2125550123"), false, RegionCode.of("US"));
    assertThat(table.text(table.find(ValueText.of("2125550123"), false, RegionCode.of("US"))))
        .isEqualTo("2125550123");
    int inGermany = table.find(ValueText.of("2125550123"), false, RegionCode.of("DE"));
    int asNumber = table.find(ValueText.of("2125550123"), true, RegionCode.of("FR"));
    assertThat(table.find(ValueText.of("2125550123"), false, RegionCode.of("FR"))).isEqualTo(-1);
    assertThat(inUnitedStates).isNotEqualTo(inGermany);
    assertThat(table.isNumber(asNumber)).isTrue();
    assertThat(table.isNumber(inGermany)).isFalse();
  }

  @Test
  void takeRepeats_tellsThemOnce_andGrowingKeepsThem() {
    add("a", false, false, null);
    table.countAgain(table.find(ValueText.of("a"), false, RegionCode.NONE), 1);
    table.countAgain(table.find(ValueText.of("a"), false, RegionCode.NONE), 1);
    for (int i = 0; i < 100; i++) {
      add("b" + i, false, false, null);
    }
    int slot = table.find(ValueText.of("a"), false, RegionCode.NONE);
    assertThat(table.takeRepeats(slot)).isEqualTo(2);
    assertThat(table.takeRepeats(slot)).isZero();
  }
}
