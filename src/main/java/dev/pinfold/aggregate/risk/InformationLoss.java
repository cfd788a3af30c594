// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much a generalisation takes away: for each quasi-identifier the share of its entropy that is
 * lost, averaged. The measure of entropy is Gionis and Tassa's (2009); each quasi-identifier counts
 * the same, so that one with many values is not sold off first. Grows strictly with every step,
 * also with one that changes nothing, so that none is proposed without need.
 */
final class InformationLoss {
  private static final double NEEDLESS_STEP = 1e-6;

  private final double[][] losses;

  private InformationLoss(double[][] losses) {
    this.losses = losses;
  }

  static InformationLoss of(List<QuasiIdentifier> identifiers, RememberedClasses classes) {
    Levels top = Levels.top(identifiers);
    List<Levels> alone = new ArrayList<>();
    for (int at = 0; at < identifiers.size(); at++) {
      for (int level = 0; level <= identifiers.get(at).top(); level++) {
        alone.add(top.with(at, level));
      }
    }
    Map<Levels, ClassFigures> figures = classes.at(alone);
    double[][] losses = new double[identifiers.size()][];
    for (int at = 0; at < losses.length; at++) {
      losses[at] = new double[identifiers.get(at).top() + 1];
      double whole = figures.get(top.with(at, 0)).entropy();
      for (int level = 0; level < losses[at].length; level++) {
        double left = figures.get(top.with(at, level)).entropy();
        double lost = whole <= 0 ? 0 : Math.max(0, 1 - left / whole);
        losses[at][level] = (lost + level * NEEDLESS_STEP) / losses.length;
      }
    }
    return new InformationLoss(losses);
  }

  double of(Levels node) {
    double loss = 0;
    for (int at = 0; at < losses.length; at++) {
      loss += losses[at][node.get(at)];
    }
    return loss;
  }
}
