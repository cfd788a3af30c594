// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The files of a dump as Spark's JSON source reads them: one table a folder, schema told. */
final class JsonTables {
  /** A column that each record has, by folder. */
  private static final List<List<String>> FOLDERS =
      List.of(List.of("endpoints", "Id"), List.of("events", "event_type"));

  /**
   * @param key a column that each record has
   */
  record JsonTable(String name, Path directory, String key, StructType schema) {
    Dataset<Row> read(SparkSession spark) {
      return spark
          .read()
          .schema(schema)
          .option("recursiveFileLookup", "true")
          .json(directory.toString());
    }
  }

  private final SparkSession spark;
  private final List<JsonTable> tables = new ArrayList<>();

  private JsonTables(SparkSession spark) {
    this.spark = spark;
  }

  /** Infers the schemas, which is not timed. */
  static JsonTables of(SparkSession spark, Path dump) {
    JsonTables result = new JsonTables(spark);
    for (List<String> folder : FOLDERS) {
      Path directory = dump.resolve(folder.get(0));
      if (Files.isDirectory(directory)) {
        StructType schema =
            spark.read().option("recursiveFileLookup", "true").json(directory.toString()).schema();
        result.tables.add(new JsonTable(folder.get(0), directory, folder.get(1), schema));
      }
    }
    return result;
  }

  List<JsonTable> tables() {
    return List.copyOf(tables);
  }

  /** Records that could be read. */
  long records() {
    return tables.stream()
        .mapToLong(table -> table.read(spark).agg(functions.count(table.key())).head().getLong(0))
        .sum();
  }
}
