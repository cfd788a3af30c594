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
 * Positions are two columns. Where the values of one look like latitudes or longitudes, the one
 * other column of the same object with as many decimals, as precise and in the range of degrees, is
 * the other half: the longitudes of Europe by themselves could be any measure about nought. And a
 * column whose values alone look like one half, with nothing beside it that could be the other, is
 * a load, a rate or a signal level.
 */
final class CoordinatePairs {
  private static final PersonalDataType LATITUDE = PersonalDataType.known("LATITUDE");
  private static final PersonalDataType LONGITUDE = PersonalDataType.known("LONGITUDE");

  /** Identifiers whose form, whatever passes, is of precise decimals in the range of degrees. */
  private static final String DEGREES_AROUND = "longitude-far";

  private static final String DEGREES_UP = "latitude-inhabited";
  private static final double NEARLY_ALL = 0.9;

  /** How sure it is that a half without another is none. */
  private static final double UNPAIRED = 0.6;

  private final ColumnProfiles profiles;
  private final Map<ColumnPath, Classification> columns;

  private CoordinatePairs(ColumnProfiles profiles, Map<ColumnPath, Classification> columns) {
    this.profiles = profiles;
    this.columns = columns;
  }

  /** The classifications, those of other halves mended. */
  static Map<ColumnPath, Classification> completed(
      ColumnProfiles profiles, Map<ColumnPath, Classification> columns) {
    CoordinatePairs pairs = new CoordinatePairs(profiles, columns);
    Map<ColumnPath, Classification> mended = new TreeMap<>(columns);
    for (Classification half : columns.values()) {
      boolean isLatitude = half.type().equals(LATITUDE);
      if (isTold(half) && (isLatitude || half.type().equals(LONGITUDE))) {
        PersonalDataType otherType = isLatitude ? LONGITUDE : LATITUDE;
        List<Classification> others =
            columns.values().stream()
                .filter(other -> pairs.couldBeOtherHalf(half, other, isLatitude))
                .toList();
        long known = pairs.beside(half, otherType);
        if (half.decidedBy() == DecidedBy.VALUES
            && pairs.beside(half, half.type()) > known + others.size()) {
          mended.put(half.path(), unpaired(half));
        } else if (others.size() == 1 && known == 0) {
          Classification other = others.get(0);
          mended.put(other.path(), as(other, otherType, half));
        }
      }
    }
    return mended;
  }

  private static boolean isTold(Classification half) {
    return half.decidedBy() == DecidedBy.VALUES || half.decidedBy() == DecidedBy.NAME_AND_VALUES;
  }

  /** How many columns of a type its object has, itself with them. */
  private long beside(Classification half, PersonalDataType type) {
    return columns.values().stream()
        .filter(other -> other.type().equals(type) && Neighbours.are(other.path(), half.path()))
        .count();
  }

  private boolean couldBeOtherHalf(Classification half, Classification other, boolean isLatitude) {
    ColumnPath path = other.path();
    if (other.type().isPersonal()
        || other.decidedBy() != DecidedBy.VALUES
        || path.equals(half.path())
        || !Neighbours.are(path, half.path())) {
      return false;
    }
    ColumnProfile profile = profiles.profile(path);
    return profile.nonNull() == profiles.profile(half.path()).nonNull()
        && formed(profile, isLatitude ? DEGREES_AROUND : DEGREES_UP)
            >= NEARLY_ALL * Math.max(1, profile.told());
  }

  /** How many values are decimals as precise as positions are. */
  private static long formed(ColumnProfile profile, String identifier) {
    IdentifierCount count = profile.identifiers().get(identifier);
    return count == null ? 0 : count.formed();
  }

  private static Classification as(
      Classification other, PersonalDataType type, Classification half) {
    Set<DataCategory> categories = EnumSet.copyOf(other.categories());
    categories.addAll(half.categories());
    return Neighbours.decided(
        other,
        categories,
        type,
        half.confidence(),
        "Decimals as precise as those beside them, which are degrees.");
  }

  private static Classification unpaired(Classification half) {
    Set<DataCategory> categories = EnumSet.copyOf(half.categories());
    categories.remove(DataCategory.USER_AND_ENDPOINT);
    return Neighbours.decided(
        half,
        categories.isEmpty() ? half.categories() : categories,
        PersonalDataType.NONE,
        UNPAIRED,
        "Decimals like degrees, but nothing beside them that could be the other half.");
  }
}
