// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;

import dev.pinfold.jobs.bench.PatternRecognizerDetector;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Presidio's patterns over all values of a dump: {@code java.util.regex}, scores, checksums and
 * words of context in a function of Spark's.
 */
final class PatternRecognizerScan implements Contender {
  static final String NAME = "Presidio: patterns as a UDF";

  private static final String FUNCTION = "presidio_entity";

  private final SparkSession spark;
  private final JsonTables tables;

  /** One detector a JVM. */
  private static final class Holder {
    static final PatternRecognizerDetector DETECTOR = new PatternRecognizerDetector();
  }

  PatternRecognizerScan(SparkSession spark, JsonTables tables) {
    this.spark = spark;
    this.tables = tables;
    UDF2<String, String, String> entity =
        (value, column) -> Holder.DETECTOR.best(value, column.toLowerCase(Locale.ROOT));
    spark.udf().register(FUNCTION, entity, DataTypes.StringType);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run() {
    for (JsonTables.JsonTable table : tables.tables()) {
      entities(table).write().format("noop").mode("overwrite").save();
    }
  }

  private Dataset<Row> entities(JsonTables.JsonTable table) {
    return ColumnValues.of(table.read(spark))
        .withColumn("entity", call_udf(FUNCTION, col("value"), col("column")))
        .groupBy("column", "entity")
        .count();
  }

  /** Each record has one value of its table's key. */
  @Override
  public long records() {
    return tables.tables().stream()
        .mapToLong(
            table ->
                entities(table)
                    .where(col("column").equalTo(table.key()))
                    .groupBy()
                    .sum("count")
                    .head()
                    .getLong(0))
        .sum();
  }
}
