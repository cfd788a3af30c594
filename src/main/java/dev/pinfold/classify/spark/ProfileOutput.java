// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.ColumnProfile;
import java.io.Serializable;

/** What a task of the profile pass yields. None of it holds a raw value. */
sealed interface ProfileOutput extends Serializable {

  /** The profile of a column over one partition. */
  record PartProfile(ColumnPath path, ColumnProfile profile) implements ProfileOutput {
    private static final long serialVersionUID = 1L;
  }

  /** How many records a part of a file held; the parts of one file add up. */
  record PartCount(String file, long read, long quarantined) implements ProfileOutput {
    private static final long serialVersionUID = 1L;
  }

  /** A row of quarantine, its bytes already encrypted. */
  record SealedRecord(String file, long position, String reason, byte[] sealed)
      implements ProfileOutput {
    private static final long serialVersionUID = 1L;
  }
}
