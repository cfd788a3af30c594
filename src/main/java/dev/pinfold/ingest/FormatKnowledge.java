// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.ColumnPath;
import java.util.Optional;

/** What a file format's own schema says of its fields. */
public interface FormatKnowledge {
  /** The field at a path, or empty where the format says nothing of it. */
  Optional<FormatField> field(ColumnPath path);
}
