// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows straight from batches, against those of Spark's own queries. */
class BatchRowsTest {
  /** Several batches of 4,096 rows in each file. */
  private static final int ROWS = 10_000;

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";

  @TempDir private static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.generatedWithDelta();
    spark
        .range(0, ROWS, 1, 2)
        .selectExpr(
            "id",
            "if(id % 7 = 0, NULL, concat('text ', id % 100)) AS text",
            "if(id % 5 = 0, NULL, named_struct('deep', if(id % 3 = 0, NULL,"
                + " named_struct('name', concat('n', id), 'size', id * 2)), 'list',"
                + " if(id % 2 = 0, array('a', NULL, concat('b', id)), array()))) AS nested",
            "if(id % 4 = 0, NULL, map('k', id)) AS entries",
            "cast(id AS DOUBLE) / 3 AS ratio",
            "id % 2 = 0 AS even",
            "cast(id AS DECIMAL(12, 2)) AS amount",
            "date_add(DATE'2026-10-30', cast(id % 50 AS INT)) AS day")
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .option("delta.columnMapping.mode", "name")
        .save(path("table"));
    String[] files = table().inputFiles();
    // Few rows of a file: they are marked as deleted, and the file stays.
    spark.sql("DELETE FROM delta.`" + path("table") + "` WHERE id % 1000 = 3");
    assertThat(table().inputFiles()).containsExactlyInAnyOrder(files);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static String path(String table) {
    return directory.resolve(table).toString();
  }

  private static Dataset<Row> table() {
    return spark.read().format("delta").load(path("table"));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private static List<String> fromBatches(Dataset<Row> rows) {
    return texts(InternalRows.table(spark, BatchRows.of(rows), rows.schema()));
  }

  private static boolean areRead(Dataset<Row> rows) {
    return BatchRows.of(rows).toDebugString().contains("mapPartitions at BatchRows.java");
  }

  private static Dataset<Row> selected() {
    UDF1<String, String> loud = text -> text == null ? "none" : text.toUpperCase(Locale.ROOT);
    return table()
        .select(
            col("id"),
            col("text"),
            col("nested.deep.name").as("name"),
            col("nested.deep.size").plus(lit(1)).as("size"),
            col("nested.list").as("list"),
            expr("get(nested.list, 0)").as("first"),
            expr("get(nested.list, 1)").as("second"),
            expr("get(nested.list, 7)").as("none"),
            expr("transform(nested.list, x -> coalesce(x, text))").as("changed"),
            col("entries"),
            col("even"),
            col("amount"),
            col("day"),
            struct(col("ratio"), coalesce(col("text"), col("nested.deep.name"))).as("both"),
            udf(loud, DataTypes.StringType).apply(col("text")).as("loud"))
        .where(col("text").isNotNull());
  }

  @Test
  void of_columnsOfATable_areWhatAQueryGives() {
    List<String> expected = texts(selected());
    assertThat(fromBatches(selected())).isEqualTo(expected);
    assertThat(areRead(selected())).isTrue();
    // Every seventh has no text, and every thousandth is deleted.
    assertThat(expected).hasSizeBetween(ROWS * 6 / 7 - 15, ROWS * 6 / 7);
  }

  @Test
  void structField_interpreted_isWhatSparksOwnGives() {
    List<String> expected =
        texts(table().select(col("nested.deep.name").as("name"), col("nested.list").as("list")));
    spark.conf().set(WHOLE_STAGE, "false");
    try {
      Dataset<Row> rows =
          table()
              .select(
                  StructField.of(StructField.of(col("nested"), "deep"), "name").as("name"),
                  StructField.of(col("nested"), "list").as("list"));
      assertThat(rows.queryExecution().analyzed().toString()).contains("structfield(");
      assertThat(texts(rows)).isEqualTo(expected).isNotEmpty();
    } finally {
      spark.conf().set(WHOLE_STAGE, "true");
    }
  }

  @Test
  void of_wholeColumnsWithDeletedRows_areWhatAQueryGives() {
    assertThat(fromBatches(table())).isEqualTo(texts(table())).hasSize(ROWS - ROWS / 1000);
  }

  @Test
  void of_conditionsAndColumnsInTurns_areWhatAQueryGives() {
    Dataset<Row> rows =
        table()
            .select(col("id").multiply(lit(3)).as("id"), col("nested"))
            .where("id % 2 = 0")
            .select(col("id").plus(lit(1)).as("id"), col("nested.deep").as("deep"))
            .where("deep.size > 10");
    List<String> expected = texts(rows);
    assertThat(fromBatches(rows)).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void of_aSessionWithoutGeneratedCode_readsBatchesAndLeavesItSo() {
    List<String> expected = texts(selected());
    spark.conf().set(WHOLE_STAGE, "false");
    try {
      assertThat(areRead(selected())).isTrue();
      assertThat(fromBatches(selected())).isEqualTo(expected);
      assertThat(spark.conf().get(WHOLE_STAGE)).isEqualTo("false");
    } finally {
      spark.conf().set(WHOLE_STAGE, "true");
    }
  }

  @Test
  void of_aSessionThatReadsNoBatches_isComputedAsSparkDoes() {
    String setting = "spark.sql.parquet.enableVectorizedReader";
    List<String> expected = texts(selected());
    spark.conf().set(setting, "false");
    try {
      assertThat(areRead(selected())).isFalse();
      assertThat(fromBatches(selected())).isEqualTo(expected);
    } finally {
      spark.conf().unset(setting);
    }
  }

  @Test
  void of_filesOfWhichOneLacksAColumn_areWhatAQueryGives() {
    spark.range(5).selectExpr("id").write().format("delta").save(path("grown"));
    spark
        .range(5, 9)
        .selectExpr("id", "named_struct('b', id) AS a")
        .write()
        .format("delta")
        .mode("append")
        .option("mergeSchema", "true")
        .save(path("grown"));
    Dataset<Row> grown = spark.read().format("delta").load(path("grown")).select("id", "a.b");
    assertThat(areRead(grown)).isTrue();
    assertThat(fromBatches(grown)).isEqualTo(texts(grown)).hasSize(9);
  }

  @Test
  void of_aTableOfMoreColumnsThanSparkGeneratesCodeFor_readsBatches() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      columns.add(col("id").plus(lit(i)).as("c" + i));
    }
    spark.range(10).select(columns.toArray(Column[]::new)).write().parquet(path("wide"));
    Dataset<Row> wide = spark.read().parquet(path("wide"));
    assertThat(areRead(wide)).isTrue();
    assertThat(fromBatches(wide)).isEqualTo(texts(wide));
  }

  @Test
  void of_whatIsNoSelection_isComputedAsSparkDoes() {
    Dataset<Row> counted = table().groupBy("text").count();
    assertThat(areRead(counted)).isFalse();
    assertThat(fromBatches(counted)).isEqualTo(texts(counted));
  }

  @Test
  void of_anEmptyTable_isEmpty() {
    table().limit(0).write().format("delta").save(path("empty"));
    assertThat(fromBatches(spark.read().format("delta").load(path("empty")))).isEmpty();
  }
}
