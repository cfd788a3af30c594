// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.LocalSession;
import dev.pinfold.catalog.ColumnPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.codec.SnappyCodec;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** What Delta's own write makes of the same rows is what is compared with. */
class ColumnFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final StructType INNER =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("number.with dot", DataTypes.LongType)
          .add("list", DataTypes.createArrayType(DataTypes.StringType))
          .add(
              "deep",
              new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.BooleanType));

  private static final StructType SCHEMA =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("long text", DataTypes.StringType)
          .add("long", DataTypes.LongType)
          .add("int", DataTypes.IntegerType)
          .add("double", DataTypes.DoubleType)
          .add("yes", DataTypes.BooleanType)
          .add("day", DataTypes.DateType)
          .add("bytes", DataTypes.BinaryType)
          .add("never", DataTypes.StringType)
          .add("inner", INNER)
          .add("inners", DataTypes.createArrayType(INNER))
          .add("lists", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.LongType)))
          .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("maps", DataTypes.createMapType(DataTypes.StringType, INNER));

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

  /** Rows in which anything may be null, or empty, at any depth. */
  private static final class RandomRows {
    private final Random random;

    RandomRows(long seed) {
      random = new Random(seed);
    }

    private <T> T orNull(Supplier<T> value) {
      return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> item) {
      List<T> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(orNull(item));
      }
      return list;
    }

    private <T> Map<String, T> map(Supplier<T> value) {
      Map<String, T> map = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        map.put(text(), orNull(value));
      }
      return map;
    }

    /** Long ones are cut in statistics, between the halves of a pair of surrogates too. */
    private String text() {
      String letters = "abcÀé漢😀\uFFFD~ ";
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(4) == 0 ? 40 : random.nextInt(5); i > 0; i--) {
        int[] points = letters.codePoints().toArray();
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      return text.toString();
    }

    /** Never empty, so that the least one is cut too. */
    private String longText() {
      String[] letters = {"b", "é", "😀"};
      StringBuilder text = new StringBuilder();
      for (int i = 30 + random.nextInt(10); i > 0; i--) {
        text.append(letters[random.nextInt(letters.length)]);
      }
      return text.toString();
    }

    private double number() {
      double[] odd = {0.1, -0.0, Double.MIN_VALUE, -1e300, 17};
      return odd[random.nextInt(odd.length)];
    }

    private Row inner() {
      return RowFactory.create(
          orNull(this::text),
          orNull(random::nextLong),
          orNull(() -> list(this::text)),
          orNull(() -> RowFactory.create(orNull(this::number), orNull(random::nextBoolean))));
    }

    private Date day() {
      return Date.valueOf(LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000));
    }

    Row next() {
      return RowFactory.create(
          orNull(this::text),
          orNull(this::longText),
          orNull(random::nextLong),
          orNull(() -> random.nextInt(3) - 1),
          orNull(this::number),
          orNull(random::nextBoolean),
          orNull(this::day),
          orNull(() -> text().getBytes(StandardCharsets.UTF_8)),
          null,
          orNull(this::inner),
          orNull(() -> list(this::inner)),
          orNull(() -> list(() -> list(random::nextLong))),
          orNull(() -> map(this::text)),
          orNull(() -> map(this::inner)));
    }

    List<Row> next(int count) {
      return Stream.generate(this::next).limit(count).toList();
    }
  }

  private static void write(String table, Dataset<Row> rows) {
    assertThat(isWrittenHere(() -> tables.append(table, "a comment", rows))).isTrue();
  }

  /** Whether the files are written by {@link ColumnFiles}, and not by Delta. */
  private static boolean isWrittenHere(Runnable work) {
    List<String> stages = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            stages.add(stage.stageInfo().details());
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try {
      work.run();
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    assertThat(stages).isNotEmpty();
    return stages.stream().anyMatch(stage -> stage.contains("ColumnFiles.written"));
  }

  /** The same rows as those that protecting makes, in one task. */
  private static Dataset<Row> own(List<Row> rows) {
    List<InternalRow> internal =
        rows.stream()
            .map(CatalystTypeConverters.createToCatalystConverter(SCHEMA)::apply)
            .map(InternalRow.class::cast)
            .toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> own = RowsNode.dataset(spark, context.parallelize(internal, 1), SCHEMA);
    assertThat(own.queryExecution().executedPlan()).isInstanceOf(RowsExec.class);
    assertThat(internal).hasOnlyElementsOfType(GenericInternalRow.class);
    return own;
  }

  /** The same rows once more, Delta's way, into the same table. */
  private static void writeByDelta(String table, Dataset<Row> rows, ColumnStorage storage) {
    StructType schema =
        DeltaLog.forTable(spark, tables.path(table))
            .update(false, Option.empty(), Option.empty())
            .schema();
    SessionSettings.with(
        spark,
        storage.settings(schema),
        () -> {
          rows.write()
              .format("delta")
              .mode("append")
              .option("mergeSchema", "true")
              .save(tables.path(table));
          return true;
        });
  }

  private static List<AddFile> files(String table) {
    DeltaLog log = DeltaLog.forTable(spark, tables.path(table));
    return log.update(false, Option.empty(), Option.empty()).allFiles().collectAsList().stream()
        .sorted(Comparator.comparing(AddFile::modificationTime))
        .toList();
  }

  private static ParquetMetadata footer(String table, AddFile file) throws IOException {
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(tables.path(table), URI.create(file.path()).getPath());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      return reader.getFooter();
    }
  }

  private static List<String> columns(ParquetMetadata footer) {
    List<String> columns = new ArrayList<>();
    for (BlockMetaData group : footer.getBlocks()) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        columns.add(
            String.join(
                " ",
                column.getPath().toDotString(),
                column.getCodec().toString(),
                column.getEncodings().toString(),
                String.valueOf(column.getEncodingStats().hasDictionaryEncodedPages()),
                String.valueOf(column.getEncodingStats().hasNonDictionaryEncodedPages()),
                column.getStatistics().toString(),
                String.valueOf(column.getValueCount()),
                String.valueOf(column.getTotalUncompressedSize()),
                String.valueOf(column.getTotalSize())));
      }
    }
    return columns;
  }

  private static List<String> texts(String table, AddFile file) {
    String name = Path.of(URI.create(file.path()).getPath()).getFileName().toString();
    return tables
        .read(table)
        .where("_metadata.file_name = '" + name + "'")
        .toJSON()
        .collectAsList();
  }

  private static List<Path> dataFiles(String table) throws IOException {
    Path path = Path.of(tables.path(table));
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.startsWith(path.resolve("_delta_log")))
          .toList();
    }
  }

  private static void assertAlike(String table, AddFile own, AddFile ofDelta) throws IOException {
    ParquetMetadata footer = footer(table, own);
    ParquetMetadata expected = footer(table, ofDelta);
    assertThat(footer.getFileMetaData().getSchema())
        .hasToString(expected.getFileMetaData().getSchema().toString());
    assertThat(footer.getFileMetaData().getSchema())
        .isEqualTo(expected.getFileMetaData().getSchema());
    assertThat(footer.getFileMetaData().getKeyValueMetaData())
        .isEqualTo(expected.getFileMetaData().getKeyValueMetaData());
    assertThat(columns(footer)).isEqualTo(columns(expected)).isNotEmpty();
    assertThat(texts(table, own)).isEqualTo(texts(table, ofDelta)).isNotEmpty();
    assertThat(own.size()).isEqualTo(Files.size(path(table, own)));
  }

  private static Path path(String table, AddFile file) {
    return Path.of(tables.path(table), URI.create(file.path()).getPath());
  }

  private static JsonNode statistics(AddFile file) throws IOException {
    return withoutEmpty(JSON.readTree(file.stats()));
  }

  /** Delta's query leaves structs that nothing is known of, empty. */
  private static JsonNode withoutEmpty(JsonNode node) {
    if (node.isObject()) {
      node.forEach(ColumnFilesTest::withoutEmpty);
      var fields = node.fields();
      while (fields.hasNext()) {
        JsonNode value = fields.next().getValue();
        if (value.isObject() && value.isEmpty()) {
          fields.remove();
        }
      }
    }
    return node;
  }

  /** Pages of a few rows end within a list, in runs of nulls, and everywhere else. */
  @ParameterizedTest
  @CsvSource({
    "1, snappy, v1, 20000, 1048576",
    "2, zstd, v2, 7, 1048576",
    "3, gzip, v1, 100, 200",
    "4, uncompressed, v1, 1, 64"
  })
  void append_randomRows_makesTheFileThatDeltaMakes(
      long seed, String codec, String version, String pageRows, String dictionaryBytes)
      throws Exception {
    String table = "random " + seed;
    Map<String, String> settings =
        Map.of(
            "spark.sql.parquet.compression.codec", codec,
            "parquet.writer.version", version,
            "parquet.page.row.count.limit", pageRows,
            "parquet.page.size.row.check.min", "3",
            "parquet.dictionary.page.size", dictionaryBytes);
    Dataset<Row> rows = spark.createDataFrame(new RandomRows(seed).next(700), SCHEMA).coalesce(1);
    SessionSettings.with(
        spark,
        settings,
        () -> {
          write(table, rows);
          writeByDelta(table, rows, ColumnStorage.USUAL);
          write(table, own(rows.collectAsList()));
          return true;
        });

    List<AddFile> files = files(table);
    assertThat(files).hasSize(3);
    assertAlike(table, files.get(0), files.get(1));
    assertThat(Files.readAllBytes(path(table, files.get(2))))
        .as("rows that are made here, which are written some at a time")
        .isEqualTo(Files.readAllBytes(path(table, files.get(1))));
    assertThat(statistics(files.get(2))).isEqualTo(statistics(files.get(1)));
    assertThat(Files.readAllBytes(path(table, files.get(0))))
        .isEqualTo(Files.readAllBytes(path(table, files.get(1))));
    assertThat(statistics(files.get(0))).isEqualTo(statistics(files.get(1)));
    assertThat(statistics(files.get(0)).get("minValues").size()).isPositive();
  }

  @Test
  void append_severalTasks_makesAFileEach_andNoneOfNothing() throws Exception {
    List<Row> all = new RandomRows(5).next(50);
    Dataset<Row> rows = spark.createDataFrame(all, SCHEMA).repartition(3);
    write("tasks", rows.union(spark.createDataFrame(List.of(), SCHEMA)));
    assertThat(files("tasks")).hasSize(3);
    assertThat(tables.rowsOfLastWrite("tasks")).isEqualTo(50);
    assertThat(tables.read("tasks").toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            spark.createDataFrame(all, SCHEMA).toJSON().collectAsList());

    tables.append("tasks", "", spark.createDataFrame(List.of(), SCHEMA));
    assertThat(files("tasks")).hasSize(3);
    assertThat(tables.rowsOfLastWrite("tasks")).isZero();
  }

  /** Spark makes each row in the memory of the one before. */
  @Test
  void append_rowsInMemoryThatIsUsedAgain_keepsTheirValues() throws Exception {
    Dataset<Row> rows =
        spark
            .range(2_000)
            .selectExpr(
                "concat('value ', 7919 * id % 2000) AS text",
                "array(concat('a', id), NULL) AS list",
                "named_struct('x', id, 'y', concat('y', id)) AS inner",
                "CAST(concat('b', id % 50) AS BINARY) AS bytes")
            .coalesce(1);
    write("again", rows);
    writeByDelta("again", rows, ColumnStorage.USUAL);
    List<AddFile> files = files("again");
    assertAlike("again", files.get(0), files.get(1));
    assertThat(statistics(files.get(0))).isEqualTo(statistics(files.get(1)));
  }

  @Test
  void append_manyBytes_makesSeveralRowGroups_thatReadAsTheyWere() throws Exception {
    List<Row> all = new RandomRows(6).next(3_000);
    Dataset<Row> rows = spark.createDataFrame(all, SCHEMA).coalesce(1);
    SessionSettings.with(
        spark,
        Map.of("parquet.block.size", "100000"),
        () -> {
          write("groups", rows);
          return true;
        });
    AddFile file = files("groups").get(0);
    List<BlockMetaData> groups = footer("groups", file).getBlocks();
    assertThat(groups).hasSizeGreaterThan(2);
    assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(3_000);
    assertThat(texts("groups", file)).isEqualTo(rows.toJSON().collectAsList());
  }

  @Test
  void append_columnsWhoseOrderSaysNothing_haveNoBounds_inTheFileAndInTheLog() throws Exception {
    StructType schema =
        new StructType()
            .add("token", DataTypes.StringType)
            .add("inner", new StructType().add("token", DataTypes.StringType))
            .add("kept", DataTypes.StringType);
    Dataset<Row> rows =
        spark.createDataFrame(
            List.of(RowFactory.create("secret", RowFactory.create("secret"), "kept")), schema);
    ColumnPath token = ColumnPath.of("unordered", "token");
    ColumnPath inner = new ColumnPath("unordered", List.of("inner", "token"));
    ColumnStorage storage = new ColumnStorage(Set.of(token), Set.of(token, inner));
    write("unordered", rows);
    tables.store("unordered", storage);
    write("unordered", rows);
    writeByDelta("unordered", rows, storage);

    List<AddFile> files = files("unordered");
    assertThat(files.get(0).stats()).contains("secret");
    assertThat(files.get(1).stats()).doesNotContain("secret").contains("kept");
    assertThat(statistics(files.get(1)).get("nullCount"))
        .isEqualTo(statistics(files.get(2)).get("nullCount"));
    assertAlike("unordered", files.get(1), files.get(2));
  }

  @Test
  void append_withoutStatistics_tellsTheLogOfNulls_andOfNoValue() throws Exception {
    StructType schema = new StructType().add("a", DataTypes.StringType).add("b", "long");
    SessionSettings.with(
        spark,
        Map.of("spark.databricks.delta.stats.collect", "false"),
        () -> {
          write(
              "counts",
              spark
                  .createDataFrame(
                      List.of(RowFactory.create("secret", null), RowFactory.create("secret", 2L)),
                      schema)
                  .coalesce(1));
          return true;
        });
    JsonNode statistics = statistics(files("counts").get(0));
    assertThat(statistics.get("numRecords").asLong()).isEqualTo(2);
    assertThat(statistics.get("nullCount")).extracting(JsonNode::asLong).containsExactly(0L, 1L);
    assertThat(statistics.toString()).doesNotContain("secret").doesNotContain("Values");
  }

  @Test
  void append_moreColumnsThanAreIndexed_tellsOfTheFirst() throws Exception {
    StructType schema = new StructType();
    StructType inner = new StructType();
    for (int i = 0; i < 20; i++) {
      schema = schema.add("c" + i, DataTypes.LongType);
      inner = inner.add("i" + i, DataTypes.LongType);
    }
    StructType all = schema.add("inner", inner).add("last", DataTypes.LongType);
    Object[] values = new Object[22];
    Arrays.fill(values, 1L);
    Object[] inners = new Object[20];
    Arrays.fill(inners, 2L);
    values[20] = RowFactory.create(inners);
    Dataset<Row> rows = spark.createDataFrame(List.of(RowFactory.create(values)), all);
    write("wide", rows);
    writeByDelta("wide", rows, ColumnStorage.USUAL);
    List<AddFile> files = files("wide");
    assertThat(statistics(files.get(0))).isEqualTo(statistics(files.get(1)));
    assertThat(statistics(files.get(0)).get("minValues").size()).isEqualTo(21);
  }

  /** Delta counts the table's columns, and says of one that the rows lack that it is null. */
  @Test
  void append_otherColumnsThanTheTableHas_tellsWhatDeltaTells() throws Exception {
    StructType many = new StructType();
    for (int i = 0; i < 33; i++) {
      many = many.add("c" + i, DataTypes.LongType);
    }
    Object[] values = new Object[33];
    Arrays.fill(values, 1L);
    write("other", spark.createDataFrame(List.of(RowFactory.create(values)), many).coalesce(1));
    StructType few =
        new StructType()
            .add("c32", DataTypes.LongType)
            .add("new", DataTypes.LongType)
            .add("c5", DataTypes.LongType)
            .add("c1", DataTypes.LongType);
    Dataset<Row> rows =
        spark.createDataFrame(List.of(RowFactory.create(1L, 2L, 3L, 4L)), few).coalesce(1);
    write("other", rows);
    writeByDelta("other", rows, ColumnStorage.USUAL);
    List<AddFile> files = files("other");
    assertThat(statistics(files.get(1))).isEqualTo(statistics(files.get(2)));
    assertThat(statistics(files.get(1)).get("minValues").size()).isEqualTo(2);
    assertThat(statistics(files.get(1)).get("nullCount").size()).isEqualTo(32);
    assertAlike("other", files.get(1), files.get(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 45})
  void append_lengthOfTextsInStatistics_isAsItIsSet(int length) throws Exception {
    String table = "length " + length;
    SessionSettings.with(
        spark,
        Map.of("spark.databricks.io.skipping.stringPrefixLength", Integer.toString(length)),
        () -> {
          Dataset<Row> rows =
              spark.createDataFrame(new RandomRows(length).next(60), SCHEMA).coalesce(1);
          write(table, rows);
          writeByDelta(table, rows, ColumnStorage.USUAL);
          return true;
        });
    List<AddFile> files = files(table);
    assertThat(statistics(files.get(0))).isEqualTo(statistics(files.get(1)));
  }

  @Test
  void append_textsThatStatisticsMayNotTell_tellsNothingOfThem() throws Exception {
    StructType schema = new StructType().add("a", DataTypes.StringType);
    SessionSettings.with(
        spark,
        Map.of("spark.databricks.io.skipping.stringPrefixLength", "0"),
        () -> {
          write(
              "untold",
              spark.createDataFrame(List.of(RowFactory.create("secret")), schema).coalesce(1));
          return true;
        });
    assertThat(files("untold").get(0).stats()).doesNotContain("secret").contains("nullCount");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.sql.files.maxRecordsPerFile, 1",
    "spark.sql.parquet.writeLegacyFormat, true",
    "spark.sql.parquet.datetimeRebaseModeInWrite, LEGACY",
    "parquet.bloom.filter.enabled, true",
    "parquet.bloom.filter.enabled#b, true",
    "parquet.block.row.count.limit, 1",
    "parquet.memory.pool.ratio, 0.5"
  })
  void append_settingsThatAreNotKnownHere_areLeftToDelta(String setting, String value) {
    StructType schema = new StructType().add("a", DataTypes.StringType).add("b", "long");
    Dataset<Row> rows =
        spark.createDataFrame(List.of(RowFactory.create("x", 1L)), schema).coalesce(1);
    SessionSettings.with(
        spark,
        Map.of(setting, value),
        () -> {
          assertThat(isWrittenHere(() -> tables.append("left " + setting, "", rows))).isFalse();
          return true;
        });
    assertThat(tables.read("left " + setting).count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "parquet.bloom.filter.enabled, true, false",
    "parquet.crypto.factory.class, unknown.Factory, false",
    "delta.dataSkippingStatsColumns, b, false",
    "delta.dataSkippingNumIndexedCols, 1, true"
  })
  void append_propertiesOfTheTable_areAskedToo(String property, String value, boolean isHere) {
    StructType schema = new StructType().add("a", DataTypes.StringType).add("b", "long");
    Dataset<Row> rows =
        spark.createDataFrame(List.of(RowFactory.create("x", 1L)), schema).coalesce(1);
    String table = "property " + property;
    write(table, rows);
    spark.sql(
        String.format(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = '%s')",
            tables.path(table), property, value));
    if (property.contains("crypto")) {
      // Delta asks the factory, which is not there.
      assertThatThrownBy(() -> tables.append(table, "", rows))
          .hasStackTraceContaining("unknown.Factory");
      return;
    }
    assertThat(isWrittenHere(() -> tables.append(table, "", rows))).isEqualTo(isHere);
    assertThat(tables.read(table).count()).isEqualTo(2);
  }

  @Test
  void append_typesThatAreNotKnownHere_areLeftToDelta() {
    Dataset<Row> rows = spark.range(3).selectExpr("id", "CAST(id AS TIMESTAMP) AS time");
    assertThat(isWrittenHere(() -> tables.append("times", "", rows))).isFalse();
    assertThat(tables.read("times").count()).isEqualTo(3);
  }

  @Test
  void append_negativeZero_isFoundByWhatAsksForZero() {
    StructType schema = new StructType().add("x", DataTypes.DoubleType);
    for (double zero : new double[] {-0.0, 0.0}) {
      write("zero", spark.createDataFrame(List.of(RowFactory.create(zero)), schema).coalesce(1));
    }
    for (String condition : List.of("x = 0", "x >= 0", "x <= 0", "x = -0.0")) {
      assertThat(tables.read("zero").where(condition).count()).as(condition).isEqualTo(2);
    }
  }

  /** Where what comes behind its end fails, the file is given up. */
  @Test
  void file_givenUpAfterItsEnd_letsGoOnce() throws Exception {
    write("ended", spark.createDataFrame(List.of(RowFactory.create(1L)), ONE).coalesce(1));
    FileStatistics told = new FileStatistics(ONE, true, 32);
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    new ParquetFileFormat().prepareWrite(spark, job, TableCommit.scalaMap(Map.of()), ONE);
    Configuration settings = job.getConfiguration();
    Path path = directory.resolve("ended.parquet");
    CompressionCodec codec =
        new CompressionCodecFactory(settings).getCodecByClassName(SnappyCodec.class.getName());
    int before = CodecPool.getLeasedCompressorsCount(codec);
    ColumnFile file =
        new ColumnFile(settings, new org.apache.hadoop.fs.Path(path.toString()), ONE, told);
    assertThat(ColumnFile.open()).isEqualTo(1);
    file.write(new GenericInternalRow(new Object[] {7L}));
    String statistics = file.end();
    byte[] whole = Files.readAllBytes(path);
    file.abort();
    file.abort();
    assertThat(ColumnFile.open()).isZero();
    assertThat(CodecPool.getLeasedCompressorsCount(codec)).isEqualTo(before);
    assertThat(statistics).contains("\"numRecords\":1").contains("\"minValues\":{\"x\":7}");
    assertThat(Files.readAllBytes(path)).isEqualTo(whole);
    assertThat(spark.read().parquet(path.toString()).head().getLong(0)).isEqualTo(7);
  }

  @Test
  void share_ofTheHeap_isLessWithMoreFiles() {
    assertThat(ColumnFile.share(2L << 30, 1)).isEqualTo(512L << 20);
    assertThat(ColumnFile.share(2L << 30, 16)).isEqualTo(32L << 20);
  }

  private static final StructType ONE = new StructType().add("x", DataTypes.LongType);

  /** Doubles that JSON has no number for. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void append_numbersThatJsonLacks_haveNoBounds(double odd) throws Exception {
    String table = "odd " + odd;
    StructType schema = new StructType().add("x", DataTypes.DoubleType);
    write(
        table,
        spark
            .createDataFrame(List.of(RowFactory.create(1.0), RowFactory.create(odd)), schema)
            .coalesce(1));
    assertThat(statistics(files(table).get(0)).has("minValues")).isFalse();
    assertThat(tables.read(table).where("x = 1").count()).isEqualTo(1);
    assertThat(tables.read(table).where("x > 1 OR x < 1").count()).isEqualTo(1);
  }

  @Test
  void append_thatFailsPartWay_leavesNoFile_andCommitsNothing() throws Exception {
    StructType schema = new StructType().add("a", DataTypes.StringType).add("b", "long");
    write("part", spark.createDataFrame(List.of(RowFactory.create("x", 1L)), schema));
    List<Path> before = dataFiles("part");
    Dataset<Row> failing =
        spark
            .range(0, 500, 1, 1)
            .selectExpr(
                "concat('x', id) AS a",
                "IF(id = 499, CAST(raise_error('no more') AS BIGINT), id) AS b");
    assertThatThrownBy(() -> write("part", failing)).hasStackTraceContaining("no more");
    assertThat(ColumnFile.open()).isZero();
    assertThat(dataFiles("part")).isEqualTo(before).hasSize(1);
    assertThat(tables.read("part").count()).isEqualTo(1);
  }

  @Test
  void replaceRows_nullWhereNoneMayBe_isRefused_byNameAndWithoutAValue() throws Exception {
    StructType schema =
        new StructType().add("must be", DataTypes.StringType, false).add("may", "string");
    Dataset<Row> good = spark.createDataFrame(List.of(RowFactory.create("here", "x")), schema);
    tables.replaceRows("must", "", good);
    List<Path> before = dataFiles("must");
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of("secret"), 1)
            .map(text -> new GenericInternalRow(new Object[] {null, UTF8String.fromString(text)}));
    Dataset<Row> bad =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(rows.rdd(), schema, false);
    assertThatThrownBy(() -> tables.replaceRows("must", "", bad))
        .isInstanceOf(DeltaInvariantViolationException.class)
        .hasMessageContaining("NOT NULL constraint violated for column: must be")
        .satisfies(
            e ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                    .doesNotContain("secret"));
    assertThat(dataFiles("must")).isEqualTo(before).hasSize(1);
  }
}
