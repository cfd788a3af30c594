// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.ValueIdentifiers;
import java.io.Serializable;
import java.util.List;

/**
 * What the tasks of the profile pass look for. Thread-safe.
 *
 * @param declared the identifiers that {@code values} compiled
 */
record TaskIdentifiers(List<DataIdentifier> declared, ValueIdentifiers values)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  TaskIdentifiers {
    declared = List.copyOf(declared);
  }

  /** Another each time, for one task alone. */
  RecordProfiler profiler() {
    return new RecordProfiler(values, new PersonalKeys(declared, values));
  }
}
