// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static java.util.Objects.requireNonNull;

/**
 * One row of the PII catalog: what a column is and what protection does with it.
 *
 * @param dataset the dataset, or the derived table, that the column belongs to
 */
public record CatalogEntry(String dataset, Classification classification, ProtectionAction action) {
  public CatalogEntry {
    requireNonNull(dataset, "dataset is null");
    requireNonNull(classification, "classification is null");
    requireNonNull(action, "action is null");
  }

  /** The same column under another path. */
  public CatalogEntry at(ColumnPath path) {
    return new CatalogEntry(dataset, classification.at(path), action);
  }
}
