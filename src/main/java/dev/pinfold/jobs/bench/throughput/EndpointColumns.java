// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads five columns of an {@code endpoints} table that lies there since before the rounds. */
final class EndpointColumns implements Contender {
  static final String PROTECTED = "five columns of the protected endpoints";
  static final String NAIVE = "five columns of the naive map-typed copy";

  /** What reports sort by most: three dimensions of the demographics and two attributes. */
  private static final List<String> COLUMNS =
      List.of(
          "ChannelType",
          "Location.Country",
          "Demographic.Platform",
          "Attributes.plan",
          "User.UserAttributes.segment");

  private final SparkSession spark;
  private final String name;
  private final Path table;

  EndpointColumns(SparkSession spark, String name, Path table) {
    this.spark = spark;
    this.name = name;
    this.table = table;
  }

  @Override
  public String name() {
    return name;
  }

  /** A path leads into a map as it does into a struct. */
  private Dataset<Row> columns() {
    Column[] columns =
        COLUMNS.stream().map(path -> col(path).as(path.replace('.', '_'))).toArray(Column[]::new);
    return spark.read().format("delta").load(table.toString()).select(columns);
  }

  @Override
  public void run() {
    columns().write().format("noop").mode("overwrite").save();
  }

  @Override
  public long records() {
    return columns().where("ChannelType IS NOT NULL").count();
  }
}
