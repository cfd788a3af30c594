// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A small job for trying a cluster: shuffles a range through code of this build, writes a Delta
 * table to the given path, and says where it ran.
 */
public final class RemaindersJob {
  /** Exit code where no path is given, to see that spark-submit passes it on. */
  static final int NO_PATH = 7;

  private static final int NUMBERS = 100_000;

  private RemaindersJob() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.exit(NO_PATH);
    }
    try (SparkSession spark = SparkSession.builder().appName("remainders").getOrCreate()) {
      spark
          .udf()
          .register(
              "remainder",
              (Long number) -> number % 10,
              org.apache.spark.sql.types.DataTypes.LongType);
      Dataset<Row> remainders =
          spark
              .range(0, NUMBERS, 1, 4)
              .selectExpr("remainder(id) AS remainder")
              .groupBy(col("remainder"))
              .agg(count(lit(1)).as("numbers"));
      remainders.write().format("delta").save(arguments[0]);
      System.out.println("master " + spark.sparkContext().master());
      for (String key :
          new String[] {
            "spark.io.encryption.enabled",
            "spark.authenticate",
            "spark.network.crypto.enabled",
            "spark.sql.session.timeZone"
          }) {
        System.out.println(key + " " + spark.sparkContext().getConf().get(key));
      }
      Row sums =
          spark
              .read()
              .format("delta")
              .load(arguments[0])
              .selectExpr("count(*)", "sum(numbers)", "min(numbers)")
              .first();
      System.out.println(
          "table " + sums.getLong(0) + " " + sums.getLong(1) + " " + sums.getLong(2));
    }
    System.exit(0);
  }
}
