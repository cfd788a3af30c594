// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Closeable;
import java.io.IOException;

/**
 * Walks the records of one file or one part of it. Nothing is lost: each record comes out as {@link
 * Outcome#RECORD} or {@link Outcome#QUARANTINED}; a {@link Outcome#NOTE} belongs to a record that
 * is good all the same and precedes it. Not thread-safe.
 */
public interface RecordReader extends Closeable {
  /** What {@link #next()} found. */
  enum Outcome {
    /** A good record: {@link #tape()} and {@link #position()} hold it until the next call. */
    RECORD,
    /** A record that could not be read: {@link #quarantined()}. */
    QUARANTINED,
    /** Something worth a row in quarantine about a record that is kept: {@link #quarantined()}. */
    NOTE,
    END
  }

  /**
   * Moves on.
   *
   * @throws IOException where the file system fails; damage in the file itself is quarantined
   */
  Outcome next() throws IOException;

  /** The present record. */
  JsonTape tape();

  /** The present record's first byte, counted from 0 in the decompressed file. */
  long position();

  /** The present bad record or note. */
  QuarantinedRecord quarantined();

  /** Whether the file itself could not be opened, so that nothing is known of its records. */
  default boolean isUnopened() {
    return false;
  }
}
