// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.PresentEndpoints.at;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.Suppression;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Endpoints and users by dimension, on a day: one reading of the protected table, however many
 * dimensions. An endpoint without a value counts as {@code (unknown)}; one with several (a custom
 * attribute) counts in each. Small buckets are shown as one, {@code (suppressed)}, unless the
 * dimension is one whose labels are taken from a list: those of the others are users' own texts
 * (custom attributes, {@code Anna's iPhone}), or tell of few people by themselves.
 */
public final class Demographics {
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
  static final String TOTAL = "total";
  private static final String SUPPRESSED = "(suppressed)";

  /** Columns whose values are of a list, such as channels, countries and time zones. */
  private static final Set<String> LISTED =
      Set.of(
          "ChannelType",
          "OptOut",
          "EndpointStatus",
          "Demographic.Platform",
          "Demographic.Locale",
          "Demographic.Timezone",
          "Location.Country");

  private Demographics() {}

  /**
   * @param endpoints the protected table
   * @param dimensions column of {@code endpoints} by name
   * @param attributes columns of custom attributes that are kept, by name
   */
  public static Dataset<Row> of(
      Dataset<Row> endpoints,
      LocalDate asOf,
      Map<String, String> dimensions,
      Map<String, String> attributes,
      Suppression suppression) {
    Dataset<Row> present = PresentEndpoints.asOf(endpoints, asOf);
    List<Column> buckets = new ArrayList<>();
    buckets.add(array(bucket(TOTAL, lit(""))));
    dimensions.forEach((name, path) -> buckets.add(array(bucket(name, at(present, path)))));
    attributes.forEach((name, path) -> buckets.add(buckets(name, at(present, path), present)));
    Dataset<Row> counted =
        present
            .select(
                at(present, "User.UserId").as("user"),
                coalesce(at(present, "User.UserId"), at(present, "Id")).as("person"),
                explode(concat(buckets.toArray(Column[]::new))).as("b"))
            .groupBy(col("b.dimension").as("dimension"), col("b.bucket").as("bucket"))
            .agg(
                count(lit(1)).as("endpoints"),
                count_distinct(col("user")).as("users"),
                // An endpoint of no known user is somebody's all the same.
                count_distinct(col("person")).as("people"));
    Dataset<Row> marked =
        SuppressedCounts.add(
            counted, suppression, "people", col("dimension").equalTo(TOTAL), "bucket", "dimension");
    Set<String> ofOwnTexts = new TreeSet<>(attributes.keySet());
    dimensions.forEach(
        (name, path) -> {
          if (!LISTED.contains(path)) {
            ofOwnTexts.add(name);
          }
        });
    Column isOwnText = col("dimension").isin(ofOwnTexts.toArray());
    Dataset<Row> shown =
        marked
            .withColumn(
                "bucket",
                when(col("suppressed").and(isOwnText), lit(SUPPRESSED)).otherwise(col("bucket")))
            .select(
                lit(Date.valueOf(asOf)).as("as_of"),
                col("dimension"),
                col("bucket"),
                when(not(col("suppressed")), col("endpoints")).as("endpoints"),
                when(not(col("suppressed")), col("users")).as("users"),
                col("suppressed"))
            .distinct();
    return shown.to(SCHEMA);
  }

  private static Column bucket(String dimension, Column value) {
    return struct(
        lit(dimension).as("dimension"), coalesce(value.cast("string"), lit(UNKNOWN)).as("bucket"));
  }

  private static Column buckets(String dimension, Column value, Dataset<Row> rows) {
    boolean isArray =
        rows.select(value.as("v")).schema().apply("v").dataType() instanceof ArrayType;
    if (!isArray) {
      return array(bucket(dimension, value));
    }
    Column values = array_distinct(value);
    Column many = transform(values, item -> bucket(dimension, item));
    return when(
            value.isNull().or(org.apache.spark.sql.functions.size(value).equalTo(0)),
            array(bucket(dimension, lit(null).cast("string"))))
        .otherwise(many);
  }
}
