// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.Serializable;
import java.util.List;

/**
 * A bucket of the demographics beside a group of KPIs, as those who judge the KPIs must know it:
 * new endpoints of all days add up to the endpoints that the demographics show.
 *
 * @param group number of the KPIs' group; 0 for all endpoints
 * @param value of that group
 * @param dimension number of the dimension; 0 for all endpoints
 * @param bucket its label
 * @param endpoints people whose endpoints are in both the group's value and the bucket
 * @param users those of them who are known users
 * @param ofBucket people in the whole bucket
 * @param usersOfBucket those of them who are known users
 * @param isHidden whether the demographics hide it
 * @param isWithoutUsers whether they hide its users
 * @param tellsUsers whether nobody is in two buckets of the dimension
 */
public record ShownBucket(
    int group,
    String value,
    int dimension,
    String bucket,
    long endpoints,
    long users,
    long ofBucket,
    long usersOfBucket,
    boolean isHidden,
    boolean isWithoutUsers,
    boolean tellsUsers)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What it says of some countings. */
  public List<FigureCell> asFigures(List<CountingPlan.Shown> all) {
    return all.stream().filter(this::isAbout).map(this::asFigure).toList();
  }

  /**
   * As a figure among those of KPIs, which goes the same way; it is a part, and of no KPI: its
   * {@code sum} is what the bucket shows, below zero where it does not; its {@code endpoints} are
   * those of the part that are in it, and its people all of the part.
   */
  private FigureCell asFigure(CountingPlan.Shown shown) {
    boolean ofUsers = shown.ofUsers();
    double whole = ofUsers ? usersOfBucket : ofBucket;
    return new FigureCell(
        shown.number(),
        Grain.PERIOD,
        PersonFigures.PERIOD,
        group,
        value,
        new Around(dimension, bucket),
        (ofUsers ? isWithoutUsers : isHidden) ? -whole : whole,
        ofUsers ? users : endpoints,
        endpoints);
  }

  private boolean isAbout(CountingPlan.Shown shown) {
    return !shown.ofUsers() || (tellsUsers && users > 0);
  }
}
