// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.classify.Tapes;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.TestKeys;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.RecordProtector;
import dev.pinfold.protect.plan.StoredColumns;
import dev.pinfold.protect.plan.StoredRest;
import dev.pinfold.protect.plan.TestPlans;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import scala.Function1;

/** Rows of one plan, made rows of another, and held against records that were protected by it. */
class StoredRowsTest {
  private static final String FILE = "endpoints/a.json";
  private static final long POSITION = 77;
  private static final String RUN = "run 3";

  private static final String RECORD =
      "{'Id':'e1','ChannelType':'EMAIL','Address':'ana@example.com','level':5,'rate':1.25,"
          + "'Location':{'Country':'DE'},"
          + "'Attributes':{'hue':['teal','ochre'],'code':['K-17','K-18'],'away':['x'],'none':[],"
          + "'was STRING 0 NONE keep':['blank']},"
          + "'items':[{'n':1,'mail':'bo@example.com','hue':'teal'},null,{'n':2}]}";

  private static ProtectionPlan plan(String hue, String code, String away, String... more) {
    String[] records = new String[1 + more.length];
    records[0] = RECORD;
    System.arraycopy(more, 0, records, 1, more.length);
    Policy policy =
        TestPlans.policy(
            "{column: endpoints.level, action: keep}",
            "{column: endpoints.rate, action: keep}",
            "{column: endpoints.items.n, action: keep}",
            "{column: endpoints.items.mail, action: tokenize}",
            "{column: endpoints.items.hue, action: " + hue + "}",
            "{column: endpoints.Attributes.hue, action: " + hue + "}",
            "{column: endpoints.Attributes.code, action: " + code + "}",
            "{column: endpoints.Attributes.away, action: " + away + "}");
    return TestPlans.plan(policy, Dataset.ENDPOINTS, records);
  }

  private static Row external(InternalRow row, StructType schema) {
    Function1<Object, Object> converter = CatalystTypeConverters.createToScalaConverter(schema);
    return (Row) converter.apply(row);
  }

  private static Row protect(ProtectionPlan plan, String record) {
    Object[] cells = new RecordProtector(plan, new SparkCells()).protect(Tapes.of(record), 4);
    cells[cells.length - 3] = UTF8String.fromString(FILE);
    cells[cells.length - 2] = POSITION;
    cells[cells.length - 1] = UTF8String.fromString(RUN);
    return external(new GenericInternalRow(cells), PlanSchema.of(plan));
  }

  private static Optional<StoredColumns> columns(ProtectionPlan before, ProtectionPlan after) {
    return StoredColumns.of(
        StoredRows.paths("endpoints", PlanSchema.of(before)),
        before.treatments(),
        after,
        path -> path.leaf().equals("phone"));
  }

  private static Row taken(ProtectionPlan before, ProtectionPlan after, String record) {
    StructType schema = PlanSchema.of(before);
    StoredColumns columns = columns(before, after).orElseThrow();
    Iterator<Row> rows = List.of(protect(before, record)).iterator();
    Iterator<InternalRow> made =
        new StoredRowTask(after, columns, schema, new LongAccumulator(), new LongAccumulator())
            .call(rows);
    Row row = external(made.next(), PlanSchema.of(after));
    assertThat(made.hasNext()).isFalse();
    return row;
  }

  private static Map<String, String> rest(Row row) {
    int at = row.fieldIndex(ProtectionPlan.OTHER);
    Map<String, String> opened = new HashMap<>();
    if (!row.isNullAt(at)) {
      row.<String, String>getJavaMap(at)
          .forEach((path, text) -> opened.put(path, TestKeys.opener(TestPlans.KEYS).apply(text)));
    }
    return opened;
  }

  @Test
  void row_ofWhatWasKeptOrEncrypted_isTheRowOfItsRecord() {
    ProtectionPlan before = plan("keep", "encrypt", "keep");
    String other = "{'level':'high','items':{'n':'many'},'Attributes':{'more':['x']}}";
    ProtectionPlan after = plan("tokenize", "tokenize", "drop", other);

    Row taken = taken(before, after, RECORD);

    assertThat(taken).isEqualTo(protect(after, RECORD));
    assertThat(rest(taken)).isEmpty();
    assertThat(taken.json()).doesNotContain("teal", "K-17", "example.com").contains("\"5\"");
  }

  @Test
  void row_withAListWhereOneValueStood_isTheRowOfItsRecord() {
    ProtectionPlan before = plan("keep", "keep", "keep");
    String list = "{'Id':['e1'],'level':[5,6],'rate':[1.5],'items':[[{'n':7}]]}";
    ProtectionPlan after = plan("keep", "encrypt", "tokenize", list);

    assertThat(taken(before, after, RECORD)).isEqualTo(protect(after, RECORD));
  }

  @Test
  void row_whoseColumnIsOfAnotherTypeNow_keepsTheTokensThatAreTheSame() {
    String mail = "{'Id':'e2','ChannelType':'EMAIL','Address':'bo@example.com'}";
    String phone = "{'Id':'e3','ChannelType':'SMS','Address':'+12065550100'}";
    Policy shipped = TestPlans.policy("{column: endpoints.level, action: keep}");
    ProtectionPlan before = TestPlans.plan(shipped, Dataset.ENDPOINTS, RECORD, mail);
    ProtectionPlan after =
        TestPlans.plan(shipped, Dataset.ENDPOINTS, RECORD, phone, phone, phone, phone);
    assertThat(before.treatments().get("endpoints.Address"))
        .isNotEqualTo(after.treatments().get("endpoints.Address"));

    assertThat(taken(before, after, mail).<Object>getAs("Address"))
        .isNotNull()
        .isEqualTo(protect(after, mail).getAs("Address"));
  }

  /** The names in a record, which its texts are redacted with, are tokens in the table. */
  @Test
  void row_withATextThatIsRedactedNow_hasItEncryptedInTheRest() {
    for (String action : List.of("keep", "encrypt")) {
      ProtectionPlan before = plan(action, "keep", "keep");
      Row taken = taken(before, plan("redact", "keep", "keep"), RECORD);
      assertThat(rest(taken))
          .containsOnlyKeys("Attributes.hue", "items.hue")
          .containsEntry("Attributes.hue", "[\"teal\",\"ochre\"]");
      Row attributes = taken.getAs("Attributes");
      assertThat(attributes.getList(attributes.fieldIndex("hue"))).hasSize(2).containsOnlyNulls();
    }
  }

  @Test
  void row_ofTokensThatAreNotWantedAnyMore_cannotBeMade() {
    ProtectionPlan before = plan("tokenize", "keep", "keep");
    assertThat(columns(before, plan("encrypt", "keep", "keep"))).isEmpty();
    assertThat(columns(before, plan("drop", "keep", "keep"))).isPresent();
    assertThat(columns(before, plan("tokenize", "encrypt", "drop"))).isPresent();
  }

  @Test
  void rest_thatWasThere_staysBesideWhatComesToIt() {
    ProtectionPlan before = plan("keep", "keep", "keep");
    String record = RECORD.replace("'level':5", "'level':[5],'unseen':'ana'");
    ProtectionPlan after = plan("keep", "keep", "keep", "{'rate':{'a':1}}", "{'rate':{'a':2}}");

    Map<String, String> was = rest(protect(before, record));
    Map<String, String> now = rest(taken(before, after, record));

    assertThat(was).hasSize(2).containsEntry("level", "[5]");
    assertThat(now).containsAllEntriesOf(was).containsEntry("rate", "1.25").hasSize(3);
  }

  @Test
  void rest_whoseFieldIsDroppedNow_losesItAndNothingElse() {
    ProtectionPlan before = plan("keep", "keep", "keep");
    String away = "{'away':{'pin':'4711','b':12345678901234567890},'x':[{'away':'4712'}]}";
    String record =
        RECORD
            .replace("'hue':['teal','ochre']", "'hue':" + away)
            .replace("'away':['x']", "'away':{'c':'4713'}");
    assertThat(rest(protect(before, record)).toString()).contains("4711", "4712", "4713");
    Policy dropping =
        TestPlans.policy(
            "{column: endpoints.Attributes.hue.away.pin, action: drop}",
            "{column: endpoints.Attributes.hue.x.away, action: drop}",
            "{column: endpoints.Attributes.away, action: drop}",
            "{column: '**', action: keep}");
    ProtectionPlan after = TestPlans.plan(dropping, Dataset.ENDPOINTS, RECORD, RECORD, record);

    Row taken = taken(keeping(), after, record);

    assertThat(rest(taken))
        .containsOnlyKeys("Attributes.hue")
        .containsEntry("Attributes.hue", "{\"away\":{\"b\":12345678901234567890},\"x\":[{}]}");
  }

  /** What was set aside beside an entry of its name is found again. */
  @Test
  void rest_whoseFieldIsDroppedLater_losesWhatHasANumberInItsName() {
    String named = "{'Id':'e1','Attributes':{'a b':['teal',{'x':'ochre'}]}}";
    ProtectionPlan before = ofNamed(named, "keep");
    ProtectionPlan redacting = ofNamed(named, "redact");
    ProtectionPlan dropping = ofNamed(named, "drop");

    Row redacted = taken(before, redacting, named);
    assertThat(rest(redacted)).containsOnlyKeys("Attributes.`a b`", "Attributes.`a b~2`");
    Map<String, String> sealed = redacted.getJavaMap(redacted.fieldIndex(ProtectionPlan.OTHER));
    StoredColumns columns = columns(redacting, dropping).orElseThrow();
    assertThat(new StoredRest(dropping, columns).of(sealed)).isEmpty();
  }

  @Test
  void row_ofANumberThatWasEncrypted_getsTheTokenOfItsDigits() {
    String record = "{'Id':'e1','Location':{'Country':'DE'},'Metrics':{'phone':4915112340001.0}}";
    String column = "{column: endpoints.Metrics.phone, action: ";
    ProtectionPlan before =
        TestPlans.plan(TestPlans.policy(column + "encrypt}"), Dataset.ENDPOINTS, record);
    ProtectionPlan after =
        TestPlans.plan(TestPlans.policy(column + "tokenize}"), Dataset.ENDPOINTS, record);

    assertThat(taken(before, after, record)).isEqualTo(protect(after, record));
  }

  private static ProtectionPlan ofNamed(String named, String action) {
    Policy policy =
        TestPlans.policy(
            "{column: 'endpoints.Attributes.`a b`', action: " + action + "}",
            "{column: '**', action: keep}");
    // A second record makes texts the majority.
    return TestPlans.plan(policy, Dataset.ENDPOINTS, named, named.replace(",{'x':'ochre'}", ""));
  }

  private static ProtectionPlan keeping() {
    return TestPlans.plan(
        TestPlans.policy("{column: '**', action: keep}"), Dataset.ENDPOINTS, RECORD);
  }

  @Test
  void columnOfUnknownOrigin_isNotGuessedAt() {
    ProtectionPlan plan = plan("keep", "keep", "keep");
    Map<String, String> treatments = new HashMap<>(plan.treatments());
    treatments.remove("endpoints.level");
    assertThat(
            StoredColumns.of(
                StoredRows.paths("endpoints", PlanSchema.of(plan)),
                treatments,
                plan,
                path -> false))
        .isEmpty();
    assertThat(Bookkeeping.in("endpoints")).hasSize(4);
  }
}
