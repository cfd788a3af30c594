// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/**
 * How sure a type is by the share of values that match and by the column's name: a logistic curve,
 * so that each counts less the surer the other already is.
 *
 * @param intercept log-odds where neither speaks
 * @param perShare what matches in all values add
 * @param perName what a name that says nothing else adds
 */
record Calibration(double intercept, double perShare, double perName) {
  /** Never quite sure: a person may know better. */
  private static final double SUREST = 0.99;

  /**
   * @param share of the values that match, times the identifier's weight, in [0, 1]
   * @param nameStrength in [0, 1]
   * @return in (0, 1), rising with both
   */
  double confidence(double share, double nameStrength) {
    double logOdds = intercept + perShare * share + perName * nameStrength;
    return Math.min(SUREST, 1 / (1 + Math.exp(-logOdds)));
  }
}
