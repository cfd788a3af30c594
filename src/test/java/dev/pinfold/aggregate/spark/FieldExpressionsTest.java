// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.CountingPlan.Condition;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expressions of the shipped {@code kpis.yaml}, against the same as columns of a query. */
class FieldExpressionsTest {
  /** More event types than are remembered. */
  private static final int TYPES = 100;

  private static final int ROWS = 600;

  private static SparkSession spark;
  private static Kpis kpis;
  private static CountingPlan plan;

  @BeforeAll
  static void open() {
    spark = LocalSession.generated();
    Problems problems = new Problems();
    kpis =
        KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems))
            .resolved(type -> Optional.of("Attributes." + type));
    problems.throwIfAny();
    plan = CountingPlan.of(kpis);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  /** Texts that conditions ask for. */
  private static List<String> askedFor() {
    List<String> texts = new ArrayList<>();
    for (Condition condition : plan.conditions()) {
      Matcher quoted = Pattern.compile("'([^']*)'").matcher(condition.sql());
      while (quoted.find()) {
        texts.add(quoted.group(1));
      }
    }
    return texts.stream().distinct().toList();
  }

  private static Dataset<Row> rows() {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>(askedFor());
    for (int i = 0; i < TYPES; i++) {
      texts.add("type" + i);
    }
    StructType schema = CountedRows.schema(kpis);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Object[] values = new Object[schema.length()];
      for (int field = 0; field < values.length; field++) {
        values[field] = value(schema.fields()[field], texts, random);
      }
      values[CountedRows.IS_EVENT] = i % 3 > 0;
      rows.add(RowFactory.create(values));
    }
    return spark.createDataFrame(rows, schema);
  }

  private static Object value(StructField field, List<String> texts, Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    if (field.dataType().equals(DataTypes.StringType)) {
      return texts.get(random.nextInt(texts.size()));
    }
    if (field.dataType().equals(DataTypes.DoubleType)) {
      return random.nextInt(3) - 0.5;
    }
    return field.dataType().equals(DataTypes.LongType) ? (Object) random.nextLong() : 1;
  }

  private static List<String> byColumns(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (Condition condition : plan.conditions()) {
      String source = condition.source() == Source.EVENTS ? "" : "NOT ";
      columns.add(coalesce(expr(condition.sql()), lit(false)).and(expr(source + "`#is_event`")));
    }
    for (String weight : plan.weights()) {
      columns.add(coalesce(expr(weight).try_cast("double"), lit(0.0)));
    }
    for (String name : plan.groupNames().subList(1, plan.groupNames().size())) {
      columns.add(expr(kpis.groups().get(name).field()).cast("string"));
    }
    List<String> lines = new ArrayList<>();
    for (Row row :
        LenientSql.in(spark, () -> rows.select(columns.toArray(Column[]::new))).collectAsList()) {
      StringBuilder line = new StringBuilder();
      int conditions = plan.conditions().size();
      for (int i = 0; i < conditions; i++) {
        line.append(row.getBoolean(i) ? " " + i : "");
      }
      if (line.isEmpty()) {
        lines.add("none");
        continue;
      }
      for (int i = conditions; i < row.length(); i++) {
        line.append('|').append(row.get(i));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> byExpressions(Dataset<Row> rows) {
    FieldExpressions expressions = FieldExpressions.of(spark, plan, kpis);
    List<String> lines = new ArrayList<>();
    for (InternalRow row :
        rows.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).collect()) {
      if (!expressions.takeIn(row, row.getBoolean(CountedRows.IS_EVENT))) {
        lines.add("none");
        continue;
      }
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < plan.conditions().size(); i++) {
        boolean holds = (expressions.holds()[i >> 6] >> i & 1) != 0;
        line.append(holds ? " " + i : "");
      }
      for (double weight : expressions.weights()) {
        line.append('|').append(weight);
      }
      for (int group = 1; group < plan.groupNames().size(); group++) {
        line.append('|').append(expressions.group(group));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void takeIn_rowsOfAllKinds_isWhatColumnsOfAQueryGive() {
    Dataset<Row> rows = rows();
    List<String> expected = byColumns(rows);
    assertThat(byExpressions(rows)).isEqualTo(expected);
    assertThat(expected).contains("none");
    // They do tell rows apart.
    assertThat(expected.stream().distinct().count()).isGreaterThan(ROWS / 3);
  }

  @Test
  void takeIn_valuesThatCountOnce_haveAHashEachAndNoneHasNone() {
    FieldExpressions expressions = FieldExpressions.of(spark, plan, kpis);
    int field = CountedRows.schema(kpis).fieldIndex(plan.onceFields().get(0));
    List<String> values = new ArrayList<>();
    for (InternalRow row :
        rows().queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).collect()) {
      if (expressions.takeIn(row, row.getBoolean(CountedRows.IS_EVENT))) {
        values.add((row.isNullAt(field) ? 0 : 1) + " " + (expressions.once()[0] == 0 ? 0 : 1));
      }
    }
    assertThat(values).contains("0 0", "1 1").doesNotContain("0 1", "1 0");
  }

  /** The value that the shipped group has of an event with these fields. */
  private static String groupOfEvent(String group, Map<String, String> fields) {
    StructType schema = CountedRows.schema(kpis);
    Object[] values = new Object[schema.length()];
    values[CountedRows.IS_EVENT] = true;
    values[schema.fieldIndex("event_type")] = "_session.start";
    fields.forEach((name, value) -> values[schema.fieldIndex(name)] = value);
    FieldExpressions expressions = FieldExpressions.of(spark, plan, kpis);
    Dataset<Row> row = spark.createDataFrame(List.of(RowFactory.create(values)), schema);
    assertThat(expressions.takeIn(row.queryExecution().toRdd().first(), true)).isTrue();
    UTF8String value = expressions.group(plan.groupNames().indexOf(group));
    return value == null ? null : value.toString();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "ANDROID, iOS, android",
        "iPhone OS, null, ios",
        "iOS, null, ios",
        "null, Android, android",
        "' ', iOS, ios",
        "MacIntel, null, macintel",
        "null, null, null",
      })
  void group_platform_isTheEventsElseTheEndpointsInOneVocabulary(
      String ofEvent, String ofEndpoint, String expected) {
    Map<String, String> fields = new HashMap<>();
    fields.put("device_platform", ofEvent);
    fields.put("platform", ofEndpoint);
    assertThat(groupOfEvent("platform", fields)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"4.2.1, 4.0.0, 4.2.1", "'', 4.0.0, 4.0.0", "null, 4.0.0, 4.0.0", "null, null, null"})
  void group_appVersion_isTheEventsElseTheEndpoints(
      String ofEvent, String ofEndpoint, String expected) {
    Map<String, String> fields = new HashMap<>();
    fields.put("sent_app_version", ofEvent);
    fields.put("app_version", ofEndpoint);
    assertThat(groupOfEvent("app_version", fields)).isEqualTo(expected);
  }

  @Test
  void group_journeyActivity_isOneWithinItsJourney() {
    assertThat(
            groupOfEvent("journey_activity", Map.of("journey_id", "j", "journey_activity_id", "a")))
        .isEqualTo("j/a");
    assertThat(groupOfEvent("journey_activity", Map.of("journey_id", "j"))).isNull();
  }
}
