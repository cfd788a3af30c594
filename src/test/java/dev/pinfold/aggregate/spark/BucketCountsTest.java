// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.spark.BucketCounts.Breakdown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketCountsTest {
  private static final int DIMENSIONS = 3;

  /** Dimension 2 lies in 1; 1 and 3 in values of a group each, and 3 in one more. */
  private static final List<Breakdown> BREAKDOWNS =
      List.of(
          Breakdown.of(0),
          Breakdown.of(1),
          Breakdown.of(2),
          Breakdown.of(3),
          new Breakdown(2, 1, 0),
          new Breakdown(1, 4, 2),
          new Breakdown(3, 4, 2),
          new Breakdown(3, 5, 1));

  private record One(int person, boolean isUser, List<List<String>> labels, String[] groups) {
    Set<String> labelsOf(int dimension) {
      Set<String> all = new HashSet<>();
      if (dimension == 0) {
        all.add("");
      } else {
        labels
            .get(dimension - 1)
            .forEach(label -> all.add(Objects.requireNonNullElse(label, "(unknown)")));
        if (all.isEmpty()) {
          all.add("(unknown)");
        }
      }
      return all;
    }

    String around(Breakdown breakdown) {
      if (breakdown.around() == BucketCounts.NOWHERE) {
        return null;
      }
      return breakdown.group() == 0
          ? labelsOf(breakdown.around()).iterator().next()
          : Objects.requireNonNullElse(groups[breakdown.group()], "(none)");
    }

    byte[] packed() {
      LabelBytes bytes = new LabelBytes();
      for (List<String> values : labels) {
        bytes.begin(values.size());
        values.forEach(value -> bytes.add(UTF8String.fromString(value)));
      }
      return bytes.take();
    }

    UTF8String[] values() {
      UTF8String[] values = new UTF8String[groups.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = UTF8String.fromString(groups[i]);
      }
      return values;
    }
  }

  private static String label(Random random) {
    int number = random.nextInt(5);
    return number == 0 ? null : number == 1 ? "" : "l" + number;
  }

  private static List<One> endpoints(Random random) {
    List<One> all = new ArrayList<>();
    for (int person = 1; person <= 60; person++) {
      boolean isUser = random.nextBoolean();
      for (int i = random.nextInt(4); i >= 0; i--) {
        List<List<String>> labels = new ArrayList<>();
        for (int dimension = 1; dimension <= DIMENSIONS; dimension++) {
          // The one that others lie in has one value.
          int values = dimension == 3 ? random.nextInt(5) : random.nextInt(2);
          List<String> own = new ArrayList<>();
          for (int value = 0; value < values; value++) {
            own.add(label(random));
          }
          labels.add(own);
        }
        all.add(new One(person, isUser, labels, new String[] {null, label(random), label(random)}));
      }
    }
    return all;
  }

  /** Endpoints, users and people by place, counted plainly. */
  private static Map<String, String> plainly(List<One> endpoints) {
    Map<String, List<One>> sorted = new HashMap<>();
    for (Breakdown breakdown : BREAKDOWNS) {
      for (One one : endpoints) {
        for (String label : one.labelsOf(breakdown.dimension())) {
          sorted
              .computeIfAbsent(
                  breakdown.dimension()
                      + "/"
                      + label
                      + "/"
                      + breakdown.around()
                      + "/"
                      + one.around(breakdown),
                  place -> new ArrayList<>())
              .add(one);
        }
      }
    }
    Map<String, String> counts = new HashMap<>();
    sorted.forEach(
        (place, ones) ->
            counts.put(
                place,
                ones.size()
                    + " "
                    + ones.stream().filter(One::isUser).map(One::person).distinct().count()
                    + " "
                    + ones.stream().map(One::person).distinct().count()));
    return counts;
  }

  private static Map<String, String> counted(List<One> endpoints, boolean inParts) {
    BucketCounts counts = new BucketCounts(BREAKDOWNS, 1_000);
    List<FigureCell> parts = new ArrayList<>();
    int last = 0;
    for (One one : endpoints) {
      if (inParts && one.person() != last && one.person() % 7 == 0) {
        counts.flush(parts::add);
      }
      last = one.person();
      counts.add(one.packed(), one.person(), one.isUser(), one.values());
    }
    counts.flush(parts::add);
    Map<String, String> found = new HashMap<>();
    for (FigureCell figure : BucketCounts.together(parts.iterator())) {
      assertThat(figure.isBucket()).isTrue();
      found.put(
          figure.group()
              + "/"
              + figure.value()
              + "/"
              + (figure.isPart()
                  ? figure.parent().group() + "/" + figure.parent().value()
                  : BucketCounts.NOWHERE + "/null"),
          (long) figure.sum() + " " + figure.endpoints() + " " + figure.people());
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void add_endpointsPersonByPerson_countsAsPlainCountingDoes_alsoInParts(long seed) {
    List<One> endpoints = endpoints(new Random(seed));
    Map<String, String> plainly = plainly(endpoints);
    assertThat(counted(endpoints, false)).containsExactlyInAnyOrderEntriesOf(plainly);
    assertThat(counted(endpoints, true)).containsExactlyInAnyOrderEntriesOf(plainly);
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1_000})
  void isFull_manyLabels_untilTheyAreHandedOn(int labels) {
    BucketCounts counts = new BucketCounts(List.of(Breakdown.of(0), Breakdown.of(1)), 1_000);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      values.add("l" + i);
    }
    One one = new One(1, true, List.of(values), new String[] {null});
    counts.add(one.packed(), 1, true, one.values());
    assertThat(counts.isFull()).isEqualTo(labels + 1 > 1_000);
    List<FigureCell> figures = new ArrayList<>();
    counts.flush(figures::add);
    assertThat(figures).hasSize(labels + 1);
    assertThat(counts.isFull()).isFalse();
  }
}
