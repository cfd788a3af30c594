// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/** The shape that Pinpoint's schema gives a field's values. */
public enum FieldShape {
  STRING,
  LONG,
  DOUBLE,
  BOOLEAN,
  /** As the values are. */
  ANY
}
