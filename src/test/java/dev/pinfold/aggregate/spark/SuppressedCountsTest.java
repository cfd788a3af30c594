// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rule that runs on Spark is the rule that is tested without it. */
class SuppressedCountsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("set", DataTypes.LongType)
          .add("bucket", DataTypes.StringType)
          .add("people", DataTypes.LongType);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void add_randomSets_hidesWhatTheRuleHides() {
    Random random = new Random(3);
    Suppression rule = new Suppression(10);
    List<Row> rows = new ArrayList<>();
    List<long[]> sets = new ArrayList<>();
    for (long set = 0; set < 400; set++) {
      long[] people =
          LongStream.range(0, 1 + random.nextInt(7)).map(i -> random.nextInt(25)).toArray();
      sets.add(people);
      for (int i = 0; i < people.length; i++) {
        rows.add(RowFactory.create(set, "b" + i, people[i]));
      }
    }
    List<Row> marked =
        SuppressedCounts.add(
                spark.createDataFrame(rows, SCHEMA),
                rule,
                "people",
                col("bucket").equalTo("total"),
                "bucket",
                "set")
            .collectAsList();
    boolean[][] found = new boolean[sets.size()][7];
    for (Row row : marked) {
      int bucket = Integer.parseInt(row.<String>getAs("bucket").substring(1));
      found[(int) (long) row.<Long>getAs("set")][bucket] = row.getAs("suppressed");
    }
    int hidden = 0;
    for (int set = 0; set < sets.size(); set++) {
      boolean[] expected = rule.hidden(sets.get(set));
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[set][i]).as("set %d bucket %d", set, i).isEqualTo(expected[i]);
        hidden += expected[i] ? 1 : 0;
      }
    }
    assertThat(hidden).isBetween(100, 1500);
  }
}
