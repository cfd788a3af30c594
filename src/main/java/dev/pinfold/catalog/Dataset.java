// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.util.Locale;

/** The four kinds of dump, told apart by folder; each becomes one protected table. */
public enum Dataset {
  ENDPOINTS,
  EVENTS,
  IMPORTS,
  CONFIGURATION;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The folder, table and column-path prefix of this dataset, such as {@code endpoints}. */
  public String label() {
    return label;
  }
}
