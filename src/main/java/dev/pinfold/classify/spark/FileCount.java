// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import java.io.Serializable;

/**
 * How many records a file held.
 *
 * @param read good and bad ones
 * @param quarantined bad ones
 * @param isUnopened whether the file could not be opened, so that nothing is known of its records
 */
public record FileCount(long read, long quarantined, boolean isUnopened) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a file that held no record. */
  public static final FileCount NONE = new FileCount(0, 0);

  /** Of a file that was read. */
  public FileCount(long read, long quarantined) {
    this(read, quarantined, false);
  }

  /** Good records, each of them a row of the protected table. */
  public long written() {
    return read - quarantined;
  }
}
