// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.LocalSession;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.UserException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.files.TahoeBatchFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

class DeltaTablesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("must be", DataTypes.StringType, false, "is always there")
          .add("may", DataTypes.LongType);

  @TempDir private static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpretedWithDelta();
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static NewRows rows(String table, boolean isWhole, String... values) {
    List<Row> rows = Stream.of(values).map(one -> RowFactory.create(one, null)).toList();
    return new NewRows(table, "a comment", SCHEMA, rows, isWhole);
  }

  @Test
  void write_firstRows_makesTheTableWithItsSchemaInOneCommitOfTheRun() {
    TableTransaction run = new TableTransaction("r1", 7);
    DeltaTables tables = new DeltaTables(spark, directory.toString()).within(run);
    run.open(spark);
    try {
      tables.write(rows("made", false, "a", "b"));
    } finally {
      TableTransaction.close(spark);
    }
    assertThat(tables.read("made").schema()).isEqualTo(SCHEMA);
    assertThat(tables.read("made").collectAsList()).hasSize(2);
    assertThat(tables.lastSequence("made")).isEqualTo(7);
    assertThat(tables.rowsOfLastWrite("made")).isEqualTo(2);
    DeltaTable made = DeltaTable.forPath(spark, tables.path("made"));
    List<Row> commits = made.history().collectAsList();
    assertThat(commits).hasSize(1);
    assertThat(TableTransaction.sequenceOf(commits.get(0).getAs("userMetadata"))).contains(7L);
    Row detail = made.detail().head();
    assertThat(detail.<String>getAs("description")).isEqualTo("a comment");
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .contains(Map.entry("delta.columnMapping.mode", "name"));

    assertThat(tables.rollBack(List.of("made"), run)).containsExactly("made");
    assertThat(tables.exists("made")).isFalse();
  }

  @Test
  void write_furtherAndOtherRows_areAddedAndTakeTheirPlace() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.write(rows("again", true, "a"));
    tables.write(rows("again", false, "b", "c"));
    assertThat(tables.read("again").collectAsList()).hasSize(3);
    tables.write(rows("again", true, "d"));
    assertThat(tables.read("again").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("d");
    assertThat(tables.read("again").schema()).isEqualTo(SCHEMA);
  }

  @Test
  void replaceAndAppend_columnsOfDistinctValues_areStoredWithoutWhatHelpsNoReader()
      throws Exception {
    StructType person =
        new StructType().add("mail", DataTypes.createArrayType(DataTypes.StringType));
    StructType schema =
        new StructType().add("kind", DataTypes.StringType).add("person", person).add("n", "bigint");
    List<Row> rows = new ArrayList<>();
    for (long number = 0; number < 100; number++) {
      rows.add(
          RowFactory.create(
              "kind " + number % 2, RowFactory.create(List.of("m" + number % 2)), number % 2));
    }
    ColumnPath table = ColumnPath.of("stored");
    ColumnPath mail = table.child("person").child("mail");
    ColumnStorage storage = new ColumnStorage(Set.of(mail, table.child("n")), Set.of(mail));
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    Dataset<Row> one = spark.createDataFrame(rows, schema).coalesce(1);

    tables.store("stored", storage);
    tables.replace("stored", "a comment", one);
    tables.append("stored", "a comment", one);
    tables.replace("plain", "a comment", one);

    assertThat(columns("stored"))
        .containsOnlyKeys("kind", "person", "n")
        .containsEntry("kind", Set.of("dictionary", "bounds"))
        .containsEntry("person", Set.of())
        .containsEntry("n", Set.of("bounds"));
    assertThat(columns("plain").values()).containsOnly(Set.of("dictionary", "bounds"));
    assertThat(tables.read("stored").where("n = 1 AND person.mail[0] = 'm1'").count())
        .isEqualTo(100);
    assertThat(spark.conf().getAll().mkString()).doesNotContain("parquet.enable.dictionary");
  }

  /** What every file of a table has of each column, by its name in the table. */
  private static Map<String, Set<String>> columns(String table) throws IOException {
    Map<String, String> names = new HashMap<>();
    String path = directory.resolve(table).toString();
    for (StructField field :
        DeltaLog.forTable(spark, path).unsafeVolatileSnapshot().metadata().schema().fields()) {
      names.put(field.metadata().getString("delta.columnMapping.physicalName"), field.name());
    }
    Map<String, Set<String>> columns = new HashMap<>();
    for (String file : spark.read().format("delta").load(path).inputFiles()) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(
                  new org.apache.hadoop.fs.Path(URI.create(file)), new Configuration()))) {
        for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
          Set<String> has = new HashSet<>();
          if (column.hasDictionaryPage()) {
            has.add("dictionary");
          }
          if (column.getStatistics().hasNonNullValue()) {
            has.add("bounds");
          }
          String name = names.get(column.getPath().toArray()[0]);
          Set<String> before = columns.put(name, has);
          assertThat(before == null || before.equals(has)).as(name).isTrue();
        }
      }
    }
    return columns;
  }

  @Test
  void write_whereFilesOfAnotherLie_refusesAndLeavesThem() throws Exception {
    Path other = Files.createDirectories(directory.resolve("taken")).resolve("notes.txt");
    Files.writeString(other, "mine");
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    assertThatThrownBy(() -> tables.write(rows("taken", false, "a"))).hasMessageContaining("taken");
    assertThat(tables.exists("taken")).isFalse();
    assertThat(other).hasContent("mine");
  }

  /** Eleven commits make a checkpoint, behind which the log is no longer text alone. */
  @Test
  void tableWithACheckpoint_isReadAndCountedInTheDriver_asAQueryDoes() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    for (int i = 0; i < 12; i++) {
      tables.write(rows("long", false, "a" + i, "b" + i));
    }
    assertThat(directory.resolve("long/_delta_log/00000000000000000010.checkpoint.parquet"))
        .exists();
    DeltaTable.forPath(spark, tables.path("long")).delete("`must be` LIKE 'a1%'");
    assertThat(texts(tables.rows("long", "must be", "no column")))
        .isEqualTo(texts(tables.read("long").select("must be").collectAsList()))
        .hasSize(21);
    assertThat(tables.countsInLog("long"))
        .contains(Map.of("must be", new ColumnCount(21, 21), "may", new ColumnCount(21, 0)));

    tables.write(rows("long", true, "c"));
    assertThat(texts(tables.read("long").collectAsList())).containsExactly("c");
    assertThat(tables.countsInLog("long"))
        .contains(Map.of("must be", new ColumnCount(1, 1), "may", new ColumnCount(1, 0)));
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.getString(0)).sorted().toList();
  }

  @Test
  void rows_ofEveryType_areThoseOfAQuery() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.replace(
        "types",
        "",
        spark.sql(
            "SELECT 'x' AS text, 5L AS number, 0.5D AS share, true AS yes,"
                + " TIMESTAMP '1969-12-31 23:59:58.123456' AS time, X'00FF' AS bytes,"
                + " array('a', NULL) AS list, map('k', 7L) AS map,"
                + " named_struct('a b', 1L, 'c', array('d')) AS inner, CAST(NULL AS STRING) AS no"));
    Row read = tables.read("types").head();
    Row row = tables.rows("types", read.schema().fieldNames()).get(0);
    assertThat(row.schema().fieldNames()).isEqualTo(read.schema().fieldNames());
    assertThat(row.json()).isEqualTo(read.json());
    assertThat(row.<String, Long>getJavaMap(7)).isEqualTo(Map.of("k", 7L));
    assertThat(row.getStruct(8).<Long>getAs("a b")).isEqualTo(1);
    assertThat(row.<byte[]>getAs("bytes")).containsExactly(0, 255);
  }

  @Test
  void append_rowsWithANewColumn_givesItToTheOthers_andCountsNothingTwice() {
    TableTransaction run = new TableTransaction("r2", 9);
    DeltaTables tables = new DeltaTables(spark, directory.toString()).within(run);
    tables.within(new TableTransaction("r1", 8)).replace("wider", "", range("a"));
    tables.append("wider", "", range("b"));
    assertThat(tables.rowsOfLastWrite("wider")).isEqualTo(3);
    tables.append("wider", "", range("b"));
    assertThat(tables.read("wider").columns()).containsExactly("a", "b");
    assertThat(tables.read("wider").where("a IS NULL").count()).as("once a run").isEqualTo(3);
    assertThat(tables.countsInLog("wider"))
        .as("the first file's statistics know of no such column")
        .isEmpty();
  }

  private static Dataset<Row> range(String column) {
    return spark.range(3).toDF(column).coalesce(1);
  }

  /** What a query gives, in columns that may be null. */
  private static Dataset<Row> nullable(String query) {
    Dataset<Row> rows = spark.sql(query);
    return spark.createDataFrame(rows.collectAsList(), rows.schema().asNullable());
  }

  private static boolean isListed(Dataset<Row> rows) {
    return CollectionConverters.asJava(rows.queryExecution().optimizedPlan().collectLeaves())
        .stream()
        .anyMatch(
            leaf ->
                leaf instanceof LogicalRelation relation
                    && relation.relation() instanceof HadoopFsRelation files
                    && files.location() instanceof TahoeBatchFileIndex);
  }

  private static void assertReadAsUsual(DeltaTables tables, String table, boolean isListed) {
    Dataset<Row> all = tables.readAll(table);
    assertThat(isListed(all)).as(table).isEqualTo(isListed);
    assertThat(all.schema()).isEqualTo(tables.read(table).schema());
    assertThat(all.toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(tables.read(table).toJSON().collectAsList());
  }

  @Test
  void readAll_ofFilesThatPinfoldWrites_listsThemInTheDriver() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.append("listed", "", nullable("SELECT 1 AS `a b`, named_struct('x', 'y') AS s"));
    tables.append(
        "listed", "", nullable("SELECT 2 AS `a b`, named_struct('x', 'z') AS s, 'n' AS `new`"));
    assertReadAsUsual(tables, "listed", true);
    assertThat(tables.readAll("listed").where("`new` IS NULL").select("s.x").head().getString(0))
        .isEqualTo("y");
    for (int i = 0; i < 12; i++) {
      tables.append("listed", "", nullable("SELECT " + i + " AS `a b`")); // and a checkpoint
    }
    assertReadAsUsual(tables, "listed", true);
    tables.replace("listed", "", nullable("SELECT 1 AS `a b` WHERE false"));
    assertReadAsUsual(tables, "listed", true);
    assertThat(ListedTable.of(spark, tables.path("listed"), 0)).as("no file").isPresent();
  }

  @Test
  void readAll_ofManyOrOtherFiles_isLeftToDelta() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.append("other", "", spark.range(10).toDF().repartition(2));
    assertThat(ListedTable.of(spark, tables.path("other"), 1)).isEmpty();
    assertThat(ListedTable.of(spark, tables.path("other"), 2)).isPresent();
    spark.sql(
        "ALTER TABLE delta.`"
            + tables.path("other")
            + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    DeltaTable.forPath(spark, tables.path("other")).delete("id = 3");
    assertReadAsUsual(tables, "other", false);
    assertThat(tables.readAll("other").count()).isEqualTo(9);
  }

  @Test
  void replaceRows_ofAQuery_isCountedAsItIsWritten() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.replaceRows(
        "counted rows", "", nullable("SELECT * FROM VALUES (1, 'a'), (2, NULL) t(i, s)"));
    assertThat(tables.countsOfWhole("counted rows"))
        .contains(Map.of("i", new ColumnCount(2, 2), "s", new ColumnCount(2, 1)));
  }

  @Test
  void replace_thatTheSameRunHasDoneBefore_countsNothing() {
    TableTransaction run = new TableTransaction("r2", 9);
    DeltaTables tables = new DeltaTables(spark, directory.toString()).within(run);
    tables.replace("done before", "", spark.range(3).toDF());
    DeltaTables others = new DeltaTables(spark, directory.toString()).within(run);
    others.replace("done before", "", spark.range(4).toDF());
    assertThat(others.countsOfWhole("done before")).isEmpty();
    assertThat(others.read("done before").count()).isEqualTo(3);
  }

  @Test
  void write_afterALaterRunHasWritten_isRefused_andChangesNothing() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    DeltaTables earlier = tables.within(new TableTransaction("r1", 8));
    earlier.append("overtaken", "", spark.range(2).toDF());
    tables.within(new TableTransaction("r2", 9)).append("overtaken", "", spark.range(3).toDF());

    assertThatThrownBy(() -> earlier.append("overtaken", "", spark.range(4).toDF()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("overtaken: a later run has written it meanwhile");
    assertThatThrownBy(() -> earlier.replace("overtaken", "", spark.range(4).toDF()))
        .isInstanceOf(UserException.class);
    assertThat(tables.read("overtaken").count()).isEqualTo(5);
  }

  @Test
  void write_ofARunThatLostTheOutput_commitsNothing() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    Dataset<Row> rows = spark.sql("SELECT nullif(id, -1) AS id FROM range(3)");
    tables.replace("fenced", "", rows);
    DeltaTables lost =
        tables.within(
            new TableTransaction("r2", 9),
            () -> {
              throw new UserException(UserException.Kind.FAILED, "taken over");
            });

    assertThatThrownBy(() -> lost.append("fenced", "", rows)).hasMessage("taken over");
    assertThatThrownBy(() -> lost.replaceWhere("fenced", "", rows.where("id > 0"), "id > 0"))
        .hasMessage("taken over");
    assertThatThrownBy(() -> lost.replace("never", "", rows)).hasMessage("taken over");
    assertThat(tables.read("fenced").count()).isEqualTo(3);
    assertThat(tables.exists("never")).isFalse();
  }

  @Test
  void replace_whole_isCountedAsItIsWritten() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    Dataset<Row> rows = spark.sql("SELECT id, nullif(id % 3, 0) AS rest FROM range(0, 10, 1, 3)");
    tables.replace("counted", "", rows);
    tables.replaceWhere("counted", "", rows.where("id > 0"), "true");
    assertThat(tables.countsOfWhole("counted"))
        .contains(Map.of("id", new ColumnCount(9, 9), "rest", new ColumnCount(9, 6)));
    assertThat(tables.read("counted").count()).isEqualTo(9);
    tables.append("counted", "", rows);
    assertThat(tables.countsOfWhole("counted")).isEmpty();
  }

  @Test
  void write_noRows_isACommitWithoutAFile() {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.write(rows("none", false));
    tables.write(rows("none", false));
    DeltaTable none = DeltaTable.forPath(spark, tables.path("none"));
    assertThat(none.history().count()).isEqualTo(2);
    assertThat(tables.read("none").inputFiles()).isEmpty();
    assertThat(tables.countsInLog("none"))
        .contains(Map.of("must be", ColumnCount.NONE, "may", ColumnCount.NONE));
  }
}
