// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.spark.KpiTable;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a run's tables, its catalog and its lineage say of every column on disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputCatalogTest {
  /** Of these the catalog counts rows alone. */
  private static final Set<String> WITHOUT_FILLED = Set.of("pii_catalog", "runs", "ingested_files");

  @TempDir private static Path directory;
  private CommandsInProcess commands;
  private SparkSession spark;

  @BeforeAll
  void runTwice() throws IOException {
    commands = new CommandsInProcess(directory);
    commands.write(
        "endpoints/a.json",
        "{\"Id\":\"e1\",\"ChannelType\":\"EMAIL\",\"Address\":\"ana@example.com\",\"_file\":\"mine\","
            + "\"_other\":\"ana@example.com\",\"_run_id\":{\"a\":5},\"Attributes\":{\"Plan\":[\"x\"],"
            + "\"plan\":[\"y\"],\"plan~2\":[\"z\"],\"c\":[{\"d\":[\"w\"]}]},"
            + "\"User\":{\"UserId\":\"u1\"},\"EffectiveDate\":\"2026-10-01T00:00:00Z\"}",
        "{\"Id\":\"e2\",\"Attributes\":{\"plan\":{\"odd\":1}},\"EffectiveDate\":\"2026-10-01T00:00:00Z\"}",
        "{\"Id\":");
    commands.write(
        "events/2026/10/01/00/part-0",
        "{\"event_type\":\"_session.start\",\"event_timestamp\":1790812800000,\"client\":{\"client_id\":\"e1\"}}");
    commands.write("imports/i.csv", "ChannelType,Address", "EMAIL,ana@example.com");
    commands.write(
        "configuration/app.json", "{\"ApplicationResponse\":{\"Id\":\"a1\",\"Name\":\"Shop\"}}");
    String configuration = fewKpis().toString();
    commands.run(0, "--config", configuration, "--as-of", "2026-10-30");
    commands.run(0, "--config", configuration, "--as-of", "2026-10-31", "--full");
    spark = SparkSessions.open("test");
  }

  /** The shipped configuration with three KPIs, which is enough for columns. */
  private static Path fewKpis() throws IOException {
    Path copy = directory.resolve("conf");
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Path.of("conf").relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    String kpis =
        Files.readString(copy.resolve("kpis.yaml")).replaceAll(" +max_per_group_of: .*\n", "");
    Files.writeString(
        copy.resolve("kpis.yaml"),
        kpis.substring(0, kpis.indexOf("\nkpis:"))
            + """

            kpis:
              - {name: sessions, title: Sessions, formula: all, numerator: {count: "true"}}
              - {name: new, title: New, formula: all, source: endpoints, numerator: {count: "true"}}
              - name: rate
                title: Rate
                formula: a / b
                numerator: {count: "event_type = 'a'"}
                denominator: {people: "event_type = 'b'"}
                groups: [campaign]
            """);
    return copy.resolve("pinfold.yaml");
  }

  @AfterAll
  void close() throws IOException {
    if (spark != null) {
      spark.close();
    }
  }

  private Dataset<Row> table(String name) {
    return spark.read().format("delta").load(commands.output().resolve(name).toString());
  }

  private List<String> tables() throws IOException {
    try (Stream<Path> places = Files.list(commands.output())) {
      return places
          .filter(place -> Files.isDirectory(place.resolve("_delta_log")))
          .map(place -> place.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Map<String, StructField> leaves(String table) {
    Map<String, StructField> leaves = new TreeMap<>();
    add(ColumnPath.of(table), table(table).schema(), leaves);
    return leaves;
  }

  private static void add(ColumnPath above, StructType struct, Map<String, StructField> leaves) {
    for (StructField field : struct.fields()) {
      ColumnPath path = above.child(field.name());
      DataType type = field.dataType();
      while (type instanceof ArrayType array) {
        type = array.elementType();
      }
      if (type instanceof StructType below) {
        add(path, below, leaves);
      } else {
        leaves.put(path.toString(), field);
      }
    }
  }

  private Map<String, Row> catalog() {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : table("pii_catalog").collectAsList()) {
      assertThat(rows.put(row.getAs("column_path"), row)).as(row.toString()).isNull();
    }
    return rows;
  }

  @Test
  void columns_ofEveryTableOnDisk_areInTheCatalogAndTheLineageAndSayWhatTheyAre()
      throws IOException {
    Map<String, Row> catalog = catalog();
    TreeSet<String> outputs = new TreeSet<>();
    table("lineage")
        .select("output_path")
        .collectAsList()
        .forEach(row -> outputs.add(row.getString(0)));
    List<String> wrong = new ArrayList<>();
    for (String table : tables()) {
      for (Map.Entry<String, StructField> leaf : leaves(table).entrySet()) {
        Row row = catalog.get(leaf.getKey());
        if (row == null || !outputs.contains(leaf.getKey())) {
          wrong.add(leaf.getKey() + (row == null ? " is in no catalog" : " is in no lineage"));
          continue;
        }
        StructField field = leaf.getValue();
        if (!field.metadata().contains("pinfold.type")) {
          wrong.add(leaf.getKey() + " does not say its type");
          continue;
        }
        String type = field.metadata().getString("pinfold.type");
        List<String> categories = List.of(field.metadata().getStringArray("pinfold.categories"));
        boolean isSame =
            type.equals(row.<String>getAs("type"))
                && categories.equals(row.getList(row.fieldIndex("categories")))
                && field.metadata().getString("pinfold.action").equals(row.<String>getAs("action"))
                && field.getComment().get().contains(type + "; " + String.join(", ", categories));
        if (categories.isEmpty() || !isSame) {
          wrong.add(leaf.getKey() + " says another thing than the catalog: " + field.metadata());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tables()).hasSize(16);
    assertThat(catalog.keySet()).containsAll(outputs);
  }

  @Test
  void lineage_inputs_areColumnsOrSayThatTheyAreNone() {
    for (Row row : table("lineage").select("input_path").distinct().collectAsList()) {
      assertThat(row.getString(0))
          .matches("(endpoints|events|imports|configuration)\\..*|(input|run|conf)\\.\\S+");
    }
  }

  @Test
  void catalog_ofDerivedTables_countsTheirRows() throws IOException {
    Map<String, Row> catalog = catalog();
    for (String table : tables()) {
      long rows = table(table).count();
      Map<String, Long> filled = filled(table);
      for (String column : leaves(table).keySet()) {
        Row row = catalog.get(column);
        boolean isOwn =
            !List.of("endpoints", "events", "imports", "configuration").contains(table)
                || column.matches("\\w+\\._\\w+");
        if (isOwn) {
          assertThat(row.<Long>getAs("rows")).as(column).isEqualTo(rows);
          if (!WITHOUT_FILLED.contains(table)) {
            assertThat(row.<Long>getAs("non_null")).as(column).isEqualTo(filled.get(column));
          }
        }
      }
    }
    assertThat(catalog.get("quarantine.raw_encrypted").<Long>getAs("non_null")).isPositive();
    assertThat(catalog.get("endpoints._other").<Long>getAs("non_null")).isEqualTo(1);
    assertThat(catalog.get("endpoints._file").<Long>getAs("non_null")).isEqualTo(2);
  }

  /** In how many rows each column of a table holds something, by a query of its own. */
  private Map<String, Long> filled(String table) {
    String[] columns = table(table).columns();
    Column[] counts =
        Stream.of(columns).map(column -> count(col(quoted(column)))).toArray(Column[]::new);
    Row row = table(table).select(counts).head();
    Map<String, Long> filled = new HashMap<>();
    for (int i = 0; i < columns.length; i++) {
      filled.put(ColumnPath.of(table, columns[i]).toString(), row.getLong(i));
    }
    return filled;
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  @Test
  void field_withTheNameOfABookkeepingColumn_isCataloguedUnderItsOwn() {
    Map<String, Row> catalog = catalog();
    assertThat(catalog.get("endpoints._file").<String>getAs("action")).isEqualTo("keep");
    assertThat(catalog.get("endpoints._file~2").<String>getAs("action")).isEqualTo("tokenize");
    assertThat(catalog.get("endpoints._other~2").<String>getAs("type")).isEqualTo("EMAIL_ADDRESS");
    assertThat(catalog)
        .containsKey("endpoints._run_id~2.a")
        .doesNotContainKey("endpoints._run_id.a");
    assertThat(edges("endpoints._file")).containsExactly("input.file");
    assertThat(edges("endpoints._file~2")).containsExactly("input.endpoints._file");
    assertThat(edges("endpoints._run_id~2.a")).containsExactly("input.endpoints._run_id.a");
    assertThat(table("pii_findings").where("column_path LIKE 'endpoints._other%'").collectAsList())
        .isNotEmpty()
        .allMatch(row -> row.<String>getAs("column_path").equals("endpoints._other~2"));
    // A name that looks like a substitute keeps its own.
    assertThat(edges("endpoints.Attributes.plan~2")).containsExactly("endpoints.Attributes.plan~2");
    assertThat(edges("endpoints.Attributes.plan~3")).containsExactly("endpoints.Attributes.plan");
  }

  private List<String> edges(String output) {
    return table("lineage")
        .where("output_path = '" + output + "'")
        .select("input_path")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void schemas_onDisk_areTheDeclaredOnes() {
    Map<String, StructType> declared =
        Map.of(
            "pii_catalog", TableSchemas.PII_CATALOG,
            "pii_findings", TableSchemas.PII_FINDINGS,
            "catalog_changes", TableSchemas.CATALOG_CHANGES,
            "lineage", TableSchemas.LINEAGE,
            "quarantine", TableSchemas.QUARANTINE,
            "ingested_files", TableSchemas.INGESTED_FILES,
            "column_profiles", TableSchemas.COLUMN_PROFILES,
            "aggregate_figures", TableSchemas.AGGREGATE_FIGURES,
            "runs", TableSchemas.RUNS);
    declared.forEach(
        (table, schema) -> assertThat(table(table).schema()).as(table).isEqualTo(schema));
    for (int i = 0; i < KpiTable.SCHEMA.size(); i++) {
      StructField field = KpiTable.SCHEMA.apply(i);
      StructField onDisk = table("kpis").schema().apply(field.name());
      assertThat(onDisk.nullable()).as(field.name()).isEqualTo(field.nullable());
    }
  }

  @Test
  void run_again_isOneMoreCommitATable() throws IOException {
    for (String table : tables()) {
      long versions =
          spark.sql("DESCRIBE HISTORY delta.`" + commands.output().resolve(table) + "`").count();
      // Made and written at once, and written again.
      assertThat(versions).as(table).isEqualTo(2);
    }
    // The difference of two days would tell of few.
    assertThat(table("demographics").select("as_of").distinct().count()).isEqualTo(1);
  }
}
