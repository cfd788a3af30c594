// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A figure before suppression.
 *
 * @param day days since 1970; -1 for the whole period
 * @param group number of the group; 0 is the total
 * @param value the group's value; empty for the total
 * @param parent the value of the group that this one divides, where it has one and the same in all
 *     rows; null where it has none or several
 * @param sum of the weights of the rows
 * @param endpoints distinct ones behind it
 * @param people distinct ones behind it
 */
public record FigureCell(
    int counting,
    Grain grain,
    int day,
    int group,
    String value,
    String parent,
    double sum,
    long endpoints,
    long people)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By place. */
  public static final Comparator<FigureCell> ORDER =
      Comparator.comparingInt(FigureCell::counting)
          .thenComparing(FigureCell::grain)
          .thenComparingInt(FigureCell::day)
          .thenComparingInt(FigureCell::group)
          .thenComparing(FigureCell::value);

  /** Which figure it is, whatever it says. */
  public record Place(int counting, Grain grain, int day, int group, String value)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Not by the enum's own hash, which differs between JVMs. */
    @Override
    public int hashCode() {
      return java.util.Objects.hash(counting, grain.name(), day, group, value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && counting == place.counting
          && grain == place.grain
          && day == place.day
          && group == place.group
          && value.equals(place.value);
    }
  }

  public Place place() {
    return new Place(counting, grain, day, group, value);
  }

  /** The two parts of one figure together. */
  public FigureCell plus(FigureCell other) {
    boolean isOneParent = parent != null && parent.equals(other.parent);
    return new FigureCell(
        counting,
        grain,
        day,
        group,
        value,
        isOneParent ? parent : null,
        sum + other.sum,
        endpoints + other.endpoints,
        people + other.people);
  }
}
