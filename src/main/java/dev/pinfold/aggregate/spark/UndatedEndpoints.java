// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.CountingPlan.Undated;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.PartitionFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Endpoints without a usable day of creation, by group. No KPI counts them; the demographics do, so
 * that few of them are told by the difference of the two tables.
 */
final class UndatedEndpoints {
  /** As {@link CountedRows} counts: what is before 1970's first Monday is no date. */
  private static final int FIRST_DAY = 4;

  private UndatedEndpoints() {}

  static JavaRDD<FigureCell> of(CountingPlan plan, Kpis kpis, EndpointStates states) {
    Dataset<Row> undated =
        states
            .newest()
            .where(coalesce(unix_date(EndpointStates.created()).lt(FIRST_DAY), lit(true)));
    List<Column> fields =
        new ArrayList<>(
            List.of(coalesce(col(EndpointStates.USER), col(EndpointStates.ID)).as("the person")));
    for (Map.Entry<String, Kpis.Field> field : kpis.fields().entrySet()) {
      boolean isOfEndpoint = field.getValue().source() == Source.ENDPOINTS;
      Column value =
          isOfEndpoint ? states.field(field.getKey()) : lit(null).cast(field.getValue().sqlType());
      fields.add(value.as(field.getKey()));
    }
    List<Column> groups = new ArrayList<>(List.of(group(0, lit(""))));
    for (int number = 1; number < plan.groupNames().size(); number++) {
      String field = kpis.groups().get(plan.groupNames().get(number)).field();
      groups.add(group(number, expr(field)));
    }
    Dataset<Row> counted =
        undated
            .select(fields.toArray(Column[]::new))
            .select(col("the person"), explode(array(groups.toArray(Column[]::new))).as("g"))
            .groupBy("g")
            .agg(count(lit(1)).as("endpoints"), count_distinct(col("the person")).as("people"))
            .select("g.number", "g.value", "endpoints", "people");
    List<Undated> countings = plan.undated();
    return counted
        .javaRDD()
        .flatMap(row -> countings.stream().map(counting -> cell(counting, row)).iterator());
  }

  private static Column group(int number, Column value) {
    Column label = coalesce(value.cast("string"), lit(PartitionFigures.NO_GROUP));
    return struct(lit(number).as("number"), label.as("value"));
  }

  private static FigureCell cell(Undated counting, Row row) {
    return new FigureCell(
        counting.number(),
        Grain.PERIOD,
        -1,
        row.getInt(0),
        row.getString(1),
        null,
        row.getLong(2),
        row.getLong(2),
        row.getLong(3));
  }
}
