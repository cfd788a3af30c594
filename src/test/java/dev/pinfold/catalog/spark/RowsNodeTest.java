// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsNodeTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("size", DataTypes.DoubleType)
          .add("tags", DataTypes.createArrayType(DataTypes.StringType))
          .add("_other", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("at", new StructType().add("city", DataTypes.StringType));

  private static SparkSession spark;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    spark = LocalSession.generatedWithDelta();
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
          isEmpty ? null : new ArrayBasedMapData(texts("k" + number), texts("v")),
          isEmpty ? null : new GenericInternalRow(new Object[] {text("Ürümqi")})
        });
  }

  private static GenericArrayData texts(String text) {
    return new GenericArrayData(new Object[] {text(text)});
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dataset_unsafeRowsThatAreUsedAgain_areSortedAsTheyAre(boolean isGenerated) {
    JavaRDD<InternalRow> unsafe =
        rows()
            .mapPartitions(
                some -> {
                  UnsafeProjection toUnsafe = UnsafeProjection.create(SCHEMA);
                  List<InternalRow> all = new ArrayList<>();
                  some.forEachRemaining(all::add);
                  return all.stream().map(row -> (InternalRow) toUnsafe.apply(row)).iterator();
                });
    List<String> sorted =
        SessionSettings.with(
            spark,
            Map.of("spark.sql.codegen.wholeStage", Boolean.toString(isGenerated)),
            () ->
                RowsNode.dataset(spark, unsafe, SCHEMA)
                    .sortWithinPartitions(col("id").desc())
                    .select("id")
                    .as(Encoders.STRING())
                    .collectAsList());
    assertThat(sorted).containsExactly("e1", "e0", "e4", "e3", "e2");
  }

  /** As runs write it: adaptive plans, generated code, columns mapped by name, statistics. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dataset_writtenAsDelta_reachesTheFilesAsItIs_alsoWhereDeltaWouldShuffle(boolean wouldShuffle)
      throws Exception {
    Dataset<Row> own =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(rows().rdd(), SCHEMA, false);
    List<String> plans = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onOtherEvent(SparkListenerEvent event) {
            if (event instanceof SparkListenerSQLExecutionStart start) {
              plans.add(start.physicalPlanDescription());
            }
          }
        };
    spark.sparkContext().addSparkListener(listener);
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    SessionSettings.with(
        spark,
        Map.of(
            "spark.sql.adaptive.enabled",
            "true",
            "spark.databricks.delta.optimizeWrite.enabled",
            Boolean.toString(wouldShuffle),
            // What leaves the files to Delta, whose plans are looked at.
            "spark.sql.files.maxRecordsPerFile",
            "1000000"),
        () -> {
          tables.replaceRecords("own", "of Spark's plan", own);
          tables.replaceRecords("records", "of ours", RowsNode.dataset(spark, rows(), SCHEMA));
          tables.append("records", "of ours", RowsNode.dataset(spark, rows(), SCHEMA));
          return true;
        });
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().removeSparkListener(listener);

    assertThat(lines(tables.read("records"))).isEqualTo(twice(lines(tables.read("own"))));
    assertThat(statistics("records")).isEqualTo(twice(statistics("own")));
    assertThat(plans.stream().filter(plan -> plan.contains("Rows")).toList())
        .as("plans of rows that are written")
        .hasSizeGreaterThanOrEqualTo(2)
        .noneMatch(plan -> plan.contains("Project") || plan.contains("Exchange"));
  }

  private static List<String> twice(List<String> all) {
    return Stream.concat(all.stream(), all.stream()).sorted().toList();
  }

  /** What Delta counted of each file, without the names that columns have there. */
  private List<String> statistics(String table) {
    String log = directory.resolve(table).resolve("_delta_log").toString();
    return spark
        .read()
        .json(log + "/*.json")
        .where("add IS NOT NULL")
        .select("add.stats")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .map(text -> text.replaceAll("col-[0-9a-f-]+", "column"))
        .sorted()
        .toList();
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
