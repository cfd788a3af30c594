// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stack;
import static org.apache.spark.sql.functions.sum;

import dev.pinfold.jobs.bench.AnchoredRegexDetector;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The way of DiscoverX over all values of a dump: 16 anchored regular expressions in SQL, and how
 * often each matches in each column.
 *
 * <p>The query is of the same shape as theirs ({@code _rule_matching_sql} in {@code
 * discoverx/scanner.py} of databrickslabs/discoverx), as it decides what the way costs: columns as
 * rows, one number for each rule, these as rows again, grouped by column and rule. Theirs takes a
 * sample of some rows and columns that are strings; this one takes all. Theirs carries nulls along,
 * which do not count; here there are none.
 */
final class AnchoredRegexScan implements Contender {
  static final String NAME = "DiscoverX: 16 anchored regexes";

  private final SparkSession spark;
  private final JsonTables tables;

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
      frequencies(ColumnValues.of(table.read(spark)))
          .write()
          .format("noop")
          .mode("overwrite")
          .save();
    }
  }

  /**
   * Of each {@code column} and {@code class} how many {@code values} there are and, as {@code
   * score}, the share of those that match.
   *
   * @param values as {@link ColumnValues} gives them
   */
  static Dataset<Row> frequencies(Dataset<Row> values) {
    List<Column> matches = new ArrayList<>(List.of(col("column")));
    List<Column> rows = new ArrayList<>();
    new AnchoredRegexDetector()
        .patterns()
        .forEach(
            (type, pattern) -> {
              matches.add(col("value").rlike("^(?:" + pattern + ")$").cast("int").as(type));
              rows.add(lit(type));
              rows.add(col(type));
            });
    rows.add(0, lit(rows.size() / 2));
    return values
        .select(matches.toArray(new Column[0]))
        .select(
            col("column"), stack(rows.toArray(new Column[0])).as(new String[] {"class", "matches"}))
        .groupBy("column", "class")
        .agg(count("matches").as("values"), sum("matches").divide(count("matches")).as("score"));
  }

  /** Each record has one value of its table's key. */
  @Override
  public long records() {
    return tables.tables().stream()
        .mapToLong(
            table ->
                frequencies(ColumnValues.of(table.read(spark)))
                    .where(col("column").equalTo(table.key()))
                    .select("values")
                    .head()
                    .getLong(0))
        .sum();
  }
}
