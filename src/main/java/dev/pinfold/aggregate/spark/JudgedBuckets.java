// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.BucketSuppression;
import dev.pinfold.aggregate.BucketSuppression.Judged;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.ShownBucket;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All buckets of a day after suppression.
 *
 * @param shown what they tell those who judge KPIs of the same endpoints
 */
record JudgedBuckets(ArrayList<Judged> buckets, ArrayList<ShownBucket> shown)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Place(int dimension, String label) {}

  /**
   * Judges them.
   *
   * @param figures buckets, their parts in other dimensions, and those in groups of KPIs
   * @param shared which of them are the latter
   */
  static JudgedBuckets of(List<FigureCell> figures, int minGroupSize, SharedGroups shared) {
    List<FigureCell> own = figures.stream().filter(figure -> !shared.isPart(figure)).toList();
    List<Judged> judged = BucketSuppression.judged(own, minGroupSize);
    // Where nobody is in two buckets, users are in their one group as well.
    BitSet adding = BucketSuppression.dimensionsWhereUsersAddUp(own);
    Map<Place, Judged> byPlace = new HashMap<>();
    ArrayList<ShownBucket> shown = new ArrayList<>();
    for (Judged one : judged) {
      FigureCell bucket = one.bucket();
      byPlace.put(new Place(bucket.group(), bucket.value()), one);
      if (bucket.group() == 0) {
        shown.add(shown(0, "", one, bucket, true));
      }
    }
    figures.stream()
        .filter(shared::isPart)
        .sorted(FigureCell.ORDER)
        .forEach(
            part ->
                shown.add(
                    shown(
                        shared.group(part),
                        part.parent().value(),
                        byPlace.get(new Place(part.group(), part.value())),
                        part,
                        adding.get(part.group()))));
    return new JudgedBuckets(new ArrayList<>(judged), shown);
  }

  private static ShownBucket shown(
      int group, String value, Judged whole, FigureCell part, boolean tellsUsers) {
    FigureCell bucket = whole.bucket();
    return new ShownBucket(
        group,
        value,
        bucket.group(),
        bucket.value(),
        part.people(),
        part.endpoints(),
        bucket.people(),
        bucket.endpoints(),
        whole.isHidden(),
        whole.isWithoutUsers(),
        tellsUsers);
  }
}
