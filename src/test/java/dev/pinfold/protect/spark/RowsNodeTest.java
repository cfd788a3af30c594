// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsNodeTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("size", DataTypes.DoubleType)
          .add("tags", DataTypes.createArrayType(DataTypes.StringType))
          .add("at", new StructType().add("city", DataTypes.StringType));

  private static SparkSession spark;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  private static InternalRow row(int number) {
    boolean isEmpty = number % 3 == 0;
    Object[] tags = {text("a" + number), null};
    return new GenericInternalRow(
        new Object[] {
          text("e" + number),
          isEmpty ? null : (Object) (number / 2.0),
          isEmpty ? null : new GenericArrayData(tags),
          isEmpty ? null : new GenericInternalRow(new Object[] {text("Ürümqi")})
        });
  }

  private static JavaRDD<InternalRow> rows() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(0, 1, 2, 3, 4), 2)
        .map(RowsNodeTest::row);
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void dataset_rows_areThoseOfSparksOwnPlan_alsoInAFile_andInOtherQueries() {
    Dataset<Row> own =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(rows().rdd(), SCHEMA, false);
    Dataset<Row> found = RowsNode.dataset(spark, rows(), SCHEMA);
    assertThat(lines(found)).isEqualTo(lines(own)).hasSize(5);

    String file = directory.resolve("rows").toString();
    found.write().parquet(file);
    assertThat(lines(spark.read().parquet(file))).isEqualTo(lines(own));

    assertThat(lines(found.unionByName(own).where("size > 0.6").select("tags", "id")))
        .isEqualTo(lines(own.unionByName(own).where("size > 0.6").select("tags", "id")))
        .hasSize(4);
    assertThat(lines(found.join(own.select("id"), "id").selectExpr("id", "at.city")))
        .isEqualTo(lines(own.selectExpr("id", "at.city")));
  }

  @Test
  void dataset_onItsWayToAFile_isNotTurnedIntoAnotherForm() {
    Dataset<Row> found = RowsNode.dataset(spark, rows(), SCHEMA);
    List<Boolean> areAsTheyWere =
        found
            .queryExecution()
            .executedPlan()
            .execute()
            .toJavaRDD()
            .map(row -> row instanceof GenericInternalRow)
            .collect();
    assertThat(areAsTheyWere).hasSize(5).doesNotContain(false);
  }

  @Test
  void dataset_madeAgainAndAgain_addsItsStrategyToTheSessionOnce() {
    RowsNode.dataset(spark, rows(), SCHEMA);
    RowsNode.dataset(spark, rows(), SCHEMA);
    assertThat(
            ((org.apache.spark.sql.classic.SparkSession) spark)
                .experimental()
                .extraStrategies()
                .size())
        .isEqualTo(1);
  }
}
