// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** What settled a column's type. */
public enum DecidedBy {
  /** Pinpoint's own schema says what the field is. */
  FORMAT,
  VALUES,
  NAME,
  NAME_AND_VALUES,
  /** A person, in {@code policy.yaml}. */
  OVERRIDE
}
