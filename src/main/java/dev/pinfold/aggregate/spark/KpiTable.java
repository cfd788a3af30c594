// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.FigureSuppression;
import dev.pinfold.aggregate.KpiDefinition;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.ListedLabels;
import dev.pinfold.aggregate.NoisyRelease;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

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

  private static final StructType USES =
      new StructType()
          .add("counting", DataTypes.IntegerType)
          .add("grain", DataTypes.StringType)
          .add("g", DataTypes.IntegerType)
          .add("kpi", DataTypes.StringType)
          .add("role", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("rate", DataTypes.BooleanType)
          .add("minus", DataTypes.BooleanType)
          .add("group_by", DataTypes.StringType)
          .add("listed", DataTypes.BooleanType)
          .add("lasting", DataTypes.IntegerType)
          .add("unit", DataTypes.IntegerType);

  private static final LocalDate ALL = LocalDate.of(9999, 12, 31);

  private final Kpis kpis;
  private final CountingPlan plan;
  private final Dataset<Row> rows;
  private final Dataset<Row> figures;
  private final boolean isNoisy;

  private KpiTable(
      Kpis kpis, CountingPlan plan, Dataset<Row> rows, Dataset<Row> figures, boolean isNoisy) {
    this.kpis = kpis;
    this.plan = plan;
    this.rows = rows;
    this.figures = figures;
    this.isNoisy = isNoisy;
  }

  /** The physical plan of the rows that are counted. */
  String plan() {
    return rows.queryExecution().executedPlan().toString();
  }

  /**
   * Counts: lazily, or with noise at once, since noise is drawn only once.
   *
   * @param events the protected table
   * @param release the noise; empty for exact figures, of which small ones are suppressed
   */
  public static KpiTable of(
      Kpis kpis, EndpointStates states, Dataset<Row> events, Optional<NoisyRelease> release) {
    CountingPlan plan = CountingPlan.of(kpis);
    SparkSession spark = events.sparkSession();
    Dataset<Row> rows =
        new CountedRows(plan, kpis, states)
            .of(events)
            .repartition(col("person"))
            .sortWithinPartitions("person", "t", "e", "h1", "h2");
    JavaRDD<FigureCell> cells =
        rows.queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(new FigureTask(plan, release.map(NoisyRelease::bounds).orElse(null)))
            .mapToPair(cell -> new Tuple2<>(cell.place(), cell))
            .reduceByKey(FigureCell::plus)
            .values();
    if (release.isPresent()) {
      return new KpiTable(kpis, plan, rows, NoisyFigures.of(spark, cells, release.get()), true);
    }
    FigureSuppression.Structure structure =
        new FigureSuppression.Structure(
            kpis.privacy().minGroupSize(),
            plan.relations(),
            plan.returns(),
            plan.distinctCountings(),
            plan.undated());
    if (!plan.undated().isEmpty()) {
      cells = cells.union(UndatedEndpoints.of(plan, kpis, states));
    }
    return new KpiTable(kpis, plan, rows, ShownFigures.of(spark, cells, plan, structure), false);
  }

  /** From the two protected tables alone; reads {@code endpoints} for itself. */
  static KpiTable of(Kpis kpis, Dataset<Row> endpoints, Dataset<Row> events) {
    return of(
        kpis,
        EndpointStates.of(endpoints, ALL, kpis, Map.of()),
        events,
        NoisyRelease.of(kpis, kpis.dimensions().size()));
  }

  /** Keeps the figures while both tables are written; {@link #release} them. */
  public KpiTable kept() {
    return new KpiTable(kpis, plan, rows, figures.persist(), isNoisy);
  }

  /** Lets go of what {@link #kept()} keeps. */
  public void release() {
    figures.unpersist();
  }

  /** The rows of {@code kpis}. */
  public Dataset<Row> byDate() {
    return shown(figures.where(col("grain").notEqual(Grain.PERIOD.name())))
        .withColumn("date", date_from_unix_date(col("day")))
        .select(names(SCHEMA))
        .to(SCHEMA);
  }

  /** The rows of {@code kpi_totals}. */
  public Dataset<Row> totals() {
    Dataset<Row> dates =
        shown(figures.where(col("grain").notEqual(Grain.PERIOD.name()).and(col("g").equalTo(0))))
            .groupBy("kpi")
            .agg(
                date_from_unix_date(org.apache.spark.sql.functions.min("day")).as("first_date"),
                date_from_unix_date(max("day")).as("last_date"));
    return shown(figures.where(col("grain").equalTo(Grain.PERIOD.name())))
        .join(broadcast(dates), new String[] {"kpi"}, "left")
        .select(names(TOTALS))
        .to(TOTALS);
  }

  private static Column[] names(StructType schema) {
    return java.util.Arrays.stream(schema.fieldNames())
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }

  /** Puts the figures of each KPI side by side; one that needs a hidden figure is hidden. */
  private Dataset<Row> shown(Dataset<Row> some) {
    Column figure =
        when(col("kind").equalTo(Kind.PEOPLE.name()), col("people").cast("double"))
            .when(col("kind").equalTo(Kind.ENDPOINTS.name()), col("endpoints").cast("double"))
            .otherwise(col("sum"));
    Dataset<Row> sides =
        some.join(broadcast(uses()), new String[] {"counting", "grain", "g"})
            .join(broadcast(units()), new String[] {"counting", "grain", "day", "unit"}, "left")
            .groupBy("kpi", "day", "group_by", "group_value")
            .agg(
                max(when(col("role").equalTo(Role.NUMERATOR.name()), figure)).as("n"),
                max(when(col("role").equalTo(Role.MINUS.name()), figure)).as("m"),
                max(when(col("role").equalTo(Role.DENOMINATOR.name()), figure)).as("d"),
                max(col("rate")).as("rate"),
                max(col("minus")).as("minus"),
                max(col("listed")).as("listed"),
                max(col("lasting")).as("lasting"),
                // A row of one unit is never of several.
                max(when(col("g").notEqual(col("unit")), col("units"))).as("units"),
                max(col("hidden")).as("suppressed"));
    Column difference = coalesce(col("n"), lit(0.0)).minus(coalesce(col("m"), lit(0.0)));
    Column numerator = difference;
    if (isNoisy) {
      // A figure that is not there is not zero: it was too small to be published.
      Column isWhole =
          col("n")
              .isNotNull()
              .and(not(col("rate")).or(col("d").isNotNull()))
              .and(not(col("minus")).or(col("m").isNotNull()));
      sides = sides.withColumn("suppressed", not(isWhole));
      numerator = when(col("minus"), greatest(difference, lit(0.0))).otherwise(difference);
    }
    // Euros and dollars have no sum.
    Column isOfSeveralUnits = coalesce(col("units").gt(1), lit(false));
    numerator = when(not(isOfSeveralUnits), numerator);
    Column denominator = when(col("rate"), coalesce(col("d"), lit(0.0)));
    Column value =
        when(not(col("rate")), numerator).when(denominator.gt(0), numerator.divide(denominator));
    Column isShown = not(col("suppressed"));
    // A cohort's rate is a rate when all of its days are over; until then it only rises.
    Column isOver =
        col("lasting").equalTo(0).or(col("day").plus(col("lasting")).leq(col("last_day")));
    Dataset<Row> judged =
        sides
            .crossJoin(broadcast(lastDay()))
            .withColumn("numerator", when(isShown, numerator))
            .withColumn("denominator", when(isShown, denominator))
            .withColumn("value", when(isShown.and(isOver), value));
    return isNoisy ? judged : withoutSmallLabels(judged);
  }

  /** The small groups of a KPI as one row, where their names alone would tell of people. */
  private static Dataset<Row> withoutSmallLabels(Dataset<Row> judged) {
    Column isHidden = col("suppressed").and(not(col("listed")));
    Column label = when(isHidden, lit(ListedLabels.SUPPRESSED)).otherwise(col("group_value"));
    return judged.withColumn("group_value", label).drop("n", "m", "d").distinct();
  }

  /** How many units there are in a day's figures, where a KPI asks for it. */
  private Dataset<Row> units() {
    Object[] groups =
        kpis.definitions().stream()
            .flatMap(kpi -> kpi.numerator().unit().stream())
            .map(unit -> plan.groupNames().indexOf(unit))
            .distinct()
            .toArray();
    return figures
        .where(col("g").isin(groups))
        .groupBy(col("counting"), col("grain"), col("day"), col("g").as("unit"))
        .agg(count_distinct(col("group_value")).as("units"));
  }

  /** The last day with any event that is counted; one row. */
  private Dataset<Row> lastDay() {
    Set<String> ofEvents =
        kpis.definitions().stream()
            .filter(kpi -> kpi.source() == Source.EVENTS)
            .map(KpiDefinition::name)
            .collect(Collectors.toSet());
    Object[] countings =
        plan.uses().stream()
            .filter(use -> ofEvents.contains(use.kpi()))
            .map(Use::counting)
            .distinct()
            .toArray();
    return figures
        .where(col("grain").equalTo(Grain.DAY.name()).and(col("counting").isin(countings)))
        .agg(max("day").as("last_day"));
  }

  private Dataset<Row> uses() {
    List<Row> rows = new ArrayList<>();
    Set<String> rates = kpisWith(Role.DENOMINATOR);
    Set<String> differences = kpisWith(Role.MINUS);
    Map<String, Integer> units =
        kpis.definitions().stream()
            .filter(kpi -> kpi.numerator().unit().isPresent())
            .collect(
                Collectors.toMap(
                    KpiDefinition::name,
                    kpi -> plan.groupNames().indexOf(kpi.numerator().unit().get())));
    Map<String, Integer> lasting =
        kpis.definitions().stream()
            .collect(Collectors.toMap(KpiDefinition::name, KpiDefinition::lastingDays));
    for (Use use : plan.uses()) {
      rows.add(
          RowFactory.create(
              use.counting(),
              use.grain().name(),
              use.group(),
              use.kpi(),
              use.role().name(),
              use.kind().name(),
              rates.contains(use.kpi()),
              differences.contains(use.kpi()),
              plan.groupNames().get(use.group()),
              use.group() == 0 || isListed(plan.groupNames().get(use.group())),
              use.grain() == Grain.PERIOD ? 0 : lasting.getOrDefault(use.kpi(), 0),
              use.role() == Role.NUMERATOR ? units.getOrDefault(use.kpi(), 0) : 0));
    }
    return figures.sparkSession().createDataFrame(rows, USES);
  }

  private boolean isListed(String group) {
    return ListedLabels.has(kpis.groups().get(group), kpis.fields());
  }

  private Set<String> kpisWith(Role role) {
    return plan.uses().stream()
        .filter(use -> use.role() == role)
        .map(Use::kpi)
        .collect(Collectors.toSet());
  }
}
