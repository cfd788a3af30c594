// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.InternalRows.day;
import static dev.pinfold.aggregate.spark.InternalRows.text;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.BucketSuppression;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.ListedLabels;
import dev.pinfold.aggregate.NoisyRelease;
import dev.pinfold.aggregate.ShownBucket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Endpoints and users by dimension, on a day: one reading of the protected table, however many
 * dimensions. An endpoint without a value counts as {@code (unknown)}; one with several (a custom
 * attribute) counts in each. Small buckets are shown as one, {@code (suppressed)}, unless the
 * dimension is one whose labels are taken from a list: those of the others are users' own texts
 * (custom attributes, {@code Anna's iPhone}), or tell of few people by themselves. With noise,
 * small buckets are left out.
 */
public final class Demographics implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  /** The schema of the table; a contract. */
  public static final StructType SCHEMA =
      new StructType()
          .add("as_of", DataTypes.DateType, true, "The day that the figures are of")
          .add("dimension", DataTypes.StringType, true, "What the endpoints are sorted by")
          .add("bucket", DataTypes.StringType, true, "A value of the dimension")
          .add("endpoints", DataTypes.LongType, true, "Endpoints; null where suppressed")
          .add("users", DataTypes.LongType, true, "Distinct users; null where suppressed")
          .add("suppressed", DataTypes.BooleanType, true, "Whether the group is too small to show");

  static final String UNKNOWN = "(unknown)";

  private final LocalDate asOf;
  private final List<String> names;
  private final Set<String> ownTexts;

  private final int minGroupSize;
  private final NoisyRelease release;
  private final SharedGroups shared;

  private Demographics(
      LocalDate asOf, Kpis kpis, Collection<String> attributes, NoisyRelease release) {
    this.asOf = asOf;
    this.release = release;
    this.ownTexts = new HashSet<>(attributes);
    kpis.dimensions().entrySet().stream()
        .filter(dimension -> !ListedLabels.has(Source.ENDPOINTS, dimension.getValue().column()))
        .forEach(dimension -> ownTexts.add(dimension.getKey()));
    this.names = names(kpis, attributes);
    this.minGroupSize = kpis.privacy().minGroupSize();
    this.shared = SharedGroups.of(kpis, names);
  }

  /**
   * The figures of a day.
   *
   * @param rows of the table
   * @param shown what those who judge KPIs must know of them; empty where nothing is suppressed
   */
  public record Figures(KeptRows rows, Optional<JavaRDD<ShownBucket>> shown) {}

  /**
   * The rows of the table with noise, which is drawn at once.
   *
   * @param attributes names of custom attributes that are kept
   */
  public static KeptRows noisy(
      EndpointStates states,
      LocalDate asOf,
      Kpis kpis,
      Collection<String> attributes,
      NoisyRelease release) {
    JavaRDD<InternalRow> rows =
        new Demographics(asOf, kpis, attributes, release).noisy(states, kpis);
    return new KeptRows(states.onDay().sparkSession(), rows, rows, SCHEMA);
  }

  /**
   * The rows of the table, lazily; small groups are suppressed.
   *
   * @param attributes names of custom attributes that are kept
   */
  public static Figures of(
      SparkSession spark,
      CountedFigures figures,
      LocalDate asOf,
      Kpis kpis,
      Collection<String> attributes) {
    Demographics demographics = new Demographics(asOf, kpis, attributes, null);
    JavaRDD<JudgedBuckets> judged = demographics.judged(figures.buckets());
    JavaRDD<InternalRow> rows =
        judged.flatMap(all -> new LinkedHashSet<>(demographics.shown(all)).iterator());
    return new Figures(
        new KeptRows(spark, judged, rows, SCHEMA),
        kpis.privacy().minGroupSize() > 1
            ? Optional.of(judged.flatMap(all -> all.shown().iterator()))
            : Optional.empty());
  }

  /** From the two protected tables alone. */
  static Dataset<Row> of(
      Dataset<Row> endpoints,
      Dataset<Row> events,
      LocalDate asOf,
      Kpis kpis,
      Map<String, String> attributes) {
    int dimensions = kpis.dimensions().size() + attributes.size();
    Optional<NoisyRelease> release = NoisyRelease.of(kpis, dimensions);
    if (release.isPresent()) {
      EndpointStates states = EndpointStates.of(endpoints, asOf, kpis, attributes);
      return noisy(states, asOf, kpis, attributes.keySet(), release.get()).table();
    }
    CountedFigures figures =
        CountedFigures.of(endpoints, events, asOf, new CountedFigures.Rules(kpis, attributes));
    SparkSession spark = endpoints.sparkSession();
    return of(spark, figures, asOf, kpis, attributes.keySet()).rows().table();
  }

  /** The buckets that there are, and the parts of them by which they are judged. */
  static List<BucketCounts.Breakdown> breakdowns(Kpis kpis, Collection<String> attributes) {
    List<String> names = names(kpis, attributes);
    List<BucketCounts.Breakdown> breakdowns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      breakdowns.add(BucketCounts.Breakdown.of(i));
    }
    // Cities divide countries too, also where no region is known.
    kpis.dimensions()
        .keySet()
        .forEach(
            name ->
                around(kpis, name)
                    .forEach(
                        outer ->
                            breakdowns.add(
                                new BucketCounts.Breakdown(
                                    names.indexOf(name), names.indexOf(outer), 0))));
    breakdowns.addAll(SharedGroups.of(kpis, names).breakdowns());
    return breakdowns;
  }

  private JavaRDD<JudgedBuckets> judged(JavaRDD<FigureCell> buckets) {
    return buckets
        .repartition(1)
        .mapPartitions(
            parts ->
                List.of(JudgedBuckets.of(BucketCounts.together(parts), minGroupSize, shared))
                    .iterator());
  }

  /** The dimensions by number: the total, those of {@code kpis.yaml}, the custom attributes. */
  private static List<String> names(Kpis kpis, Collection<String> attributes) {
    List<String> names = new ArrayList<>(List.of(Kpis.TOTAL));
    names.addAll(EndpointRecords.labels(kpis, attributes));
    return names;
  }

  /** The dimension that another divides, the one that this divides, and so on. */
  private static List<String> around(Kpis kpis, String name) {
    List<String> all = new ArrayList<>();
    Optional<String> outer = kpis.dimensions().get(name).within();
    while (outer.isPresent()) {
      all.add(outer.get());
      outer = kpis.dimensions().get(outer.get()).within();
    }
    return all;
  }

  private JavaRDD<InternalRow> noisy(EndpointStates states, Kpis kpis) {
    Dataset<Row> present = states.onDay();
    List<Column> buckets = new ArrayList<>();
    buckets.add(array(bucket(0, lit(""))));
    for (int i = 1; i < names.size(); i++) {
      int dimension = i;
      buckets.add(transform(states.labels(names.get(i)), label -> bucket(dimension, label)));
    }
    Dataset<Row> people =
        present.select(person(), isUser(), concat(buckets.toArray(Column[]::new)).as("buckets"));
    return NoisyFigures.drawn(
        countedWithinBounds(people, release)
            .coalesce(1)
            .javaRDD()
            .mapPartitions(
                rows -> {
                  List<FigureCell> all = new ArrayList<>();
                  rows.forEachRemaining(row -> all.add(figure(row)));
                  return withNoise(all).iterator();
                }));
  }

  private static Column person() {
    return coalesce(col(EndpointStates.USER), col(EndpointStates.ID)).as("person");
  }

  private static Column isUser() {
    return col(EndpointStates.USER).isNotNull().as("is_user");
  }

  /** Person by person: in so many buckets of a dimension at most, and with so many endpoints. */
  private static Dataset<Row> countedWithinBounds(Dataset<Row> people, NoisyRelease release) {
    Dataset<Row> sorted =
        people
            .select(col("person"), col("is_user"), explode(col("buckets")).as("b"))
            .select(
                col("person"),
                col("is_user"),
                col("b.dimension").as("dimension"),
                col("b.bucket").as("bucket"));
    Column chance = xxhash64(lit(release.salt()), col("person"), col("dimension"), col("bucket"));
    WindowSpec ofPerson = Window.partitionBy("person", "dimension").orderBy(chance, col("bucket"));
    return sorted
        .groupBy("person", "dimension", "bucket")
        .agg(count(lit(1)).as("own"), max(col("is_user")).cast("long").as("is_user"))
        .withColumn("number", row_number().over(ofPerson))
        .where(col("number").leq(release.maxGroups()))
        .groupBy("dimension", "bucket")
        .agg(
            sum(least(col("own"), lit(release.maxEndpoints()))).as("endpoints"),
            sum("is_user").as("users"),
            count(lit(1)).as("people"));
  }

  private static FigureCell figure(Row row) {
    return new FigureCell(
        0,
        Grain.DAY,
        0,
        row.getInt(0),
        row.getString(1),
        null,
        row.getLong(2),
        row.getLong(3),
        row.getLong(4));
  }

  private List<InternalRow> withNoise(List<FigureCell> figures) {
    return figures.stream()
        .map(release::publishedBucket)
        .flatMap(Optional::stream)
        .map(
            figure ->
                InternalRows.of(
                    day(asOf),
                    text(names.get(figure.group())),
                    text(figure.value()),
                    (long) figure.sum(),
                    figure.endpoints(),
                    false))
        .toList();
  }

  /** As many rows as there are buckets. */
  private List<InternalRow> shown(JudgedBuckets all) {
    List<InternalRow> rows = new ArrayList<>();
    for (BucketSuppression.Judged judged : all.buckets()) {
      FigureCell figure = judged.bucket();
      String dimension = names.get(figure.group());
      boolean isHidden = judged.isHidden();
      rows.add(
          InternalRows.of(
              day(asOf),
              text(dimension),
              text(
                  isHidden && ownTexts.contains(dimension)
                      ? ListedLabels.SUPPRESSED
                      : figure.value()),
              isHidden ? null : (long) figure.sum(),
              judged.isWithoutUsers() ? null : figure.endpoints(),
              isHidden));
    }
    return rows;
  }

  private static Column bucket(int dimension, Column label) {
    return struct(lit(dimension).as("dimension"), label.as("bucket"));
  }
}
