// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Serializable;

/** Encrypts the bytes of a bad record before they leave the task that read them. */
@FunctionalInterface
public interface RawSealer extends Serializable {
  /** The bytes, sealed, and bound to their file and position. */
  byte[] seal(String file, long position, byte[] raw);
}
