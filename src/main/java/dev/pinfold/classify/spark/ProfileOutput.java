// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.ColumnProfile;
import java.io.Serializable;

/** What a task of the profile pass yields. None of it holds a raw value. */
sealed interface ProfileOutput extends Serializable {

  /** The profile of a column over one partition, or over several. */
  record PartProfile(ColumnPath path, ColumnProfile profile) implements Sum {
    private static final long serialVersionUID = 1L;

    @Override
    public Key key() {
      return new Key(0, path);
    }

    @Override
    public Sum plus(Sum other) {
      return new PartProfile(path, profile.merge(((PartProfile) other).profile));
    }
  }

  /** How many records a part of a file held; the parts of one file add up. */
  record PartCount(String file, long read, long quarantined, boolean isUnopened) implements Sum {
    private static final long serialVersionUID = 1L;

    @Override
    public Key key() {
      return new Key(1, file);
    }

    @Override
    public Sum plus(Sum other) {
      PartCount more = (PartCount) other;
      return new PartCount(
          file, read + more.read, quarantined + more.quarantined, isUnopened || more.isUnopened);
    }
  }

  /** A row of quarantine, its bytes already encrypted. */
  record SealedRecord(String file, long position, String reason, byte[] sealed)
      implements ProfileOutput {
    private static final long serialVersionUID = 1L;

    @Override
    public Sum told() {
      return new FaultCount(reason.split(":", 2)[0], 1);
    }
  }

  /** How many bad records there are of one kind. */
  record FaultCount(String reason, long records) implements Sum {
    private static final long serialVersionUID = 1L;

    @Override
    public Key key() {
      return new Key(2, reason);
    }

    @Override
    public Sum plus(Sum other) {
      return new FaultCount(reason, records + ((FaultCount) other).records);
    }
  }

  /** What the run is told of it, in sum. */
  Sum told();

  /** What is told by its key, and added up. */
  sealed interface Sum extends ProfileOutput {
    /** Of what it tells. */
    Key key();

    /** Takes another with the same key in. */
    Sum plus(Sum other);

    @Override
    default Sum told() {
      return this;
    }
  }

  /**
   * A column, a file or a fault.
   *
   * @param kind an {@code enum} would have another hash code in each JVM
   */
  record Key(int kind, Serializable of) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
