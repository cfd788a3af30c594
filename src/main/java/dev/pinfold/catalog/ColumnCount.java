// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** Rows of a table, and how many of them hold something in a column. */
public record ColumnCount(long rows, long nonNull) {
  public static final ColumnCount NONE = new ColumnCount(0, 0);
}
