// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.InternalRows.text;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.FigureSuppression;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.KpiRow;
import dev.pinfold.aggregate.KpiRows;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.NoisyRelease;
import dev.pinfold.aggregate.ShownBucket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The KPIs by date and group, and over the whole period. Each protected table is read once, however
 * many KPIs count it: its rows are brought together by person and counted in one pass.
 */
public final class KpiTable {
  /** The schema of {@code kpis}; a contract. */
  public static final StructType SCHEMA =
      new StructType()
          .add("date", DataTypes.DateType, true, "UTC day, Monday, or first day of the month")
          .add("kpi", DataTypes.StringType, true, "Name of the KPI")
          .add("group_by", DataTypes.StringType, true, "What it is grouped by; empty: total")
          .add(
              "group_value",
              DataTypes.StringType,
              true,
              "The group; empty: total, (suppressed): small ones")
          .add("numerator", DataTypes.DoubleType, true, "The figure above the line")
          .add("denominator", DataTypes.DoubleType, true, "The figure below the line, of a rate")
          .add("value", DataTypes.DoubleType, true, "The KPI; rates are ratios, 0 to 1")
          .add("suppressed", DataTypes.BooleanType, true, "Whether the group is too small to show");

  /** The schema of {@code kpi_totals}: Pinpoint's figures that are not grouped by date. */
  public static final StructType TOTALS =
      new StructType()
          .add("kpi", DataTypes.StringType, true, "Name of the KPI")
          .add("group_by", DataTypes.StringType, true, "What it is grouped by; empty: total")
          .add(
              "group_value",
              DataTypes.StringType,
              true,
              "The group; empty: total, (suppressed): small ones")
          .add("first_date", DataTypes.DateType, true, "First UTC day of the KPI in the history")
          .add("last_date", DataTypes.DateType, true, "Last UTC day of the KPI in the history")
          .add("numerator", DataTypes.DoubleType, true, "The figure above the line")
          .add("denominator", DataTypes.DoubleType, true, "The figure below the line, of a rate")
          .add("value", DataTypes.DoubleType, true, "The KPI; rates are ratios, 0 to 1")
          .add("suppressed", DataTypes.BooleanType, true, "Whether the group is too small to show");

  private static final LocalDate ALL = LocalDate.of(9999, 12, 31);

  private final SparkSession spark;
  private final JavaRDD<KpiRow> rows;

  private KpiTable(SparkSession spark, JavaRDD<KpiRow> rows) {
    this.spark = spark;
    this.rows = rows;
  }

  /**
   * The figures before suppression, lazily: each once or in parts that add up. Among them are the
   * buckets of the demographics, if the task counts them.
   *
   * @param rows of {@link EventRows}
   * @param events the table that they are of
   * @param task of the same KPIs
   */
  static JavaRDD<FigureCell> parts(
      Kpis kpis, EndpointStates states, Dataset<Row> rows, Dataset<Row> events, FigureTask task) {
    boolean areEndpointsCounted =
        task.countsBuckets()
            || CountingPlan.of(kpis).conditions().stream()
                .anyMatch(condition -> condition.source() != Source.EVENTS);
    return new CountedRows(kpis, states)
        .of(rows, events, areEndpointsCounted)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(task);
  }

  /**
   * What counts the rows of a partition.
   *
   * @param release with noise: it bounds what a person adds
   * @param breakdowns of endpoints that are counted beside the KPIs
   */
  static FigureTask task(
      SparkSession spark,
      Kpis kpis,
      Optional<NoisyRelease> release,
      List<BucketCounts.Breakdown> breakdowns) {
    CountingPlan plan = CountingPlan.of(kpis);
    return new FigureTask(
        plan,
        new SpreadFields(kpis),
        FieldExpressions.of(spark, plan, kpis),
        release.map(NoisyRelease::bounds).orElse(null),
        breakdowns);
  }

  /** Counts, and draws the noise at once, since it is drawn only once. */
  public static KpiTable noisy(
      Kpis kpis, EndpointStates states, Dataset<Row> events, NoisyRelease release) {
    CountingPlan plan = CountingPlan.of(kpis);
    JavaRDD<FigureCell> parts =
        parts(
            kpis,
            states,
            LenientSql.in(events.sparkSession(), () -> EventRows.of(events, kpis, lit(true))),
            events,
            task(events.sparkSession(), kpis, Optional.of(release), List.of()));
    JavaRDD<FigureCell> noisy = NoisyFigures.of(WholeFigures.of(parts), release);
    KpiRows rows = new KpiRows(kpis, plan, /* isNoisy= */ true);
    return new KpiTable(events.sparkSession(), new PublishedRows(rows, null, plan).of(noisy));
  }

  /**
   * The rows of exact figures, of which small ones are suppressed; lazily.
   *
   * @param shown what the demographics show of the same endpoints, if they are published beside
   */
  public static KpiTable of(
      SparkSession spark, Kpis kpis, CountedFigures figures, Optional<JavaRDD<ShownBucket>> shown) {
    CountingPlan plan = CountingPlan.of(kpis);
    KpiRows rows = new KpiRows(kpis, plan, /* isNoisy= */ false);
    FigureSuppression.Structure structure =
        new FigureSuppression.Structure(
            kpis.privacy().minGroupSize(),
            plan.relations(),
            plan.returns(),
            plan.distinctCountings(),
            plan.undated(),
            plan.shown());
    JavaRDD<FigureCell> cells = figures.ofKpis();
    return new KpiTable(
        spark,
        new PublishedRows(rows, structure, plan)
            .of(shown.map(buckets -> withBuckets(cells, buckets, plan)).orElse(cells)));
  }

  private static JavaRDD<FigureCell> withBuckets(
      JavaRDD<FigureCell> cells, JavaRDD<ShownBucket> buckets, CountingPlan plan) {
    List<CountingPlan.Shown> shown = new ArrayList<>(plan.shown());
    return cells.union(buckets.flatMap(bucket -> bucket.asFigures(shown).iterator()));
  }

  /** From the two protected tables alone; reads {@code endpoints} for itself. */
  static KpiTable of(Kpis kpis, Dataset<Row> endpoints, Dataset<Row> events) {
    Optional<NoisyRelease> release = NoisyRelease.of(kpis, kpis.dimensions().size());
    return release.isPresent()
        ? noisy(kpis, EndpointStates.of(endpoints, ALL, kpis, Map.of()), events, release.get())
        : of(
            events.sparkSession(),
            kpis,
            CountedFigures.of(endpoints, events, ALL, new CountedFigures.Rules(kpis, Map.of())),
            Optional.empty());
  }

  /**
   * Computes the rows and keeps them while both tables are written; {@link #release} them. A table
   * of one file is written by one task, which would have to judge all figures by itself.
   */
  public KpiTable kept() {
    JavaRDD<KpiRow> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.count();
    return new KpiTable(spark, kept);
  }

  /** Lets go of what {@link #kept()} keeps. */
  public void release() {
    rows.unpersist();
  }

  /** The rows of {@code kpis}. */
  public Dataset<Row> byDate() {
    return table(
        SCHEMA,
        rows.filter(row -> !row.ofPeriod())
            .map(
                row ->
                    InternalRows.of(
                        row.day(),
                        text(row.kpi()),
                        text(row.groupBy()),
                        text(row.groupValue()),
                        row.numerator(),
                        row.denominator(),
                        row.value(),
                        row.suppressed())));
  }

  /** The rows of {@code kpi_totals}. */
  public Dataset<Row> totals() {
    return table(
        TOTALS,
        rows.filter(KpiRow::ofPeriod)
            .map(
                row ->
                    InternalRows.of(
                        text(row.kpi()),
                        text(row.groupBy()),
                        text(row.groupValue()),
                        row.firstDay(),
                        row.lastDay(),
                        row.numerator(),
                        row.denominator(),
                        row.value(),
                        row.suppressed())));
  }

  private Dataset<Row> table(StructType schema, JavaRDD<InternalRow> rowsOfTable) {
    return InternalRows.table(spark, rowsOfTable, schema);
  }
}
