// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Relation;
import dev.pinfold.aggregate.FigureSuppression.Structure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * {@link FigureSuppression} over the buckets of the demographics. Each shows two figures: its
 * endpoints, behind which there are people, and those of the people who are known users.
 *
 * <p>Endpoints of the buckets of a dimension add up to all endpoints. Users do only where nobody is
 * in two buckets; then users too are hidden so that no sum tells them, and otherwise just the few
 * are. What a bucket has more endpoints than users are those of nobody known, and second ones of
 * users: few of them must not be told by the two.
 */
public final class BucketSuppression {
  private static final int ENDPOINTS = 0;
  private static final int USERS = 1;

  /**
   * A bucket and what of it is hidden.
   *
   * @param bucket its endpoints as {@code sum}, its users as {@code endpoints}
   */
  public record Judged(FigureCell bucket, boolean isHidden, boolean isWithoutUsers)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private BucketSuppression() {}

  /**
   * The buckets, without their parts, by place.
   *
   * @param buckets all of one day, and their parts: endpoints as {@code sum}, users as {@code
   *     endpoints}
   * @param minGroupSize people below which a figure is hidden
   */
  public static List<Judged> judged(List<FigureCell> buckets, int minGroupSize) {
    List<FigureCell> sorted = buckets.stream().sorted(FigureCell.ORDER).toList();
    List<FigureCell> figures = new ArrayList<>(sorted);
    BitSet adding = dimensionsWhereUsersAddUp(sorted);
    int dimensions = sorted.stream().mapToInt(FigureCell::group).max().orElse(0) + 1;
    int others = USERS + dimensions;
    List<Relation> relations = new ArrayList<>();
    for (int dimension = 0; dimension < dimensions; dimension++) {
      List<Integer> users = List.of(countingOfUsers(dimension, adding));
      relations.add(new Relation(ENDPOINTS, dimension, null, users, true, others));
    }
    for (FigureCell bucket : sorted) {
      figures.add(figure(bucket, countingOfUsers(bucket.group(), adding), bucket.endpoints()));
    }
    for (FigureCell bucket : sorted) {
      long more = (long) bucket.sum() - bucket.endpoints();
      if (more > 0 && !bucket.isPart()) {
        figures.add(figure(bucket, others, more));
      }
    }
    BitSet hidden =
        FigureSuppression.hidden(
            figures, new Structure(minGroupSize, relations, List.of(), Set.of()));
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (!sorted.get(i).isPart()) {
        boolean isHidden = hidden.get(i);
        judged.add(new Judged(sorted.get(i), isHidden, isHidden || hidden.get(sorted.size() + i)));
      }
    }
    return judged;
  }

  /** Under a counting of its own, a dimension has no total that it could add up to. */
  private static int countingOfUsers(int dimension, BitSet adding) {
    return dimension == 0 || adding.get(dimension) ? USERS : USERS + dimension;
  }

  private static FigureCell figure(FigureCell bucket, int counting, long size) {
    return new FigureCell(
        counting,
        bucket.grain(),
        bucket.day(),
        bucket.group(),
        bucket.value(),
        bucket.parent(),
        size,
        size,
        size);
  }

  /**
   * The dimensions in which nobody is in two buckets.
   *
   * @param buckets all of one day
   */
  public static BitSet dimensionsWhereUsersAddUp(List<FigureCell> buckets) {
    int dimensions = buckets.stream().mapToInt(FigureCell::group).max().orElse(0) + 1;
    long[] users = new long[dimensions];
    for (FigureCell bucket : buckets) {
      users[bucket.group()] += bucket.isPart() ? 0 : bucket.endpoints();
    }
    BitSet adding = new BitSet();
    for (int dimension = 1; dimension < dimensions; dimension++) {
      adding.set(dimension, users[dimension] == users[0]);
    }
    return adding;
  }
}
