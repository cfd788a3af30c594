// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.PersonalDataType;
import java.util.List;
import java.util.Set;

/** Columns of the same object, and decisions by what stands in them. */
final class Neighbours {
  private Neighbours() {}

  /** Whether two columns belong to the same object. */
  static boolean are(ColumnPath one, ColumnPath other) {
    List<String> a = one.names();
    List<String> b = other.names();
    return one.root().equals(other.root())
        && a.size() == b.size()
        && a.subList(0, a.size() - 1).equals(b.subList(0, b.size() - 1));
  }

  /** The column with another type, decided by values; what was seen of it stays. */
  static Classification decided(
      Classification column,
      Set<DataCategory> categories,
      PersonalDataType type,
      double confidence,
      String summary) {
    Evidence seen = column.evidence();
    return new Classification(
        column.path(),
        categories,
        type,
        confidence,
        DecidedBy.VALUES,
        column.otherTypes(),
        new Evidence(
            seen.rows(),
            seen.nonNull(),
            seen.values(),
            seen.distinctEstimate(),
            seen.matches(),
            seen.validated(),
            seen.nameToken(),
            seen.format(),
            summary),
        column.findings());
  }
}
