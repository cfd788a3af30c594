// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** {@code spark.read.json(...)}, schema inferred, written as Delta: no look at any value. */
final class NaiveDelta implements Contender {
  static final String NAME = "spark.read.json to Delta, inferred";

  private final SparkSession spark;
  private final JsonTables tables;
  private final Path output;

  NaiveDelta(SparkSession spark, JsonTables tables, Path output) {
    this.spark = spark;
    this.tables = tables;
    this.output = output;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run() {
    for (JsonTables.JsonTable table : tables.tables()) {
      spark
          .read()
          .option("recursiveFileLookup", "true")
          .json(table.directory().toString())
          .write()
          .format("delta")
          // Names of attributes hold spaces.
          .option("delta.columnMapping.mode", "name")
          .save(output.resolve(table.name()).toString());
    }
  }

  @Override
  public long records() {
    return tables.tables().stream()
        .mapToLong(
            table ->
                spark.read().format("delta").load(output.resolve(table.name()).toString()).count())
        .sum();
  }

  @Override
  public void clear() throws IOException {
    Directories.delete(output);
  }
}
