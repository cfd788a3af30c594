// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.ValueIdentifiers;
import java.io.Serializable;
import java.util.List;

/**
 * What the tasks of the profile pass look for.
 *
 * @param declared the identifiers that {@code values} compiled; serializable
 */
record TaskIdentifiers(List<DataIdentifier> declared, ValueIdentifiers values)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For one task, which alone counts with it. */
  RecordProfiler profiler() {
    return new RecordProfiler(values, new PersonalKeys(declared, values));
  }
}
