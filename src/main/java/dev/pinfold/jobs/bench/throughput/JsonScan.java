// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import org.apache.spark.sql.SparkSession;

/** {@code spark.read.schema(S).json(...)} to {@code noop}: reads, and does nothing. */
final class JsonScan implements Contender {
  static final String NAME = "spark.read.schema(S).json to noop";

  private final SparkSession spark;
  private final JsonTables tables;

  JsonScan(SparkSession spark, JsonTables tables) {
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
      table.read(spark).write().format("noop").mode("overwrite").save();
    }
  }

  @Override
  public long records() {
    return tables.records();
  }
}
