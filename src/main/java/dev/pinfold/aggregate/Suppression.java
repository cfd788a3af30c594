// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Decides which buckets of a set must not show their figures. The set is one whose buckets add up
 * to a published total: the buckets of a dimension, or the groups of a KPI on a date.
 *
 * <p>Primary: a bucket with some people, but fewer than {@code minGroupSize}. Complementary: while
 * one bucket alone is hidden, or the hidden ones together hold fewer than {@code minGroupSize}
 * people, the smallest shown bucket is hidden too; otherwise total minus shown buckets would give
 * the figure away. A bucket without people hides nothing and is always shown. Where every bucket
 * with people is hidden, a total that is still too small is hidden by the primary rule itself.
 *
 * @param minGroupSize people; 1 switches suppression off
 */
public record Suppression(int minGroupSize) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Suppression {
    if (minGroupSize < 1) {
      throw new IllegalArgumentException("minGroupSize must be at least 1, got " + minGroupSize);
    }
  }

  /** Whether a figure about so many people is hidden by itself; the test for a total. */
  public boolean isTooSmall(long people) {
    return people > 0 && people < minGroupSize;
  }

  /**
   * Which buckets to hide. Deterministic: of equally small buckets the earlier is taken.
   *
   * @param people distinct people behind each bucket, never negative
   * @return at each bucket's index, whether it is hidden
   */
  public boolean[] hidden(long[] people) {
    boolean[] hidden = new boolean[people.length];
    long covered = 0;
    int count = 0;
    for (int i = 0; i < people.length; i++) {
      if (people[i] < 0) {
        throw new IllegalArgumentException("people must not be negative at index " + i);
      }
      if (isTooSmall(people[i])) {
        hidden[i] = true;
        covered += people[i];
        count++;
      }
    }
    if (count == 0) {
      return hidden;
    }
    for (int next : smallestFirst(people)) {
      if (count > 1 && covered >= minGroupSize) {
        break;
      }
      if (people[next] > 0 && !hidden[next]) {
        hidden[next] = true;
        covered += people[next];
        count++;
      }
    }
    return hidden;
  }

  private static int[] smallestFirst(long[] people) {
    Integer[] order = IntStream.range(0, people.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingLong(index -> people[index]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }
}
