// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.KnownColumn;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.Classifier;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ColumnProfiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the records that a run reads tell of the columns by themselves, beside those of others. */
final class AddedRecords {
  static final AddedRecords NONE = new AddedRecords(Map.of(), Map.of());

  private final Map<ColumnPath, Classification> columns;

  /** How many there are, by dataset. */
  private final Map<String, Long> rows;

  private AddedRecords(Map<ColumnPath, Classification> columns, Map<String, Long> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * To be taken before the profiles become parts of others.
   *
   * @param counted of the run's records
   */
  static AddedRecords of(Map<ColumnPath, ColumnProfile> counted, Classifier classifier) {
    Map<String, Long> rows = new HashMap<>();
    counted.forEach(
        (path, profile) -> {
          if (path.names().isEmpty()) {
            rows.put(path.root(), profile.rows());
          }
        });
    return counted.isEmpty()
        ? NONE
        : new AddedRecords(classifier.classifyAll(new ColumnProfiles(counted)), rows);
  }

  /**
   * The columns of a catalog as these records have them; of datasets that got none, none. How many
   * values are of no type depends on how that was decided, and is left open.
   *
   * @param catalogued the path in the catalog of an input column
   */
  List<KnownColumn> of(Collection<CatalogEntry> entries, UnaryOperator<ColumnPath> catalogued) {
    List<KnownColumn> known = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      Long number = rows.get(entry.dataset());
      if (number != null) {
        ColumnPath path = entry.classification().path();
        KnownColumn whole = KnownColumn.of(entry.at(catalogued.apply(path)));
        Classification own = columns.get(path);
        known.add(
            own == null
                ? whole.in(number, 0, 0, 0)
                : whole.in(
                    number,
                    own.evidence().nonNull(),
                    entry.classification().type().isPersonal() ? own.evidence().values() : 0,
                    matches(own, entry.classification().type())));
      }
    }
    return known;
  }

  /** Of a type that these records alone do not have to be of. */
  private static long matches(Classification column, PersonalDataType type) {
    return column.type().equals(type)
        ? column.evidence().matches()
        : column.findings().stream()
            .filter(finding -> finding.type().equals(type))
            .mapToLong(Finding::matches)
            .max()
            .orElse(0);
  }
}
