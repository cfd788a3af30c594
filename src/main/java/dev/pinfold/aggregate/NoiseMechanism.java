// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

/** The distribution that noise is drawn from. */
public enum NoiseMechanism {
  /** Pure epsilon; least noise where a person can change few figures (Dwork & Roth, 3.3). */
  LAPLACE,
  /**
   * Epsilon and delta; its noise grows with the square root of how many figures a person can
   * change, where Laplace's grows with their number (Balle & Wang, 2018: the analytic Gaussian
   * mechanism).
   */
  GAUSSIAN
}
