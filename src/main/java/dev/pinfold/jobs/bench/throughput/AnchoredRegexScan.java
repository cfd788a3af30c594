// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.jobs.bench.AnchoredRegexDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The way of DiscoverX over all values of a dump: 16 anchored regular expressions in SQL, and how
 * often each matches in each column.
 */
final class AnchoredRegexScan implements Contender {
  static final String NAME = "DiscoverX: 16 anchored regexes";

  private final SparkSession spark;
  private final JsonTables tables;
  private final Map<String, String> patterns = new AnchoredRegexDetector().patterns();

  AnchoredRegexScan(SparkSession spark, JsonTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run() {
    for (JsonTables.JsonTable table : tables.tables()) {
      frequencies(table).write().format("noop").mode("overwrite").save();
    }
  }

  private Dataset<Row> frequencies(JsonTables.JsonTable table) {
    List<Column> matches = new ArrayList<>();
    patterns.forEach(
        (type, pattern) ->
            matches.add(
                sum(when(col("value").rlike("^(?:" + pattern + ")$"), 1).otherwise(0)).as(type)));
    return ColumnValues.of(table.read(spark))
        .groupBy("column")
        .agg(count(lit(1)).as("values"), matches.toArray(new Column[0]));
  }

  /** Each record has one value of its table's key. */
  @Override
  public long records() {
    return tables.tables().stream()
        .mapToLong(
            table ->
                frequencies(table)
                    .where(col("column").equalTo(table.key()))
                    .select("values")
                    .head()
                    .getLong(0))
        .sum();
  }
}
