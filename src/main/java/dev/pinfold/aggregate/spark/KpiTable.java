// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.KpiDefinition;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The KPIs by date and group. Each source is read once, however many KPIs count it: a row becomes
 * one entry for each KPI and group that it counts for, and the entries are added up together.
 */
public final class KpiTable {
  /** The schema of the table; a contract. */
  public static final StructType SCHEMA =
      new StructType()
          .add("date", DataTypes.DateType, true, "UTC day, or first day of the month")
          .add("kpi", DataTypes.StringType, true, "Name of the KPI")
          .add("group_by", DataTypes.StringType, true, "What it is grouped by; empty: total")
          .add("group_value", DataTypes.StringType, true, "The group; empty: total")
          .add("numerator", DataTypes.DoubleType, true, "The figure above the line")
          .add("denominator", DataTypes.DoubleType, true, "The figure below the line, of a rate")
          .add("value", DataTypes.DoubleType, true, "The KPI; rates are ratios, 0 to 1")
          .add("suppressed", DataTypes.BooleanType, true, "Whether the group is too small to show");

  /** Stands for what a grouping does not sort: no campaign, no journey. */
  static final String NO_GROUP = "(none)";

  private static final Column NOTHING = lit(null).cast("double");

  private final Kpis kpis;

  public KpiTable(Kpis kpis) {
    this.kpis = kpis;
  }

  /**
   * @param endpoints the protected table
   * @param events the protected table
   */
  public Dataset<Row> of(Dataset<Row> endpoints, Dataset<Row> events) {
    Dataset<Row> entries = entries(Source.EVENTS, CountedEvents.of(events, endpoints, kpis));
    Dataset<Row> created = CreatedEndpoints.of(endpoints, kpis);
    entries = entries.unionByName(entries(Source.ENDPOINTS, created));
    entries = entries.unionByName(entries(Source.USERS, CreatedEndpoints.firstOfUsers(created)));
    return shown(
        SuppressedCounts.add(
            figures(entries),
            kpis.suppression(),
            "people",
            col("group_by").equalTo(""),
            "group_value",
            "date",
            "kpi",
            "group_by"));
  }

  /** One row for each source row, KPI and group that it counts for. */
  private Dataset<Row> entries(Source source, Dataset<Row> rows) {
    List<Column> entries = new ArrayList<>();
    for (KpiDefinition kpi : kpis.definitions()) {
      if (kpi.source() == source) {
        Weights weights = Weights.of(kpi);
        entries.add(entry(kpi, "", lit(""), weights));
        for (String group : kpi.groups()) {
          // Without this bucket, what is in no group could be told from the total.
          Column value = coalesce(col(kpis.groups().get(group)).cast("string"), lit(NO_GROUP));
          entries.add(entry(kpi, group, value, weights));
        }
      }
    }
    if (entries.isEmpty()) {
      entries.add(emptyEntry());
    }
    Column counting =
        filter(
            array(entries.toArray(Column[]::new)),
            entry ->
                entry
                    .getField("group_value")
                    .isNotNull()
                    .and(
                        coalesce(entry.getField("n"), entry.getField("m"), entry.getField("d"))
                            .isNotNull()));
    return rows.where(col("date").isNotNull())
        .select(col("person"), col("endpoint"), explode(counting).as("e"))
        .select(col("person"), col("endpoint"), col("e.*"));
  }

  /**
   * What a row adds to the figures of a KPI; each null where the row does not count.
   *
   * @param minus what it takes off the numerator again
   */
  private record Weights(Column numerator, Column minus, Column denominator) {
    static Weights of(KpiDefinition kpi) {
      return new Weights(
          weight(kpi.numerator()),
          kpi.numerator().minus().map(condition -> whenTrue(condition, lit(1.0))).orElse(NOTHING),
          kpi.denominator().map(Weights::weight).orElse(NOTHING));
    }

    private static Column weight(Measure measure) {
      return whenTrue(
          measure.condition(), coalesce(expr(measure.expression()).try_cast("double"), lit(0.0)));
    }

    private static Column whenTrue(String condition, Column weight) {
      return when(coalesce(expr(condition), lit(false)), weight);
    }
  }

  private static Column entry(KpiDefinition kpi, String group, Column value, Weights weights) {
    Column date = kpi.grain() == Grain.MONTH ? trunc(col("date"), "month") : col("date");
    return struct(
        date.as("date"),
        lit(kpi.name()).as("kpi"),
        lit(group).as("group_by"),
        value.as("group_value"),
        weights.numerator().as("n"),
        weights.minus().as("m"),
        weights.denominator().as("d"));
  }

  private static Column emptyEntry() {
    return struct(
        col("date").as("date"),
        lit("").as("kpi"),
        lit("").as("group_by"),
        lit(null).cast("string").as("group_value"),
        NOTHING.as("n"),
        NOTHING.as("m"),
        NOTHING.as("d"));
  }

  private Dataset<Row> figures(Dataset<Row> entries) {
    // First by endpoint, so that the distinct counts see each of them once.
    Dataset<Row> byEndpoint =
        entries
            .groupBy("date", "kpi", "group_by", "group_value", "person", "endpoint")
            .agg(sum("n").as("n"), sum("m").as("m"), sum("d").as("d"));
    Column counted = col("n").isNotNull();
    Column takenOff = col("m").isNotNull();
    Column below = col("d").isNotNull();
    return byEndpoint
        .groupBy("date", "kpi", "group_by", "group_value")
        .agg(
            sum(coalesce(col("n"), lit(0.0)).minus(coalesce(col("m"), lit(0.0)))).as("n_sum"),
            sum("d").as("d_sum"),
            count_distinct(when(counted, col("endpoint"))).cast("double").as("n_endpoints"),
            count_distinct(when(counted, col("person"))).cast("double").as("n_people"),
            count_distinct(when(takenOff, col("person"))).as("m_people"),
            count_distinct(when(below, col("endpoint"))).cast("double").as("d_endpoints"),
            count_distinct(when(below, col("person"))).cast("double").as("d_people"),
            count_distinct(col("person")).as("all_people"))
        .withColumn("people", fewestPeople())
        .withColumn("numerator", figure("n", kpi -> kpi.numerator().kind()))
        .withColumn(
            "denominator", figure("d", kpi -> kpi.denominator().map(Measure::kind).orElse(null)));
  }

  /**
   * A rate shows both its figures, and a difference stands beside the KPIs of its terms, so the
   * smallest group behind any of them is the one to protect.
   */
  private static Column fewestPeople() {
    return coalesce(
        least(
            when(col("n_people").gt(0), col("n_people").cast("long")),
            when(col("m_people").gt(0), col("m_people")),
            when(col("d_people").gt(0), col("d_people").cast("long"))),
        col("all_people"));
  }

  private Column figure(String prefix, java.util.function.Function<KpiDefinition, Kind> kindOf) {
    List<Object> endpoints = new ArrayList<>();
    List<Object> people = new ArrayList<>();
    List<Object> none = new ArrayList<>();
    for (KpiDefinition kpi : kpis.definitions()) {
      Kind kind = kindOf.apply(kpi);
      if (kind == null) {
        none.add(kpi.name());
      } else if (kind == Kind.ENDPOINTS) {
        endpoints.add(kpi.name());
      } else if (kind == Kind.PEOPLE) {
        people.add(kpi.name());
      }
    }
    return when(col("kpi").isin(none.toArray()), lit(null).cast("double"))
        .when(col("kpi").isin(endpoints.toArray()), col(prefix + "_endpoints"))
        .when(col("kpi").isin(people.toArray()), col(prefix + "_people"))
        .otherwise(coalesce(col(prefix + "_sum"), lit(0.0)));
  }

  private static Dataset<Row> shown(Dataset<Row> marked) {
    Column value =
        when(col("denominator").isNull(), col("numerator"))
            .when(col("denominator").gt(0), col("numerator").divide(col("denominator")));
    Column isShown = not(col("suppressed"));
    return marked
        .select(
            col("date"),
            col("kpi"),
            col("group_by"),
            col("group_value"),
            when(isShown, col("numerator")).as("numerator"),
            when(isShown, col("denominator")).as("denominator"),
            when(isShown, value).as("value"),
            col("suppressed"))
        .to(SCHEMA);
  }
}
