// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FieldNames;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The groups that new endpoints and users are split by, and the dimensions of the demographics that
 * are made from the same columns: both count the same endpoints. Where they meet is counted beside
 * the demographics.
 */
final class SharedGroups implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A group and a dimension, by number. */
  private record Meeting(int group, int dimension) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayList<Meeting> meetings;

  /** Numbers of the groups that meet any dimension, in the order of their columns. */
  private final ArrayList<Integer> groups;

  private final int dimensions;

  private SharedGroups(ArrayList<Meeting> meetings, int dimensions) {
    this.meetings = meetings;
    this.groups = new ArrayList<>(new TreeSet<>(meetings.stream().map(Meeting::group).toList()));
    this.dimensions = dimensions;
  }

  /**
   * @param names of the dimensions, by number; number 0 is the total
   */
  static SharedGroups of(Kpis kpis, List<String> names) {
    ArrayList<Meeting> meetings = new ArrayList<>();
    CountingPlan plan = CountingPlan.of(kpis);
    int[] groups =
        plan.shown().stream()
            .flatMapToInt(shown -> IntStream.of(plan.groupsOf(shown.counting())))
            .distinct()
            .sorted()
            .toArray();
    for (int group : groups) {
      Set<String> columns = new TreeSet<>();
      for (String name : FieldNames.in(kpis.groups().get(plan.groupNames().get(group)).field())) {
        Kpis.Field field = kpis.fields().get(name);
        if (field.source() == Source.ENDPOINTS) {
          columns.add(field.column());
        }
      }
      kpis.dimensions()
          .forEach(
              (name, dimension) -> {
                if (columns.contains(dimension.column())) {
                  meetings.add(new Meeting(group, names.indexOf(name)));
                }
              });
    }
    return new SharedGroups(meetings, names.size());
  }

  /** The parts of dimensions in values of the groups. */
  List<BucketCounts.Breakdown> breakdowns() {
    return meetings.stream()
        .map(
            meeting ->
                new BucketCounts.Breakdown(
                    meeting.dimension(),
                    dimensions + groups.indexOf(meeting.group()),
                    meeting.group()))
        .toList();
  }

  /** Whether a figure is such a part. */
  boolean isPart(FigureCell figure) {
    return figure.isPart() && figure.parent().group() >= dimensions;
  }

  /** The number of the group that such a part lies in a value of. */
  int group(FigureCell part) {
    return groups.get(part.parent().group() - dimensions);
  }
}
