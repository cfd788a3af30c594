// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class KnownFieldsTest {
  private final KnownFields known = new KnownFields(new FieldNames());

  private KnownField next(KnownField before, String name) {
    byte[] bytes = ("." + name + ".").getBytes(StandardCharsets.UTF_8);
    return known.next(before, bytes, 1, bytes.length - 1);
  }

  @Test
  void next_sameNamesInTheSameOrder_areTheSameFields() {
    KnownField a = next(known.records().enter(), "a");
    KnownField b = next(a, "b");
    assertThat(next(known.records().enter(), "a")).isSameAs(a);
    assertThat(next(a, "b")).isSameAs(b);
    assertThat(b.name()).isEqualTo("b");
    assertThat(b.before()).isSameAs(a);
    assertThat(a.before()).isNull();
  }

  @Test
  void next_moreFollowersThanTheLatestTwo_areStillKnown() {
    KnownField a = next(known.records().enter(), "a");
    KnownField[] followers = new KnownField[30];
    for (int i = 0; i < followers.length; i++) {
      followers[i] = next(a, "f" + i);
    }
    for (int i = 0; i < followers.length; i++) {
      assertThat(next(a, "f" + i)).isSameAs(followers[i]);
    }
  }

  @Test
  void next_nameThatTheObjectHas_isNone() {
    KnownField b = next(next(known.records().enter(), "a"), "b");
    assertThat(next(b, "a")).isNull();
    assertThat(next(b, "b")).isNull();
    assertThat(next(next(b, "c"), "a")).isNull();
    assertThat(next(b.enter(), "a")).as("of the object inside").isNotNull();
  }

  @Test
  void next_longName_isNotKept() {
    KnownField a = next(known.records().enter(), "a");
    assertThat(next(a, "x".repeat(256))).isNotNull();
    assertThat(next(a, "x".repeat(257))).isNull();
  }

  @Test
  void next_objectWhoseNamesAreData_leavesRoomForOthers() {
    KnownField data = next(known.records().enter(), "data");
    KnownField beginning = data.enter();
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      kept += next(beginning, "k" + i) == null ? 0 : 1;
    }
    assertThat(kept).isBetween(100, 2_000);
    assertThat(next(data, "new")).isNotNull();
  }

  @Test
  void next_nameThatObjectsHaveTwice_takesNoRoom() {
    KnownField a = next(known.records().enter(), "a");
    for (int i = 0; i < 20_000; i++) {
      assertThat(next(a, "a")).isNull();
    }
    assertThat(next(a, "b")).isNotNull();
  }

  @Test
  void enter_objectsThatMostlyLeaveWhatIsKnown_areNotFollowed_butOthersAre() {
    Random random = new Random(5);
    KnownField steady = next(known.records().enter(), "steady");
    KnownField any = next(steady, "any");
    int notFollowed = 0;
    for (int i = 0; i < 20_000; i++) {
      next(steady.enter(), "a");
      KnownField last = any.enter();
      notFollowed += last == null ? 1 : 0;
      for (int k = 0; last != null && k < 4; k++) {
        KnownField field = next(last, "k" + random.nextInt(100_000) + k);
        if (field == null) {
          last.leave();
        }
        last = field;
      }
    }
    assertThat(steady.enter()).isNotNull();
    assertThat(any.enter()).isNull();
    assertThat(notFollowed).isBetween(19_000, 19_900);
  }

  @Test
  void isWatched_asksOnceForEachWatch() {
    AtomicInteger asked = new AtomicInteger();
    Predicate<String> watch = name -> asked.incrementAndGet() > 0 && name.equals("a");
    KnownField a = next(known.records().enter(), "a");
    assertThat(a.isWatched(watch)).isTrue();
    assertThat(a.isWatched(watch)).isTrue();
    assertThat(asked).hasValue(1);
    assertThat(a.isWatched(name -> false)).isFalse();
    assertThat(a.isWatched(watch)).isTrue();
  }
}
