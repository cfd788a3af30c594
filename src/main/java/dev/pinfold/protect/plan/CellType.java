// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

/** What one cell of a protected table holds, arrays aside. */
public enum CellType {
  STRUCT,
  STRING,
  LONG,
  DOUBLE,
  BOOLEAN
}
