// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Computes a report from equivalence classes. */
public final class RiskAnalysis {
  /** Shares of people that may be left out, one proposal each. */
  static final List<Double> ALLOWANCES = List.of(0.0, 0.01, 0.05);

  /** More nodes than this are looked at only where that costs little. */
  private static final int MANY_NODES = 600;

  private static final int SHOWN_OF_A_SIZE = 3;

  private final String table;
  private final List<QuasiIdentifier> identifiers;
  private final RememberedClasses classes;
  private final Levels bottom;
  private final Levels top;

  private RiskAnalysis(String table, List<QuasiIdentifier> identifiers, ClassTable classes) {
    this.table = table;
    this.identifiers = List.copyOf(identifiers);
    this.classes = new RememberedClasses(classes);
    this.bottom = Levels.bottom(identifiers.size());
    this.top = Levels.top(identifiers);
  }

  /**
   * @param identifying readable columns that differ for nearly everyone
   */
  public static RiskReport of(
      String table,
      List<QuasiIdentifier> identifiers,
      ClassTable classes,
      List<SensitiveFigures> sensitive,
      List<String> identifying) {
    return new RiskAnalysis(table, identifiers, classes).report(sensitive, identifying);
  }

  private RiskReport report(List<SensitiveFigures> sensitive, List<String> identifying) {
    ClassFigures now = classes.at(bottom);
    List<Proposal> proposals =
        now.below() == 0
            ? List.of()
            : new GeneralizationSearch(identifiers, classes).find(ALLOWANCES);
    return new RiskReport(
        table, now, identifiers, each(), alone(), sensitive, identifying, proposals);
  }

  private List<RiskReport.One> each() {
    List<Levels> nodes = new ArrayList<>();
    for (int at = 0; at < identifiers.size(); at++) {
      nodes.add(top.with(at, 0));
      nodes.add(bottom.with(at, identifiers.get(at).top()));
      nodes.add(bottom.with(at, 1));
    }
    Map<Levels, ClassFigures> figures = classes.at(nodes);
    List<RiskReport.One> each = new ArrayList<>();
    for (int at = 0; at < identifiers.size(); at++) {
      QuasiIdentifier one = identifiers.get(at);
      each.add(
          new RiskReport.One(
              one,
              figures.get(top.with(at, 0)),
              figures.get(bottom.with(at, one.top())),
              one.top() == 1 ? null : figures.get(bottom.with(at, 1))));
    }
    return each;
  }

  /** Of one, two and three quasi-identifiers those that most people are alone by. */
  private List<RiskReport.Alone> alone() {
    List<RiskReport.Alone> shown = new ArrayList<>();
    int most = classes.patience() >= MANY_NODES ? 3 : 2;
    for (int size = 1; size <= Math.min(most, identifiers.size()); size++) {
      List<List<Integer>> sets = new ArrayList<>();
      addSets(size, 0, List.of(), sets);
      if (sets.size() > MANY_NODES) {
        break;
      }
      Map<Levels, ClassFigures> figures = classes.at(sets.stream().map(this::only).toList());
      sets.stream()
          .map(set -> alone(set, figures.get(only(set))))
          .filter(one -> one.below() > 0)
          .sorted(
              Comparator.comparingLong((RiskReport.Alone one) -> -one.unique())
                  .thenComparingLong(one -> -one.below()))
          .limit(SHOWN_OF_A_SIZE)
          .forEach(shown::add);
    }
    return shown;
  }

  private void addSets(int size, int from, List<Integer> chosen, List<List<Integer>> sets) {
    if (chosen.size() == size) {
      sets.add(chosen);
      return;
    }
    for (int at = from; at < identifiers.size(); at++) {
      List<Integer> longer = new ArrayList<>(chosen);
      longer.add(at);
      addSets(size, at + 1, longer, sets);
    }
  }

  private Levels only(List<Integer> set) {
    Levels node = top;
    for (int at : set) {
      node = node.with(at, 0);
    }
    return node;
  }

  private RiskReport.Alone alone(List<Integer> set, ClassFigures figures) {
    return new RiskReport.Alone(
        set.stream().map(at -> identifiers.get(at).name()).toList(),
        figures.unique(),
        figures.below());
  }
}
