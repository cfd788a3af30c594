// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Gives events made for a test the column that tells them apart, as protecting gives it. */
final class EventDigests {
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of(
          "arrival_timestamp",
          "client_context",
          "device",
          "application",
          "awsAccountId",
          "_file",
          "_position",
          "_run_id");

  private EventDigests() {}

  static Dataset<Row> with(Dataset<Row> events) {
    return events.withColumn(
        "_digest",
        xxhash64(
            to_json(
                struct(
                    Arrays.stream(events.columns())
                        .filter(name -> !NOT_OF_THE_EVENT.contains(name))
                        .map(name -> col("`" + name + "`"))
                        .toArray(Column[]::new)))));
  }

  /** An events table without a row. */
  static Dataset<Row> none(SparkSession spark) {
    StructType schema =
        new StructType()
            .add("event_timestamp", DataTypes.LongType)
            .add("event_type", DataTypes.StringType);
    return with(spark.createDataFrame(List.<Row>of(), schema));
  }
}
