// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValueMemoryTest {
  private final Map<String, Long> repeats = new HashMap<>();
  private final ValueMemory memory =
      new ValueMemory(
          new SmallIdentifiers(),
          new BitSet(),
          new ValueMemory.Budget(),
          new ValueLook.Scratch(),
          again -> repeats.merge(again.value(), again.repeats(), Long::sum),
          () -> {});

  private ValueLook see(String value, String region) {
    ValueText text = ValueText.of(value);
    int code = RegionCode.of(region);
    return memory.countAgain(text, false, code) ? null : memory.look(text, false, code);
  }

  @Test
  void look_sameValue_isRememberedByRegion() {
    assertThat(see("2125550123", "US").hasMatches()).isTrue();
    assertThat(see("2125550123", "US")).isNull();
    assertThat(see("2125550123", "DE").hasMatches()).isFalse();
    assertThat(see("2125550123", "DE")).isNull();
    assertThat(see("2125550123", null)).isNotNull();
  }

  @Test
  void look_valueThatBeginsLikeARegion_isNoOtherValue() {
    ValueLook inGermany = see("0301", "DE");
    ValueLook nowhere = see("DE0301", null);
    assertThat(nowhere.hash()).isEqualTo(ValueLook.hash("DE0301")).isNotEqualTo(inGermany.hash());
  }

  @Test
  void look_numberWrittenLikeAString_isAnotherValue() {
    assertThat(see("17", null)).isNotNull();
    assertThat(memory.countAgain(ValueText.of("17"), true, RegionCode.NONE)).isFalse();
  }

  @Test
  void flush_valuesThatCameAgain_tellsHowOften_once() {
    for (int i = 0; i < 3; i++) {
      see("a", null);
    }
    see("b", null);
    memory.flush();
    assertThat(repeats).containsExactlyEntriesOf(Map.of("a", 2L));
    see("a", null);
    memory.flush();
    memory.flush();
    assertThat(repeats).containsExactlyEntriesOf(Map.of("a", 3L));
  }

  @Test
  void look_valuesThatHardlyRepeat_areSoonForgotten_andCountedAllTheSame() {
    see("first@example.com", null);
    see("first@example.com", null);
    assertThat(memory.held()).isEqualTo(1);
    for (int i = 0; i < 20_000; i++) {
      String value = "u" + i + "@example.com";
      assertThat(see(value, null).hash()).isEqualTo(ValueLook.hash(value));
    }
    assertThat(see("u7@example.com", null)).as("given up").isNotNull();
    assertThat(memory.held()).isZero();
    assertThat(repeats).containsExactlyEntriesOf(Map.of("first@example.com", 1L));
  }

  @Test
  void look_latestOfValuesThatHardlyRepeat_isKept_byRegionAndKind() {
    for (int i = 0; i < 2_000; i++) {
      see("u" + i, null);
    }
    assertThat(see("2125550123", "US").hasMatches()).isTrue();
    assertThat(see("2125550123", "US")).isNull();
    assertThat(see("2125550123", "US")).isNull();
    assertThat(see("2125550123", "DE").hasMatches()).isFalse();
    assertThat(see("2125550123", "DE")).isNull();
    assertThat(memory.countAgain(ValueText.of("2125550123"), true, RegionCode.of("DE"))).isFalse();
    assertThat(see("2125550124", "DE")).isNotNull();
    String longer = "é".repeat(200);
    assertThat(see(longer, null)).isNotNull();
    assertThat(see(longer, null)).isNull();
    memory.flush();
    memory.flush();
    assertThat(repeats).containsExactlyInAnyOrderEntriesOf(Map.of("2125550123", 3L, longer, 1L));
  }

  @Test
  void look_firstThousandValuesHardlyRepeat_areForgottenSooner() {
    for (int i = 0; i < 1000; i++) {
      see("u" + i, null);
    }
    assertThat(memory.held()).isEqualTo(1000);
    for (int i = 1000; i < 1100; i++) {
      see("u" + i, null);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void look_valuesThatComeAgainAtOnceAlone_needNoMoreThanTheLatest() {
    for (int i = 0; i < 2200; i++) {
      assertThat(see("u" + i / 2, null) != null).isEqualTo(i % 2 == 0);
    }
    assertThat(memory.held()).isZero();
    assertThat(see("v", null)).isNotNull();
    assertThat(see("v", null)).isNull();
    assertThat(see("u7", null)).as("forgotten").isNotNull();
    memory.flush();
    assertThat(repeats).hasSize(1101).containsEntry("u0", 1L).containsEntry("v", 1L);
  }

  @Test
  void look_valuesThatComeAgainAtOnceAndLater_areKept() {
    for (int i = 0; i < 80_000; i++) {
      see("u" + i / 8 % 1000, null);
    }
    see("v", null);
    assertThat(memory.held()).isEqualTo(1001);
  }

  @Test
  void look_valuesOfWhichFewerThanAnEighthComeAgainLater_areForgottenBeforeThereAreTooMany() {
    for (int i = 0; i < 4000; i++) {
      see("u" + (i % 16 == 0 ? i % 80 : i), null);
    }
    assertThat(memory.held()).isGreaterThan(3000);
    for (int i = 4000; i < 4100; i++) {
      see("u" + i, null);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void look_twoThousandValuesThatComeAgain_areKept() {
    for (int i = 0; i < 4000; i++) {
      see("u" + i * 7919L % 2000 % 1900, null);
      see("same", null);
    }
    assertThat(memory.held()).isEqualTo(1901);
  }

  @Test
  void look_halvesOfSurrogatePairs_areDifferentValues() {
    see("\ud800", null);
    assertThat(see("?", null).hash()).isEqualTo(ValueLook.hash("?"));
    assertThat(see("\udc00", null).hash()).isEqualTo(ValueLook.hash("\udc00"));
  }

  @Test
  void keep_valuesThatWait_areLookedAtBeforeTheyMove_orAreTold() {
    SmallIdentifiers identifiers = new SmallIdentifiers();
    List<String> waiting = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    ValueMemory[] itself = new ValueMemory[1];
    AtomicInteger timesLooked = new AtomicInteger();
    Runnable look =
        () -> {
          timesLooked.incrementAndGet();
          for (int i = 0; i < waiting.size(); i++) {
            ValueText text = ValueText.of(waiting.get(i));
            itself[0].tell(places.get(i), itself[0].lookAt(text, RegionCode.NONE));
          }
          waiting.clear();
          places.clear();
        };
    ValueMemory waits =
        new ValueMemory(
            identifiers,
            new BitSet(),
            new ValueMemory.Budget(),
            new ValueLook.Scratch(),
            again -> {
              assertThat(again.look().hash()).isEqualTo(ValueLook.hash(again.value()));
              repeats.merge(again.value(), again.repeats(), Long::sum);
            },
            look);
    itself[0] = waits;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 200; i++) {
        String value = "u" + i + "@example.com";
        ValueText text = ValueText.of(value);
        assertThat(waits.countAgain(text, false, RegionCode.NONE)).isEqualTo(round > 0);
        if (round == 0) {
          assertThat(waits.letsWait(text)).isTrue();
          int place = waits.keep(text, false, RegionCode.NONE);
          waiting.add(value);
          places.add(place);
        }
        assertThat(waits.countLast(2)).isTrue();
      }
    }
    assertThat(timesLooked.get()).as("each time that the table grew").isBetween(3, 20);
    waits.flush();
    assertThat(repeats).hasSize(200).containsEntry("u0@example.com", 8L);
    assertThat(repeats).containsEntry("u199@example.com", 8L);
  }

  @Test
  void countLast_moreThanCountsHold_losesNone() {
    int most = Integer.MAX_VALUE - 1;
    see("a", null);
    assertThat(memory.countLast(most)).isTrue();
    assertThat(memory.countLast(1)).isTrue();
    assertThat(see("a", null)).isNull();
    assertThat(memory.countLast(most)).isTrue();
    assertThat(see("a", null)).isNull();
    assertThat(see("a", null)).isNull();
    memory.flush();
    assertThat(repeats).containsExactlyEntriesOf(Map.of("a", 2L * most + 4));
  }
}
