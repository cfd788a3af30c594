// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Counts, person by person, who is in what is left of figures. Not thread-safe. */
final class RestFigures {
  /** Sums of the same numbers in another order may differ by less. */
  private static final double ROUNDING = 1e-6;

  /** A rest that a counting is a term of. */
  private record Term(RestCounting rest, boolean isTotal) {}

  /** By counting. */
  private final Term[][] terms;

  private final List<RestCounting> rests;
  private final int first;
  private final ToIntFunction<String> numbers;
  private final IntPredicate isPart;
  private final CellTable left = new CellTable(64);

  /**
   * @param numbers of groups' values
   * @param isPart whether a number stands for a part of a figure, which nobody sees
   */
  RestFigures(CountingPlan plan, ToIntFunction<String> numbers, IntPredicate isPart) {
    this.rests = plan.rests();
    this.first = plan.countings().size();
    this.numbers = numbers;
    this.isPart = isPart;
    List<List<Term>> all = new ArrayList<>();
    plan.countings().forEach(counting -> all.add(new ArrayList<>()));
    for (RestCounting rest : rests) {
      all.get(rest.total()).add(new Term(rest, true));
      for (int part : rest.parts()) {
        all.get(part).add(new Term(rest, false));
      }
    }
    this.terms = all.stream().map(some -> some.toArray(Term[]::new)).toArray(Term[][]::new);
  }

  /** Takes in one figure of the present person. */
  void add(long key, double sum, long endpoints) {
    for (Term term : terms[CellKey.counting(key)]) {
      RestCounting rest = term.rest();
      int group = CellKey.group(key);
      int value = CellKey.value(key);
      if (rest.value() != null && !term.isTotal()) {
        if (group != 0) {
          continue;
        }
        group = rest.groups()[0];
        value = numbers.applyAsInt(rest.value());
      } else if (!rest.isSplitBy(group)
          || isPart.test(value)
          || (rest.value() != null && value != numbers.applyAsInt(rest.value()))) {
        continue;
      }
      int sign = term.isTotal() ? 1 : -1;
      long place = CellKey.of(rest.number(), CellKey.grain(key), group, CellKey.day(key), value);
      left.add(left.slot(place), sign * sum, sign * endpoints, sign);
    }
  }

  /** Ends the present person, who is in each rest that some of their figures are left in. */
  void end(CellTable all) {
    for (int n = 0; n < left.size(); n++) {
      int slot = left.slotAt(n);
      long key = left.key(slot);
      if (isLeft(slot, rests.get(CellKey.counting(key) - first))) {
        all.add(all.slot(key), 0, 0, 1);
      }
    }
    left.clear();
  }

  private boolean isLeft(int slot, RestCounting rest) {
    return (rest.kinds().contains(Kind.SUM) && Math.abs(left.sum(slot)) > ROUNDING)
        || (rest.kinds().contains(Kind.ENDPOINTS) && left.endpoints(slot) != 0)
        || (rest.kinds().contains(Kind.PEOPLE) && left.people(slot) != 0);
  }
}
