// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** How much harm the disclosure of a value does, in rising order. */
public enum Sensitivity {
  NONE,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
