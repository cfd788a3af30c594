// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** A recognizer's patterns over all values of a dump, in a function of Spark's. */
final class PatternRecognizerScan implements Contender {
  private final SparkSession spark;
  private final JsonTables tables;
  private final Recognizers recognizers;
  private final UserDefinedFunction entity;

  PatternRecognizerScan(SparkSession spark, JsonTables tables, Recognizers recognizers) {
    this.spark = spark;
    this.tables = tables;
    this.recognizers = recognizers;
    this.entity = udf(recognizers.entity(), DataTypes.StringType);
  }

  @Override
  public String name() {
    return recognizers.name();
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
  Dataset<Row> entities(Dataset<Row> values) {
    return values
        .withColumn("entity", entity.apply(col("value"), col("column")))
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
