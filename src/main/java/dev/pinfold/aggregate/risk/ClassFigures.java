// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * How large the equivalence classes are: the sets of people who share all quasi-identifiers.
 *
 * @param target the size that no class should fall below
 * @param k people in the smallest class (Sweeney 2002); 0 where there is nobody
 * @param unique people alone in their class
 * @param below people in classes below the target
 * @param smallestKept people in the smallest class that reaches the target; 0 where none does
 * @param entropy bits that the quasi-identifiers tell of a person, on average
 * @param histogram number of classes by size, as {@link #SIZES} divides them
 */
public record ClassFigures(
    int target,
    long people,
    long classes,
    long k,
    long unique,
    long below,
    long smallestKept,
    double entropy,
    List<Long> histogram) {
  /** The first size of each part of the histogram. */
  public static final List<Long> SIZES = List.of(1L, 2L, 3L, 5L, 10L, 20L, 50L);

  public ClassFigures {
    histogram = List.copyOf(histogram);
  }

  /** The part of the histogram that a size falls into. */
  public static int part(long size) {
    int part = SIZES.size() - 1;
    while (size < SIZES.get(part)) {
      part--;
    }
    return part;
  }

  /** The sizes of a part of the histogram: {@code 1}, {@code 3-4}, {@code 50+}. */
  public static String partName(int part) {
    long from = SIZES.get(part);
    if (part == SIZES.size() - 1) {
      return from + "+";
    }
    long to = SIZES.get(part + 1) - 1;
    return from == to ? Long.toString(from) : from + "-" + to;
  }

  public double belowShare() {
    return people == 0 ? 0 : (double) below / people;
  }

  public double uniqueShare() {
    return people == 0 ? 0 : (double) unique / people;
  }

  /**
   * The chance of a prosecutor, who knows that somebody is in the table, to be right about the
   * person easiest to find: 1/k. For a table that is its own population, the journalist's as well
   * (El Emam and Dankar 2008).
   */
  public double highestRisk() {
    return k == 0 ? 0 : 1.0 / k;
  }

  /** The share of all people that a marketer who guesses once each would get right. */
  public double averageRisk() {
    return people == 0 ? 0 : (double) classes / people;
  }

  /** Adds up classes. */
  static final class Builder {
    private final int target;
    private final long[] histogram = new long[SIZES.size()];
    private long people;
    private long classes;
    private long k = Long.MAX_VALUE;
    private long unique;
    private long below;
    private long smallestKept = Long.MAX_VALUE;
    private double sizeTimesLog;

    Builder(int target) {
      this.target = target;
    }

    void add(long size) {
      people += size;
      classes++;
      k = Math.min(k, size);
      unique += size == 1 ? 1 : 0;
      below += size < target ? size : 0;
      smallestKept = size >= target ? Math.min(smallestKept, size) : smallestKept;
      sizeTimesLog += size * Math.log(size);
      histogram[part(size)]++;
    }

    ClassFigures build() {
      List<Long> parts = new ArrayList<>();
      for (long part : histogram) {
        parts.add(part);
      }
      return ofSums(
          target,
          people,
          classes,
          classes == 0 ? 0 : k,
          unique,
          below,
          smallestKept == Long.MAX_VALUE ? 0 : smallestKept,
          sizeTimesLog,
          parts);
    }
  }

  /**
   * From sums over classes.
   *
   * @param sizeTimesLog sum of n ln n
   */
  public static ClassFigures ofSums(
      int target,
      long people,
      long classes,
      long k,
      long unique,
      long below,
      long smallestKept,
      double sizeTimesLog,
      List<Long> histogram) {
    return new ClassFigures(
        target,
        people,
        classes,
        k,
        unique,
        below,
        smallestKept,
        entropy(people, sizeTimesLog) / Math.log(2),
        histogram);
  }

  /**
   * Shannon's entropy of a grouping in nats.
   *
   * @param sizeTimesLog sum of n ln n over the groups
   */
  public static double entropy(long people, double sizeTimesLog) {
    return people == 0 ? 0 : Math.max(0, Math.log(people) - sizeTimesLog / people);
  }
}
