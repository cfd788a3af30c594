// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * A figure before suppression.
 *
 * @param counting number of what is counted; 0 of the buckets of the demographics, or {@link
 *     #BUCKET}
 * @param day days since 1970; -1 for the whole period
 * @param group number of the group; 0 is the total
 * @param value the group's value; empty for the total
 * @param parent null, for a figure; or else the cell is no figure that anybody sees but the part of
 *     one, {@code value}, that lies in this value of a group around: the {@code (none)} activity of
 *     one campaign, where other campaigns have such activities too
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
    Around parent,
    double sum,
    long endpoints,
    long people)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Instead of a counting, among figures of KPIs: a bucket of the demographics. */
  public static final int BUCKET = -1;

  /** By place. */
  public static final Comparator<FigureCell> ORDER =
      Comparator.comparingInt(FigureCell::counting)
          .thenComparing(FigureCell::grain)
          .thenComparingInt(FigureCell::day)
          .thenComparingInt(FigureCell::group)
          .thenComparing(FigureCell::value)
          .thenComparing(FigureCell::parent, Comparator.nullsFirst(Around.ORDER));

  /**
   * A value of a group that others divide.
   *
   * @param group number of the group
   */
  public record Around(int group, String value) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final Comparator<Around> ORDER =
        Comparator.comparingInt(Around::group).thenComparing(Around::value);
  }

  /** Which figure it is, whatever it says. */
  public record Place(int counting, Grain grain, int day, int group, String value, Around parent)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a figure. */
    public Place(int counting, Grain grain, int day, int group, String value) {
      this(counting, grain, day, group, value, null);
    }

    /**
     * Not by the enum's own hash, which differs between JVMs; asked for too often to box numbers.
     */
    @Override
    public int hashCode() {
      int hash = 31 * counting + grain.name().hashCode();
      hash = 31 * hash + day;
      hash = 31 * hash + group;
      hash = 31 * hash + value.hashCode();
      return 31 * hash + (parent == null ? 0 : parent.hashCode());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && counting == place.counting
          && grain == place.grain
          && day == place.day
          && group == place.group
          && value.equals(place.value)
          && Objects.equals(parent, place.parent);
    }
  }

  /** Whether it is a bucket of the demographics, among figures of KPIs. */
  public boolean isBucket() {
    return counting == BUCKET;
  }

  /**
   * The bucket where buckets are all that is counted: they are judged, and were stored from the
   * beginning, as figures of a counting 0.
   */
  public FigureCell bucketAlone() {
    return new FigureCell(0, grain, day, group, value, parent, sum, endpoints, people);
  }

  /** Whether it is a part of a figure, and none itself. */
  public boolean isPart() {
    return parent != null;
  }

  public Place place() {
    return new Place(counting, grain, day, group, value, parent);
  }

  /** What takes this part out of its figure again. */
  public FigureCell negated() {
    return new FigureCell(counting, grain, day, group, value, parent, -sum, -endpoints, -people);
  }

  /** With its sum as it is judged and published. */
  public FigureCell rounded() {
    double rounded = RoundedSums.of(sum);
    return rounded == sum
        ? this
        : new FigureCell(counting, grain, day, group, value, parent, rounded, endpoints, people);
  }

  /** Whether anybody is behind it; where nobody is left, neither is the figure. */
  public boolean isOfAnybody() {
    return people != 0;
  }

  /** The two parts of one figure together. */
  public FigureCell plus(FigureCell other) {
    return new FigureCell(
        counting,
        grain,
        day,
        group,
        value,
        parent,
        sum + other.sum,
        endpoints + other.endpoints,
        people + other.people);
  }
}
