// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

/** How {@code pinfold catalog} prints. */
public enum CatalogFormat {
  TABLE,
  JSON,
  CSV
}
