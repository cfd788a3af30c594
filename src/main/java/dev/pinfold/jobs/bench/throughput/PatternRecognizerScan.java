// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** A recognizer's patterns over all values of a dump, in a function of Spark's. */
final class PatternRecognizerScan implements Contender {
  private static final String FUNCTION = "presidio_entity";

  private final SparkSession spark;
  private final JsonTables tables;
  private final Recognizers recognizers;

  PatternRecognizerScan(SparkSession spark, JsonTables tables, Recognizers recognizers) {
    this.spark = spark;
    this.tables = tables;
    this.recognizers = recognizers;
    spark.udf().register(FUNCTION, recognizers.entity(), DataTypes.StringType);
  }

  @Override
  public String name() {
    return recognizers.name();
  }

  /** One takes so long that all of it is compiled behind it. */
  @Override
  public int warmUps(int asked) {
    return Math.min(1, asked);
  }

  @Override
  public void run() {
    for (JsonTables.JsonTable table : tables.tables()) {
      entities(ColumnValues.of(table.read(spark))).write().format("noop").mode("overwrite").save();
    }
  }

  /**
   * How often each column has each entity, as {@code column}, {@code entity} and {@code count}.
   *
   * @param values as {@link ColumnValues} gives them
   */
  static Dataset<Row> entities(Dataset<Row> values) {
    return values
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
                entities(ColumnValues.of(table.read(spark)))
                    .where(col("column").equalTo(table.key()))
                    .groupBy()
                    .sum("count")
                    .head()
                    .getLong(0))
        .sum();
  }
}
