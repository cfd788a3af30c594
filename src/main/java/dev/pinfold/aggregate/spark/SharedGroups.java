// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FieldNames;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.PartitionFigures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** The parts of dimensions in values of the groups, whose columns follow those of dimensions. */
  List<BucketTask.Breakdown> breakdowns() {
    return meetings.stream()
        .map(
            meeting ->
                new BucketTask.Breakdown(
                    meeting.dimension(), dimensions + groups.indexOf(meeting.group()), false))
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

  /**
   * Endpoints with the columns of the dimensions, and behind them the groups' values.
   *
   * @param columns of the person and the dimensions
   */
  Dataset<Row> with(
      EndpointStates states, Kpis kpis, Dataset<Row> endpoints, List<Column> columns) {
    if (groups.isEmpty()) {
      return endpoints.select(columns.toArray(Column[]::new));
    }
    List<String> names = new ArrayList<>(kpis.groups().keySet());
    List<String> expressions =
        groups.stream().map(group -> kpis.groups().get(names.get(group - 1)).field()).toList();
    Set<String> fields = new TreeSet<>();
    expressions.forEach(expression -> fields.addAll(FieldNames.in(expression)));
    return LenientSql.in(
        endpoints.sparkSession(),
        () -> {
          List<Column> inner = new ArrayList<>(columns);
          for (String name : fields) {
            Kpis.Field field = kpis.fields().get(name);
            inner.add(
                field.source() == Source.ENDPOINTS
                    ? states.field(name).as(name)
                    : lit(null).cast(field.sqlType()).as(name));
          }
          Dataset<Row> rows = endpoints.select(inner.toArray(Column[]::new));
          List<Column> outer =
              new ArrayList<>(
                  Arrays.stream(rows.columns())
                      .limit(columns.size())
                      .map(name -> col("`" + name + "`"))
                      .toList());
          for (int i = 0; i < expressions.size(); i++) {
            outer.add(
                coalesce(expr(expressions.get(i)).cast("string"), lit(PartitionFigures.NO_GROUP))
                    .as("#g" + i));
          }
          return rows.select(outer.toArray(Column[]::new));
        });
  }
}
