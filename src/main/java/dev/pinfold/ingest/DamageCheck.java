// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells a bad record in a sound file from one that a damaged file made. A flipped bit shows at the
 * checksum only, behind everything that it spoiled, or makes the file end too soon; so at the first
 * bad record the file is read to its end for itself, once. If it is damaged there, what follows the
 * bad record is not to be believed: it may look like records and be parts of some. Not thread-safe.
 */
final class DamageCheck {
  /** For plain files, which nothing vouches for anyway. */
  static final DamageCheck NONE = new DamageCheck(null);

  private final FileBytes file;
  private long damagedFrom = Long.MAX_VALUE;
  private boolean looked;

  /**
   * @param file the whole file, compressed; null for one that is not
   */
  DamageCheck(FileBytes file) {
    this.file = file;
  }

  /**
   * Whether what follows a bad record is suspect.
   *
   * @param end the byte behind the bad record, in the decompressed file
   */
  boolean makesSuspect(long end) throws IOException {
    if (file == null) {
      return false;
    }
    if (!looked) {
      looked = true;
      try (InputStream bytes = file.open()) {
        damagedFrom = Compression.damagedFrom(bytes);
      }
    }
    return end > damagedFrom;
  }
}
