// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.util.Locale;

/** What happens to the values of a column on their way into the protected tables. */
public enum ProtectionAction {
  KEEP,
  DROP,
  /** Keyed, deterministic, one-way, joinable. */
  TOKENIZE,
  /** Deterministic authenticated encryption; the key holder can reverse it. */
  ENCRYPT,
  /** A coarser value: year, band, prefix, grid cell, network, browser family. */
  GENERALIZE,
  /** Personal spans inside free text are replaced, the rest stays. */
  REDACT;

  /** The action as it is written in {@code policy.yaml} and in the catalog. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
