// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.LocalSession;
import dev.pinfold.catalog.ColumnPath;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** What Delta makes of the same rows by a query is what is compared with. */
class RowsFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final StructType INNER =
      new StructType()
          .add("a b", DataTypes.LongType)
          .add("list", DataTypes.createArrayType(DataTypes.StringType))
          .add("deep", new StructType().add("x", DataTypes.DateType));

  private static final StructType EVERY_TYPE =
      new StructType()
          .add("must be", DataTypes.StringType, false, "is always there")
          .add("int", DataTypes.IntegerType)
          .add("short", DataTypes.ShortType)
          .add("byte", DataTypes.ByteType)
          .add("long", DataTypes.LongType)
          .add("double", DataTypes.DoubleType)
          .add("float", DataTypes.FloatType)
          .add("yes", DataTypes.BooleanType)
          .add("bytes", DataTypes.BinaryType)
          .add("time", DataTypes.TimestampType)
          .add("day", DataTypes.DateType)
          .add("small decimal", DataTypes.createDecimalType(9, 2))
          .add("decimal", DataTypes.createDecimalType(18, 3))
          .add("large decimal", DataTypes.createDecimalType(38, 10))
          .add("inner", INNER, true, "in a struct")
          .add("inners", DataTypes.createArrayType(INNER))
          .add("map", DataTypes.createMapType(DataTypes.StringType, INNER))
          .add("numbers", DataTypes.createArrayType(DataTypes.LongType, false));

  private static final StructType PAIR =
      new StructType().add("a", DataTypes.StringType).add("b", DataTypes.LongType);

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static DeltaTables tables;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpretedWithDelta();
    tables = new DeltaTables(spark, directory.toString());
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static List<Row> everyType() {
    Row inner =
        RowFactory.create(
            5L, Arrays.asList("x", null, ""), RowFactory.create(Date.valueOf("1969-12-31")));
    Row empty = RowFactory.create(null, List.of(), RowFactory.create((Object) null));
    return List.of(
        RowFactory.create(
            "é one",
            1,
            (short) 2,
            (byte) 3,
            4L,
            0.5D,
            0.25F,
            true,
            "raw".getBytes(StandardCharsets.UTF_8),
            Timestamp.valueOf("1969-12-31 23:59:58.123456"),
            Date.valueOf("2024-02-29"),
            new BigDecimal("1234567.89"),
            new BigDecimal("-123456789012345.678"),
            new BigDecimal("1234567890123456789012345678.0123456789"),
            inner,
            Arrays.asList(inner, null, empty),
            Map.of("k", inner),
            List.of(1L, 2L)),
        RowFactory.create(
            "two", null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null),
        RowFactory.create(
            "",
            Integer.MIN_VALUE,
            Short.MAX_VALUE,
            Byte.MIN_VALUE,
            Long.MAX_VALUE,
            Double.NaN,
            Float.NEGATIVE_INFINITY,
            false,
            new byte[0],
            Timestamp.valueOf("9999-12-31 23:59:59.999999"),
            Date.valueOf("1600-01-01"),
            new BigDecimal("0.10"),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            empty,
            List.of(),
            Map.of(),
            List.of()));
  }

  private static void write(String table, StructType schema, List<Row> rows) {
    tables.write(new NewRows(table, "a comment", schema, rows, false));
  }

  private static void writeByQuery(String table, StructType schema, List<Row> rows) {
    tables.append(table, "a comment", spark.createDataFrame(rows, schema).coalesce(1));
  }

  /** Delta itself has a job, without a task, where a table is made. */
  private static int tasksOf(Runnable work) throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart task) {
            tasks.incrementAndGet();
          }
        };
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().addSparkListener(listener);
    try {
      work.run();
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    return tasks.get();
  }

  /** Those that the table consists of, in the order in which they came. */
  private static List<AddFile> files(String table) {
    DeltaLog log = DeltaLog.forTable(spark, tables.path(table));
    return log.update(false, Option.empty(), Option.empty()).allFiles().collectAsList().stream()
        .sorted(Comparator.comparing(AddFile::modificationTime))
        .toList();
  }

  private static org.apache.hadoop.fs.Path path(String table, AddFile file) {
    return new org.apache.hadoop.fs.Path(tables.path(table), URI.create(file.path()).getPath());
  }

  /** As the log of a version says it. */
  private static JsonNode added(String table, int version) {
    String log = String.format("%s/_delta_log/%020d.json", tables.path(table), version);
    try (Stream<String> actions = Files.lines(Path.of(log))) {
      String add = actions.filter(action -> action.startsWith("{\"add\"")).findAny().orElseThrow();
      return JSON.readTree(add).get("add");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParquetMetadata footer(String table, AddFile file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path(table, file), new Configuration()))) {
      return reader.getFooter();
    }
  }

  private static List<String> columns(ParquetMetadata footer) {
    List<String> columns = new ArrayList<>();
    for (ColumnChunkMetaData column : footer.getBlocks().get(0).getColumns()) {
      columns.add(
          String.join(
              " ",
              column.getPath().toDotString(),
              column.getCodec().toString(),
              column.getEncodings().toString(),
              column.getStatistics().toString(),
              String.valueOf(column.hasDictionaryPage()),
              String.valueOf(column.getValueCount()),
              String.valueOf(column.getTotalUncompressedSize())));
    }
    return columns;
  }

  private static List<Path> dataFiles(String table) throws IOException {
    Path path = Path.of(tables.path(table));
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(path.resolve("_delta_log")))
          .toList();
    }
  }

  private static void assertAlike(String table, AddFile own, AddFile ofQuery) throws IOException {
    ParquetMetadata footer = footer(table, own);
    ParquetMetadata expected = footer(table, ofQuery);
    // Equal with the numbers of fields; a text shows where they are not.
    assertThat(footer.getFileMetaData().getSchema())
        .hasToString(expected.getFileMetaData().getSchema().toString());
    assertThat(footer.getFileMetaData().getSchema())
        .isEqualTo(expected.getFileMetaData().getSchema());
    assertThat(footer.getFileMetaData().getKeyValueMetaData())
        .isEqualTo(expected.getFileMetaData().getKeyValueMetaData());
    assertThat(footer.getFileMetaData().getCreatedBy())
        .isEqualTo(expected.getFileMetaData().getCreatedBy());
    assertThat(columns(footer)).isEqualTo(columns(expected));
    assertThat(nameWithoutChance(own)).isEqualTo(nameWithoutChance(ofQuery));
    assertThat(own.size()).isEqualTo(Files.size(Path.of(path(table, own).toString())));
  }

  private static String nameWithoutChance(AddFile file) {
    return file.path().replaceAll("^\\w{2}/part-00000-[0-9a-f-]{36}-", "");
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "snappy, TIMESTAMP_MICROS, v1, SNAPPY",
    "gzip, INT96, v2, GZIP",
    "zstd, TIMESTAMP_MILLIS, v1, ZSTD"
  })
  void write_rowsOfEveryType_makesTheFileThatAQueryMakes(
      String codec, String timestamps, String version, String expected) throws Exception {
    String table = "every type " + codec;
    Map<String, String> settings =
        Map.of(
            "spark.sql.parquet.compression.codec", codec,
            "spark.sql.parquet.outputTimestampType", timestamps,
            "parquet.writer.version", version);
    SessionSettings.with(
        spark,
        settings,
        () -> {
          write(table, EVERY_TYPE, everyType());
          Dataset<Row> read = tables.read(table);
          List<String> own = texts(read);
          writeByQuery(table, EVERY_TYPE, everyType());
          AddFile ofQuery = files(table).get(1);
          assertThat(own)
              .isEqualTo(
                  texts(
                      tables
                          .read(table)
                          .where("_metadata.file_name = '" + path(table, ofQuery).getName() + "'")))
              .hasSize(3);
          return true;
        });
    AddFile own = files(table).get(0);
    assertAlike(table, own, files(table).get(1));
    assertThat(columns(footer(table, own)).get(0)).contains(" " + expected + " ");
    assertThat(own.path()).matches("\\w{2}/part-00000-[0-9a-f-]{36}-c000\\.[a-z]+\\.parquet");
    JsonNode added = added(table, 0);
    assertThat(added.get("dataChange").asBoolean()).isTrue();
    assertThat(added.get("partitionValues")).isEmpty();
    assertThat(added.path("tags")).isEmpty();
    assertThat(added.fieldNames())
        .toIterable()
        .filteredOn(name -> !name.equals("tags"))
        .containsExactlyElementsOf(() -> added(table, 1).fieldNames());
    assertThat(tables.read(table).schema()).isEqualTo(EVERY_TYPE);
  }

  @Test
  void write_columnsThatAreStoredOtherwise_areSoAsWithAQuery() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < 50; i++) {
      rows.add(RowFactory.create("value " + i % 2, i % 2));
    }
    write("stored", PAIR, rows);
    ColumnPath a = ColumnPath.of("stored", "a");
    tables.store("stored", new ColumnStorage(Set.of(a), Set.of(a)));
    write("stored", PAIR, rows);
    writeByQuery("stored", PAIR, rows);
    List<AddFile> files = files("stored");
    assertAlike("stored", files.get(1), files.get(2));
    assertThat(columns(footer("stored", files.get(1))))
        .isNotEqualTo(columns(footer("stored", files.get(0))));
  }

  /** The thread has the session that tests share; that of the tables has another calendar. */
  @Test
  void write_ofATableOfAnotherSession_goesByItsSettings() throws Exception {
    SparkSession other = spark.newSession();
    other.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
    DeltaTables others = new DeltaTables(other, directory.toString());
    StructType schema = new StructType().add("day", DataTypes.DateType);
    List<Row> rows = List.of(RowFactory.create(Date.valueOf("1200-01-01")));
    others.write(new NewRows("calendar", "", schema, rows, false));
    others.append("calendar", "", other.createDataFrame(rows, schema).coalesce(1));
    write("calendar", schema, rows);

    List<AddFile> files = files("calendar");
    assertAlike("calendar", files.get(0), files.get(1));
    assertThat(columns(footer("calendar", files.get(2))))
        .isNotEqualTo(columns(footer("calendar", files.get(0))));
    assertThat(tables.read("calendar").distinct().count()).isEqualTo(1);
  }

  @Test
  void write_startsNoTask_whereAQueryDoes() throws Exception {
    List<Row> rows = List.of(RowFactory.create("x", 1L));
    assertThat(tasksOf(() -> write("tasks", PAIR, rows))).isZero();
    assertThat(tasksOf(() -> write("tasks", PAIR, rows))).isZero();
    assertThat(tasksOf(() -> tables.write(new NewRows("tasks", "", PAIR, rows, true)))).isZero();
    assertThat(tasksOf(() -> writeByQuery("tasks", PAIR, rows))).isPositive();
    assertThat(tables.read("tasks").count()).isEqualTo(2);
  }

  @Test
  void write_tellsTheLogWhatAQueryTells() throws Exception {
    List<Row> rows = List.of(RowFactory.create("x", 1L), RowFactory.create(null, 2L));
    write("told", PAIR, rows);
    write("told", PAIR, rows);
    writeByQuery("told", PAIR, rows);
    List<Row> commits =
        DeltaTable.forPath(spark, tables.path("told"))
            .history(2)
            .select("operationMetrics", "operationParameters", "isBlindAppend")
            .collectAsList();
    assertThat(commits.get(1).json()).isEqualTo(commits.get(0).json()).contains("numOutputRows");

    List<AddFile> files = files("told");
    JsonNode own = JSON.readTree(files.get(1).stats());
    JsonNode ofQuery = JSON.readTree(files.get(2).stats());
    assertThat(own.get("numRecords").asLong()).isEqualTo(2);
    assertThat(own.get("nullCount")).isEqualTo(ofQuery.get("nullCount"));
    assertThat(own.get("nullCount")).hasSize(2);
  }

  @Test
  void write_columnsInAnotherOrder_someMissingAndANewOne_findTheirPlaces() throws Exception {
    StructType inner = new StructType().add("x", DataTypes.LongType).add("y", DataTypes.StringType);
    StructType made =
        new StructType()
            .add("a", DataTypes.StringType)
            .add("b", DataTypes.LongType)
            .add("c", inner)
            .add("d", DataTypes.DoubleType);
    StructType later =
        new StructType()
            .add("c", inner)
            .add("e", DataTypes.DateType)
            .add("a", DataTypes.StringType);
    List<Row> rows =
        List.of(RowFactory.create(RowFactory.create(7L, "y"), Date.valueOf("2024-01-01"), "a"));
    write("order", made, List.of(RowFactory.create("first", 1L, RowFactory.create(1L, "z"), 0.5)));
    assertThat(tasksOf(() -> write("order", later, rows))).isZero();
    writeByQuery("order", later, rows);

    List<AddFile> files = files("order");
    assertAlike("order", files.get(1), files.get(2));
    JsonNode empty = JSON.readTree(files.get(1).stats()).get("nullCount");
    assertThat(empty).as("all but the struct").hasSize(4);
    assertThat(StreamSupport.stream(empty.spliterator(), false).map(JsonNode::asLong))
        .as("a, b and d, which the rows lack, and e")
        .containsExactly(0L, 1L, 1L, 0L);
    assertThat(texts(tables.read("order")))
        .containsExactly(
            "{\"a\":\"a\",\"c\":{\"x\":7,\"y\":\"y\"},\"e\":\"2024-01-01\"}",
            "{\"a\":\"a\",\"c\":{\"x\":7,\"y\":\"y\"},\"e\":\"2024-01-01\"}",
            "{\"a\":\"first\",\"b\":1,\"c\":{\"x\":1,\"y\":\"z\"},\"d\":0.5}");
    assertThat(tables.read("order").columns()).containsExactly("a", "b", "c", "d", "e");
  }

  /** Delta takes such columns for the table's; so the rows go its way. */
  @Test
  void write_namesInOtherLettersAndFieldsInAnotherOrder_areLeftToDelta() throws Exception {
    StructType inner = new StructType().add("x", DataTypes.LongType).add("y", DataTypes.LongType);
    StructType turned = new StructType().add("y", DataTypes.LongType).add("x", DataTypes.LongType);
    write("letters", new StructType().add("Name", inner), List.of());
    List<Row> rows = List.of(RowFactory.create(RowFactory.create(1L, 2L)));
    assertThat(tasksOf(() -> write("letters", new StructType().add("NAME", inner), rows)))
        .isPositive();
    assertThat(tasksOf(() -> write("letters", new StructType().add("Name", turned), rows)))
        .isPositive();
    assertThat(texts(tables.read("letters")))
        .containsExactly("{\"Name\":{\"x\":1,\"y\":2}}", "{\"Name\":{\"x\":2,\"y\":1}}");
  }

  private static StructType required(String name, DataType type) {
    return new StructType(new StructField[] {new StructField(name, type, false, Metadata.empty())});
  }

  @Test
  void write_nullWhereNoneMayBe_isRefused_byNameAndWithoutAValue() throws Exception {
    StructType schema = PAIR.add("n", required("deep", required("m", DataTypes.StringType)));
    StructType must =
        new StructType().add("must be", DataTypes.StringType, false).add("may", "string");
    Row whole = RowFactory.create("secret", 1L, RowFactory.create(RowFactory.create("secret")));

    assertRefused("top", must, "must be", RowFactory.create(null, "secret"));
    assertRefused(
        "nested",
        schema,
        "n.deep.m",
        whole,
        RowFactory.create("secret", 1L, RowFactory.create(RowFactory.create((Object) null))));
    assertRefused(
        "within",
        schema,
        "n.deep",
        whole,
        RowFactory.create("secret", 1L, RowFactory.create((Object) null)));
    assertRefused("above", schema, "n.deep", whole, RowFactory.create("secret", 1L, null));

    write("filled", schema, List.of(whole));
    List<Path> before = dataFiles("filled");
    assertThatThrownBy(
            () -> write("filled", schema, List.of(whole, RowFactory.create("secret", 1L, null))))
        .hasMessageContaining("NOT NULL");
    assertThat(dataFiles("filled")).isEqualTo(before).isNotEmpty();
    assertThat(tables.read("filled").count()).isEqualTo(1);
  }

  private static void assertRefused(String table, StructType schema, String column, Row... rows)
      throws IOException {
    assertThatThrownBy(() -> write(table, schema, List.of(rows)))
        .hasMessageContaining("NOT NULL")
        .hasMessageContaining(column)
        .hasMessageNotContaining("secret")
        .hasNoCause();
    assertThat(dataFiles(table)).isEmpty();
    assertThat(tables.exists(table)).isFalse();
  }

  @Test
  void write_thatFailsPartWay_leavesNoFile_andCommitsNothing() throws Exception {
    write("part", PAIR, List.of(RowFactory.create("whole", 1L)));
    List<Path> before = dataFiles("part");
    assertThatThrownBy(
            () ->
                write(
                    "part",
                    PAIR,
                    List.of(RowFactory.create("x", 1L), RowFactory.create("y", "no number"))))
        .isInstanceOf(ClassCastException.class)
        .hasMessageNotContaining("no number");
    assertThat(dataFiles("part")).isEqualTo(before);
    assertThat(DeltaTable.forPath(spark, tables.path("part")).history().count()).isEqualTo(1);
  }

  @Test
  void write_intoATableWithACheck_isLeftToDelta_whichEnforcesIt() throws Exception {
    write("checked", PAIR, List.of(RowFactory.create("x", 1L)));
    spark.sql(
        "ALTER TABLE delta.`" + tables.path("checked") + "` ADD CONSTRAINT few CHECK (b < 10)");
    assertThatThrownBy(() -> write("checked", PAIR, List.of(RowFactory.create("x", 10L))))
        .hasStackTraceContaining("CHECK constraint few");
    assertThat(tasksOf(() -> write("checked", PAIR, List.of(RowFactory.create("x", 9L)))))
        .isPositive();
    assertThat(tables.read("checked").count()).isEqualTo(2);
  }

  @Test
  void write_intoATableWithGeneratedColumns_isLeftToDelta_whichMakesThem() {
    DeltaTable.create(spark)
        .location(tables.path("generated"))
        .addColumn("a", "string")
        .addColumn("b", "bigint")
        .addColumn(
            DeltaTable.columnBuilder(spark, "twice")
                .dataType("bigint")
                .generatedAlwaysAs("b * 2")
                .build())
        .execute();
    write("generated", PAIR, List.of(RowFactory.create("x", 9L)));
    assertThat(texts(tables.read("generated")))
        .containsExactly("{\"a\":\"x\",\"b\":9,\"twice\":18}");
  }

  @Test
  void write_intoATableWithPartitions_isLeftToDelta_whichKeepsThem() {
    DeltaTable.create(spark)
        .location(tables.path("parted"))
        .addColumns(PAIR)
        .partitionedBy("a")
        .execute();
    write("parted", PAIR, List.of(RowFactory.create("x", 9L)));
    assertThat(files("parted").get(0).path()).startsWith("a=x/");
    assertThat(texts(tables.read("parted"))).containsExactly("{\"a\":\"x\",\"b\":9}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta.enableRowTracking", "delta.enableDeletionVectors"})
  void write_intoATableWithMoreThanPinfoldsHave_isLeftToDelta(String property) throws Exception {
    write(property, PAIR, List.of());
    spark.sql(
        String.format(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = 'true')",
            tables.path(property), property));
    assertThat(tasksOf(() -> write(property, PAIR, List.of(RowFactory.create("x", 9L)))))
        .isPositive();
    assertThat(texts(tables.read(property))).containsExactly("{\"a\":\"x\",\"b\":9}");
  }

  /** Whoever compacts small files by a setting of the session or of a table, still does. */
  @Test
  void write_ofManySmallFiles_isCompactedWhereATableAsksForIt() {
    write("small", PAIR, List.of());
    spark.sql(
        "ALTER TABLE delta.`"
            + tables.path("small")
            + "` SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'true')");
    SessionSettings.with(
        spark,
        Map.of("spark.databricks.delta.autoCompact.minNumFiles", "3"),
        () -> {
          for (long i = 0; i < 3; i++) {
            write("small", PAIR, List.of(RowFactory.create("x", i)));
          }
          return true;
        });
    assertThat(files("small")).hasSize(1);
    assertThat(tables.read("small").count()).isEqualTo(3);
  }
}
