// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.io.Serializable;

/**
 * What a decision that a column is personal rests on, and its confidence is computed from.
 *
 * @param share of the values that speak for the type, times their weight, in [0, 1]
 * @param nameStrength in [0, 1]
 */
public record DecisionFeatures(DecisionKind kind, double share, double nameStrength)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
