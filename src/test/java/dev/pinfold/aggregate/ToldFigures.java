// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Somebody who has the published figures of some tables and tells small ones: a figure is the sum
 * of the kinds of people in it, nothing else is known of the tables, and {@link ExactSolver} solves
 * for those.
 */
public final class ToldFigures {
  private ToldFigures() {}

  /**
   * The figures of fewer people than a group that the published ones tell, with their sizes.
   *
   * @param counts people by kind
   * @param figures all figures that could be published, as the kinds in them, by name
   */
  public static <K> List<String> of(
      Map<K, Integer> counts,
      Map<String, Predicate<K>> figures,
      Set<String> published,
      int minGroupSize) {
    List<K> kinds = List.copyOf(counts.keySet());
    List<String> names = List.copyOf(figures.keySet());
    long[] sizes = names.stream().mapToLong(name -> size(counts, figures.get(name))).toArray();
    BitSet possible = new BitSet();
    possible.set(0, kinds.size());
    for (int n = 0; n < sizes.length; n++) {
      if (sizes[n] == 0) {
        // What is in a figure that is zero is known to be zero.
        within(figures.get(names.get(n)), kinds).forEach(possible::clear);
      }
    }
    BitSet unknown = new BitSet();
    unknown.set(0, kinds.size() + names.size());
    List<int[]> equations = new ArrayList<>();
    for (int n = 0; n < sizes.length; n++) {
      int figure = kinds.size() + n;
      equations.add(
          IntStream.concat(
                  IntStream.of(figure),
                  within(figures.get(names.get(n)), kinds).filter(possible::get))
              .toArray());
      if (sizes[n] == 0 || published.contains(names.get(n))) {
        unknown.clear(figure);
      }
    }
    BitSet told = ExactSolver.determined(equations, kinds.size() + names.size(), unknown);
    List<String> small = new ArrayList<>();
    for (int n = 0; n < sizes.length; n++) {
      int figure = kinds.size() + n;
      if (sizes[n] > 0 && sizes[n] < minGroupSize && (told.get(figure) || !unknown.get(figure))) {
        small.add(names.get(n) + " = " + sizes[n]);
      }
    }
    return small;
  }

  private static <K> IntStream within(Predicate<K> figure, List<K> kinds) {
    return IntStream.range(0, kinds.size()).filter(i -> figure.test(kinds.get(i)));
  }

  /** The people of a figure. */
  static <K> long size(Map<K, Integer> counts, Predicate<K> figure) {
    return counts.entrySet().stream()
        .filter(kind -> figure.test(kind.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
