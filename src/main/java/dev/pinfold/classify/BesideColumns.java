// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.PersonalDataType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Columns whose values prove their type beside another column alone: months ahead are the ends of
 * cards where a card number, its last digits or its security code stands in the same object, and
 * those of contracts and renewals elsewhere.
 */
final class BesideColumns {
  /** A few values that come again are no column of them. */
  private static final double FEWEST = 3;

  private final List<DataIdentifier> companions;
  private final NameMatcher names;
  private final DetectionModel model;

  BesideColumns(List<DataIdentifier> identifiers, NameMatcher names, DetectionModel model) {
    this.companions =
        identifiers.stream().filter(one -> !one.options().beside().isEmpty()).toList();
    this.names = names;
    this.model = model;
  }

  /** The classifications, those of companions mended. */
  Map<ColumnPath, Classification> completed(
      ColumnProfiles profiles, Map<ColumnPath, Classification> columns) {
    Map<ColumnPath, Classification> mended = new TreeMap<>(columns);
    for (Classification column : columns.values()) {
      ColumnProfile profile = profiles.profile(column.path());
      for (DataIdentifier companion : companions) {
        if (isUntold(column)
            && couldBe(companion, profile)
            && hasNeighbour(column.path(), companion, columns)) {
          mended.put(column.path(), as(companion, column, profile));
        }
      }
    }
    return mended;
  }

  private static boolean isUntold(Classification column) {
    return !column.type().isPersonal() && column.decidedBy() == DecidedBy.VALUES;
  }

  private boolean couldBe(DataIdentifier companion, ColumnProfile profile) {
    IdentifierCount count = profile.identifiers().get(companion.id());
    return count != null
        && count.distinct() >= FEWEST
        && share(companion, profile) >= companion.options().provingShare();
  }

  private static double share(DataIdentifier companion, ColumnProfile profile) {
    long whole = profile.identifiers().get(companion.id()).whole();
    return Math.min(1, whole / (double) Math.max(1, profile.told()));
  }

  private boolean hasNeighbour(
      ColumnPath path, DataIdentifier companion, Map<ColumnPath, Classification> columns) {
    return !names.speaksAgainst(companion, path.names())
        && columns.values().stream()
            .anyMatch(
                other ->
                    !other.path().equals(path)
                        && Neighbours.are(other.path(), path)
                        && isOneOf(companion.options().beside(), other));
  }

  /** By its type, or, as the last digits of a card have none of their own, by its name. */
  private boolean isOneOf(List<String> types, Classification other) {
    return types.contains(other.type().name())
        || names.match(other.path().names()).stream()
            .anyMatch(
                match ->
                    match.strength() >= ValueDecision.CLEAR_NAME
                        && types.contains(match.identifier().id()));
  }

  private Classification as(
      DataIdentifier companion, Classification column, ColumnProfile profile) {
    Set<DataCategory> categories = EnumSet.copyOf(column.categories());
    categories.add(DataCategory.USER_AND_ENDPOINT);
    PersonalDataType type = companion.type();
    double confidence =
        model.confidence(new DecisionFeatures(DecisionKind.GUESS, share(companion, profile), 0));
    return Neighbours.decided(
        column,
        categories,
        type,
        confidence,
        "Values of that form beside a column that belongs to them.");
  }
}
