// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one run's catalog says of a column, as far as the next run compares it.
 *
 * @param path the column's path in the catalog
 * @param type name of the personal-data type
 * @param otherTypes names of further types in some values
 * @param action label of what protection did with it
 * @param rows records in which it could stand
 * @param nonNull records in which it held something
 * @param values values that were looked at
 * @param matches of these, values of the type
 */
public record KnownColumn(
    String path,
    String dataset,
    String type,
    List<String> otherTypes,
    String action,
    long rows,
    long nonNull,
    long values,
    long matches) {
  public KnownColumn {
    requireNonNull(path, "path is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(type, "type is null");
    requireNonNull(action, "action is null");
    otherTypes = List.copyOf(otherTypes);
  }

  /** What this run's catalog will say. */
  public static KnownColumn of(CatalogEntry entry) {
    Classification column = entry.classification();
    Evidence evidence = column.evidence();
    return new KnownColumn(
        column.path().toString(),
        entry.dataset(),
        column.type().name(),
        column.otherTypes().stream().map(PersonalDataType::name).toList(),
        entry.action().label(),
        evidence.rows(),
        evidence.nonNull(),
        evidence.values(),
        evidence.matches());
  }

  /**
   * The same column as some of its records have it.
   *
   * @param someRows how many they are
   * @param someNonNull in how many it holds something
   * @param someValues values that were looked at
   * @param someMatches of these, values of the type
   */
  public KnownColumn in(long someRows, long someNonNull, long someValues, long someMatches) {
    return new KnownColumn(
        path, dataset, type, otherTypes, action, someRows, someNonNull, someValues, someMatches);
  }

  /** Whether some of its values are personal. */
  public boolean isPersonal() {
    return !type.equals(PersonalDataType.NONE.name()) || !otherTypes.isEmpty();
  }

  /** Whether its values stand in the table as they were. */
  public boolean isKept() {
    return action.equals(ProtectionAction.KEEP.label());
  }

  /** The share of the records that hold something, 0 to 1. */
  double filled() {
    return rows == 0 ? 0 : (double) nonNull / rows;
  }

  /** The share of the values that are of the type, 0 to 1. */
  double matched() {
    return values == 0 ? 0 : (double) matches / values;
  }

  /** The type and further ones, such as {@code FREE_TEXT, EMAIL_ADDRESS}. */
  String types() {
    return otherTypes.isEmpty() ? type : type + ", " + String.join(", ", otherTypes);
  }
}
