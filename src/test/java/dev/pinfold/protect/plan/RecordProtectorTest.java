// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.classify.Tapes;
import dev.pinfold.ingest.BothParsers;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From records to protected records, without an engine. */
class RecordProtectorTest {
  private static final String KEEP_PLAN = "{column: endpoints.Attributes.plan, action: keep}";

  /** Rows as texts. */
  private static final class Texts implements CellFactory {
    @Override
    public Object struct(Object[] cells) {
      return Arrays.asList(cells);
    }

    @Override
    public Object text(String text) {
      return text;
    }

    @Override
    public Object text(byte[] utf8, int from, int to) {
      return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public Object array(Object[] items) {
      return Arrays.asList(items);
    }

    @Override
    public Object map(Map<String, String> entries) {
      return new HashMap<>(entries);
    }
  }

  private static Policy policy() {
    return policy("{column: endpoints.Attributes.secret, action: drop}");
  }

  private static Policy policy(String rule) {
    return TestPlans.policy(rule, KEEP_PLAN);
  }

  private static ProtectionPlan plan(Dataset dataset, String... records) {
    return plan(policy(), dataset, records);
  }

  private static ProtectionPlan plan(Policy policy, Dataset dataset, String... records) {
    return TestPlans.plan(policy, dataset, records);
  }

  private static Map<String, Object> protect(ProtectionPlan plan, String record) {
    return cells(plan, new RecordProtector(plan, new Texts()).protect(Tapes.of(record), 1));
  }

  private static Map<String, Object> cells(ProtectionPlan plan, Object[] row) {
    Map<String, Object> cells = new HashMap<>();
    for (ColumnPlan column : plan.root().columns()) {
      cells.put(column.output().leaf(), row[column.index()]);
    }
    cells.put(ProtectionPlan.OTHER, row[row.length - 1]);
    return cells;
  }

  private static final String ENDPOINT =
      "{'Id':'e1','ChannelType':'EMAIL','Address':'Ana@Example.com','Attributes':"
          + "{'plan':['free'],'secret':['x9']}}";

  @Test
  void protect_samePersonInTwoDatasets_hasOneToken() {
    Object inExport = protect(plan(Dataset.ENDPOINTS, ENDPOINT), ENDPOINT).get("Address");
    String row = "{'ChannelType':'EMAIL','Address':'ana@example.com'}";
    Object inImport = protect(plan(Dataset.IMPORTS, row), row).get("Address");
    assertThat(inExport).asString().startsWith("t1.");
    assertThat(inImport).isEqualTo(inExport);
  }

  @Test
  void plan_distinctColumns_areThoseWhoseValuesDifferAndAreToldApartAfterwards() {
    String[] records = new String[20];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          ("{'ChannelType':'EMAIL','Address':'ana%d@example.com','Location':"
                  + "{'PostalCode':'10%d'},'Attributes':{'plan':['%d','%d']}}")
              .formatted(i, 100 + i, i / 4, i / 4);
    }
    Policy policy =
        policy(
            "{column: endpoints.Location.PostalCode, action: generalize,"
                + " generalize: {to: prefix, width: 2}}");
    assertThat(plan(policy, Dataset.ENDPOINTS, records).distinct())
        .containsExactly(ColumnPath.of(Dataset.ENDPOINTS, "Address"));
    records[0] =
        "{'Attributes':{'plan':['a','b','c','d','e','f','g','h','i','j','k','l','m',"
            + "'n','o','p','q','r','s','t','u','v','w','x','y','z','A','B','C','D','E','F','G']}}";
    assertThat(plan(policy, Dataset.ENDPOINTS, records).distinct())
        .containsExactlyInAnyOrder(
            ColumnPath.of(Dataset.ENDPOINTS, "Address"),
            ColumnPath.of(Dataset.ENDPOINTS, "Attributes", "plan"));
  }

  @Test
  void protect_phoneNumberAsAJsonNumber_hasTheTokenOfItsDigits() {
    String[] records = new String[20];
    for (int i = 0; i < records.length; i++) {
      records[i] = "{'Id':'e','Metrics':{'phone':49151123400%02d}}".formatted(i);
    }
    ProtectionPlan numbers = plan(Dataset.ENDPOINTS, records);
    String text = "{'ChannelType':'SMS','Address':'+4915112340001'}";
    Object address = protect(plan(Dataset.IMPORTS, text), text).get("Address");
    for (String spelling : List.of("4915112340001", "4915112340001.0", "4.915112340001E12")) {
      String record = "{'Id':'e','Location':{'Country':'DE'},'Metrics':{'phone':" + spelling + "}}";
      assertThat(protect(numbers, record).get("Metrics")).isEqualTo(List.of(address));
    }
  }

  /** Fields are expected where the record before had them. */
  @Test
  void protect_fieldsInAnyOrder_areEachTheirOwnColumns() {
    List<String> fields =
        List.of(
            "'Id':'e1'",
            "'ChannelType':'EMAIL'",
            "'Address':'ana@example.com'",
            "'Attributes':{'plan':['free'],'unseen':['u']}",
            "'Attributes2':{'x':1}",
            "'Location':{'Country':'DE','City':'Bonn'}");
    ProtectionPlan plan =
        plan(
            Dataset.ENDPOINTS,
            ENDPOINT,
            "{'Id':'e2','Location':{'City':'Bonn','Country':'DE'},'Attributes':{'plan':['x']}}");
    RecordProtector protector = new RecordProtector(plan, new Texts());
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<String> some = new ArrayList<>(fields);
      Collections.shuffle(some, random);
      String record =
          "{" + String.join(",", some.subList(0, 1 + random.nextInt(fields.size()))) + "}";

      assertThat(cells(plan, protector.protect(Tapes.of(record), 1)))
          .as(record)
          .isEqualTo(protect(plan, record));
    }
  }

  /** Among them numbers in columns of texts, and texts in columns of numbers. */
  @Test
  void protect_textsAmongAFilesBytes_becomeTheCellsOfTexts() {
    ProtectionPlan plan =
        plan(
            TestPlans.policy("{column: '**', action: keep}"),
            Dataset.EVENTS,
            "{'a':'x','b':1,'plan':1.5,'süß':true,'':{'a':1,'b':'y','plan':[2]},'device':['x',2]}");
    assertThat(plan.root().columns())
        .extracting(ColumnPlan::cell)
        .contains(CellType.STRING, CellType.LONG, CellType.DOUBLE, CellType.BOOLEAN);
    RecordProtector protector = new RecordProtector(plan, new Texts());
    RandomRecords records = new RandomRecords(new Random(7));
    for (int i = 0; i < 2_000; i++) {
      String record = records.next();
      assertThat(protect(protector, plan, BothParsers.walked(record)))
          .as(record)
          .isEqualTo(protect(protector, plan, BothParsers.strictly(record)));
    }
  }

  /** The cells, the rest opened. */
  private static Map<String, Object> protect(
      RecordProtector protector, ProtectionPlan plan, JsonTape record) {
    Map<String, Object> cells = cells(plan, protector.protect(record, 1));
    cells.computeIfPresent(
        ProtectionPlan.OTHER,
        (name, rest) -> {
          Map<String, String> opened = new HashMap<>();
          ((Map<?, ?>) rest)
              .forEach((path, text) -> opened.put((String) path, open((String) text)));
          return opened;
        });
    return cells;
  }

  private static String open(String text) {
    return TestKeys.opener(TestPlans.KEYS).apply(text);
  }

  @Test
  void protect_droppedAndKeptColumns_areGoneAndThere() {
    Map<String, Object> cells = protect(plan(Dataset.ENDPOINTS, ENDPOINT), ENDPOINT);
    assertThat(cells.get("Attributes")).isEqualTo(List.of(List.of("free")));
    assertThat(cells.toString()).doesNotContain("x9").doesNotContainIgnoringCase("ana@");
  }

  @Test
  void protect_fieldThatTheProfileNeverSaw_isSealedUnderATokenOfItsName() {
    ProtectionPlan plan = plan(Dataset.ENDPOINTS, ENDPOINT);
    String record =
        "{'Id':'e1','Attributes':{'plan':['gold'],'ana.vogt@example.com':['yes'],'tel':['+4915123456789']}}";
    Map<String, Object> cells = protect(plan, record);
    assertThat(cells.get("Attributes")).isEqualTo(List.of(List.of("gold")));
    assertThat(cells.toString())
        .doesNotContain("vogt")
        .doesNotContain("15123456789")
        .doesNotContain("yes");
    @SuppressWarnings("unchecked")
    Map<String, String> other = (Map<String, String>) cells.get(ProtectionPlan.OTHER);
    assertThat(other).hasSize(2);
    assertThat(other.values()).allMatch(text -> text.startsWith("e1."));
  }

  @Test
  void protect_valueOfAnotherShape_isKeptAsideAndTheRecordStays() {
    String number = "{'Id':'e1','Metrics':{'visits':3}}";
    ProtectionPlan plan = plan(Dataset.ENDPOINTS, number, number);
    Map<String, Object> cells =
        protect(plan, "{'Id':'e1','Metrics':{'visits':{'ana@example.com':4}}}");
    assertThat(cells.get("Metrics")).isEqualTo(Arrays.asList((Object) null));
    assertThat(cells.get("Id")).asString().startsWith("t1.");
    assertThat(cells.get(ProtectionPlan.OTHER).toString())
        .contains("Metrics.visits")
        .doesNotContain("example.com");
  }

  @Test
  void protect_scalarWhereAListBelongs_isAListOfOne() {
    ProtectionPlan plan = plan(Dataset.ENDPOINTS, ENDPOINT);
    assertThat(protect(plan, "{'Id':'e1','Attributes':{'plan':'gold'}}").get("Attributes"))
        .isEqualTo(List.of(List.of("gold")));
  }

  @Test
  void plan_fieldWithoutAColumnOfItsOwn_isToldAsKeptAside() {
    String mixed = "{'Id':'e1','Attributes':{'a':['x']}}";
    String object = "{'Id':'e1','Attributes':{'a':[{'b':'x'}]}}";
    ProtectionPlan plan = plan(Dataset.ENDPOINTS, mixed, object);
    assertThat(plan.isKeptAside(ColumnPath.parse("endpoints.Attributes.a.b"))).isTrue();
    assertThat(plan.isKeptAside(ColumnPath.parse("endpoints.Attributes.a"))).isFalse();
    assertThat(plan.lineage())
        .anyMatch(
            edge ->
                edge.outputPath().equals("endpoints._other")
                    && edge.inputPath().equals("endpoints.Attributes.a.b"));
  }

  @Test
  void protect_droppedColumnInOtherShapes_isNotEvenSealed() {
    String scalar = "{'Id':'e1','Attributes':{'a':['x']}}";
    String object = "{'Id':'e1','Attributes':{'a':[{'password':'Sesame-42','b':'x'}]}}";
    Policy dropping = policy("{column: endpoints.Attributes.a.password, action: drop}");
    ProtectionPlan plan = plan(dropping, Dataset.ENDPOINTS, scalar, object);
    assertThat(sealed(plan, object)).contains("\"b\":\"x\"").doesNotContain("Sesame");
  }

  @Test
  void protect_objectOfDroppedFieldsAlone_isGone_andItsUnknownFieldsAreKeptAside() {
    String hook =
        "{'Id':'e1','Attributes':{'plan':['x']},'hook':{'url':'https://u:pw9@example.com'}}";
    Policy dropping = policy("{column: endpoints.hook.url, action: drop}");
    ProtectionPlan plan = plan(dropping, Dataset.ENDPOINTS, hook);
    assertThat(protect(plan, hook).get(ProtectionPlan.OTHER)).isNull();
    assertThat(sealed(plan, hook.replace("{'url'", "{'more':'z','url'")))
        .contains("z")
        .doesNotContain("pw9");
  }

  /** What lies in the other column, opened. */
  private static String sealed(ProtectionPlan plan, String record) {
    @SuppressWarnings("unchecked")
    Map<String, String> other =
        (Map<String, String>) protect(plan, record).get(ProtectionPlan.OTHER);
    assertThat(other).isNotEmpty();
    return other.values().stream().map(TestKeys.opener(TestPlans.KEYS)).toList().toString();
  }
}
