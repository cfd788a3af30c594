// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Serializable;

/**
 * How much of a record is believed before it goes to quarantine.
 *
 * @param maximumValueBytes longest string, number or name, in bytes of UTF-8; default 1 MiB
 * @param maximumRecordBytes longest record, in bytes as they lie in the file; default 16 MiB
 * @param maximumDepth deepest nesting, the record itself counted, JSON inside strings counting on;
 *     default 64, at most 1000
 */
public record ReadLimits(int maximumValueBytes, int maximumRecordBytes, int maximumDepth)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Deeper nesting would need more stack than a thread is sure to have. */
  private static final int DEEPEST = 1000;

  private static final int LARGEST_RECORD = 512 << 20;

  public ReadLimits {
    if (maximumValueBytes < 1) {
      throw new IllegalArgumentException("maximumValueBytes must be at least 1");
    }
    if (maximumRecordBytes < 64 || maximumRecordBytes > LARGEST_RECORD) {
      throw new IllegalArgumentException("maximumRecordBytes must be from 64 to 512 MiB");
    }
    if (maximumDepth < 1 || maximumDepth > DEEPEST) {
      throw new IllegalArgumentException("maximumDepth must be from 1 to " + DEEPEST);
    }
  }

  public static ReadLimits defaults() {
    return new ReadLimits(1 << 20, 16 << 20, 64);
  }
}
