// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the generalisation that loses least among those that reach the target: full-domain
 * generalisation with suppression, over the lattice of Samarati (2001).
 *
 * <p>People below the target never become more on the way up the lattice, and the loss only grows.
 * So first a bound is found greedily: upwards, as Datafly does (Sweeney 1997), and downwards from
 * everything dropped. Where the lattice is small enough all nodes that lose less are then tried,
 * the coarsest first; one that fails takes all finer ones with it, as in El Emam's OLA (2009). What
 * is then left is the optimum.
 */
final class GeneralizationSearch {
  private static final int LARGEST_LATTICE = 50_000;

  private final List<QuasiIdentifier> identifiers;
  private final RememberedClasses classes;
  private final InformationLoss loss;
  private int patience;

  GeneralizationSearch(List<QuasiIdentifier> identifiers, RememberedClasses classes) {
    this.identifiers = List.copyOf(identifiers);
    this.classes = classes;
    this.loss = InformationLoss.of(identifiers, classes);
    this.patience = classes.patience();
  }

  /**
   * The best generalisation for each share of people that may stay below the target; the same one
   * only once.
   */
  List<Proposal> find(Collection<Double> allowances) {
    List<Proposal> proposals = new ArrayList<>();
    for (double allowance : allowances) {
      find(allowance)
          .filter(one -> proposals.stream().noneMatch(o -> o.levels().equals(one.levels())))
          .ifPresent(proposals::add);
    }
    return proposals;
  }

  private Optional<Proposal> find(double allowance) {
    Levels top = Levels.top(identifiers);
    if (!reaches(top, allowance)) {
      return Optional.empty();
    }
    Levels upwards = refined(climbed(allowance), allowance);
    Levels downwards = refined(top, allowance);
    Levels best = loss.of(upwards) <= loss.of(downwards) ? upwards : downwards;
    Optional<Levels> optimum = optimum(best, allowance);
    Levels found = optimum.orElse(best);
    return Optional.of(
        new Proposal(
            identifiers,
            found,
            allowance,
            classes.at(found),
            Math.min(1, Math.max(0, 1 - loss.of(found))),
            optimum.isPresent()));
  }

  private boolean reaches(Levels node, double allowance) {
    return reaches(classes.at(node), allowance);
  }

  private static boolean reaches(ClassFigures figures, double allowance) {
    return figures.below() <= Math.floor(allowance * figures.people() + 1e-9);
  }

  /** From the bottom up: each time the step that helps most people for what it loses. */
  private Levels climbed(double allowance) {
    Levels node = Levels.bottom(identifiers.size());
    while (!reaches(node, allowance)) {
      Levels from = node;
      ClassFigures before = classes.at(from);
      Map<Levels, ClassFigures> above = classes.at(neighbours(from, 1));
      node =
          above.entrySet().stream()
              .max(
                  Comparator.comparingDouble(
                          (Map.Entry<Levels, ClassFigures> next) ->
                              (before.below() - next.getValue().below())
                                  / (loss.of(next.getKey()) - loss.of(from)))
                      .thenComparingDouble(next -> -loss.of(next.getKey())))
              .orElseThrow()
              .getKey();
    }
    return node;
  }

  /**
   * From a node that reaches the target down, as far as it goes, each time by what regains most.
   */
  private Levels refined(Levels from, double allowance) {
    Levels node = from;
    while (true) {
      Optional<Levels> finer =
          classes.at(neighbours(node, -1)).entrySet().stream()
              .filter(next -> reaches(next.getValue(), allowance))
              .map(Map.Entry::getKey)
              .min(Comparator.comparingDouble(loss::of));
      if (finer.isEmpty()) {
        return node;
      }
      node = finer.get();
    }
  }

  private List<Levels> neighbours(Levels node, int step) {
    List<Levels> neighbours = new ArrayList<>();
    for (int at = 0; at < node.size(); at++) {
      int level = node.get(at) + step;
      if (level >= 0 && level <= identifiers.get(at).top()) {
        neighbours.add(node.with(at, level));
      }
    }
    return neighbours;
  }

  /**
   * The node that loses least of all, where that can be settled.
   *
   * @param bound a node that reaches the target
   */
  private Optional<Levels> optimum(Levels bound, double allowance) {
    OptionalInt size = latticeSize();
    if (size.isEmpty()) {
      return Optional.empty();
    }
    Levels best = bound;
    List<Levels> failed = new ArrayList<>();
    for (Levels node : cheaperThan(bound)) {
      if (loss.of(node) < loss.of(best)
          && failed.stream().noneMatch(coarser -> coarser.isAtLeast(node))) {
        if (!classes.knows(node) && patience-- <= 0) {
          return Optional.empty();
        }
        if (reaches(node, allowance)) {
          best = node;
        } else {
          failed.removeIf(node::isAtLeast);
          failed.add(node);
        }
      }
    }
    return Optional.of(best);
  }

  private OptionalInt latticeSize() {
    long size = 1;
    for (QuasiIdentifier one : identifiers) {
      size *= one.top() + 1;
      if (size > LARGEST_LATTICE) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of((int) size);
  }

  private List<Levels> cheaperThan(Levels bound) {
    List<Levels> nodes = new ArrayList<>(List.of(Levels.bottom(identifiers.size())));
    for (int at = 0; at < identifiers.size(); at++) {
      List<Levels> longer = new ArrayList<>();
      for (Levels node : nodes) {
        for (int level = 0; level <= identifiers.get(at).top(); level++) {
          longer.add(node.with(at, level));
        }
      }
      longer.removeIf(node -> loss.of(node) >= loss.of(bound));
      nodes = longer;
    }
    nodes.sort(Comparator.comparingDouble(node -> -loss.of(node)));
    return nodes;
  }
}
