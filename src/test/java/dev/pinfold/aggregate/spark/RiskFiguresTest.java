// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.risk.ClassFigures;
import dev.pinfold.aggregate.risk.Proposal;
import dev.pinfold.aggregate.risk.QuasiIdentifier.Place;
import dev.pinfold.aggregate.risk.QuasiIdentifiers;
import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.aggregate.risk.SensitiveFigures;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.protect.Coarsening;
import dev.pinfold.protect.Generalization;
import dev.pinfold.protect.Generalization.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on Delta tables of hand-made protected rows, with known answers. */
class RiskFiguresTest {
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

  private static QuasiIdentifiers.Column column(
      String path, String type, Optional<Generalization> present) {
    return new QuasiIdentifiers.Column(
        new Place("endpoints." + path, path), type, false, present, Coarsening.Lengths.NONE);
  }

  private static RiskFigures.Columns columns() {
    return new RiskFigures.Columns(
        List.of(
            column(
                "Location.PostalCode",
                "POSTAL_CODE",
                Optional.of(new Generalization(Method.PREFIX, 0, 0))),
            column("Attributes.gender", "GENDER", Optional.empty())),
        List.of("Attributes.plan"),
        List.of());
  }

  private static Dataset<Row> table(String name, String values, String fields) {
    DeltaTables tables = new DeltaTables(spark, directory.toString());
    tables.replace(
        name,
        "test",
        spark.sql(
            "SELECT Id, named_struct('PostalCode', zip) AS Location,"
                + " named_struct('UserId', CAST(user AS STRING)) AS User,"
                + " named_struct('gender', gender, 'plan', plan) AS Attributes,"
                + " EffectiveDate, 'f' AS _file, pos AS _position FROM VALUES "
                + values
                + " AS t("
                + fields
                + ")"));
    return tables.read(name);
  }

  private static Dataset<Row> endpoints() {
    return table(
        "endpoints",
        // Ana has two endpoints and moved: the newest record of all counts.
        "('a1', 'ana', '10', array('f'), array('free'), '2025-01-01T00:00:00Z', 1L),"
            + "('a2', 'ana', '20', array('f'), array('pro'), '2025-03-01T00:00:00Z', 2L),"
            + "('a1', 'ana', '10', array('f'), array('free'), '2025-02-01T00:00:00Z', 3L),"
            + "('b1', 'bo', '20', array('f'), array('free'), NULL, 4L),"
            + "('c1', NULL, '21', array('f', 'm', 'f'), NULL, NULL, 5L),"
            + "('d1', NULL, '21', array('m', 'f'), NULL, NULL, 6L),"
            + "('e1', NULL, NULL, array(), array('pro'), NULL, 7L),"
            + "(NULL, 'nobody', '99', array('x'), array('x'), NULL, 8L)",
        "Id, user, zip, gender, plan, EffectiveDate, pos");
  }

  @Test
  void report_ofEndpoints_countsPeopleByTheirNewestRecord() {
    for (RiskFigures figures : List.of(new RiskFigures(), new RiskFigures(1))) {
      RiskReport report = figures.ofEndpoints(endpoints(), columns(), 2);
      ClassFigures now = report.now();
      assertThat(now.people()).isEqualTo(5);
      // {ana, bo}, {c, d} by the set of their values, and e with none.
      assertThat(now.classes()).isEqualTo(3);
      assertThat(now.unique()).isEqualTo(1);
      assertThat(now.k()).isEqualTo(1);
      assertThat(now.histogram().subList(0, 2)).containsExactly(1L, 2L);
      SensitiveFigures plan = report.sensitive().get(0);
      assertThat(plan.values()).isEqualTo(3);
      assertThat(plan.l()).isEqualTo(1);
      assertThat(plan.entropyL()).isCloseTo(1, within(1e-9));
      assertThat(plan.classesOfOne()).isEqualTo(2);
      assertThat(plan.peopleOfOne()).isEqualTo(3);
      assertThat(report.each().get(1).identifier().describe(1)).isEqualTo("prefix 1");
      assertThat(report.proposals()).isNotEmpty();
    }
  }

  @Test
  void report_ofOneOfTwoValuesEach_hasEntropyLOfTwo() {
    Dataset<Row> rows =
        table(
            "pairs",
            "('a', NULL, '10', array('f'), array('free'), NULL, 1L),"
                + "('b', NULL, '10', array('f'), array('pro'), NULL, 2L)",
            "Id, user, zip, gender, plan, EffectiveDate, pos");
    SensitiveFigures plan = new RiskFigures().ofEndpoints(rows, columns(), 2).sensitive().get(0);
    assertThat(plan.l()).isEqualTo(2);
    assertThat(plan.entropyL()).isCloseTo(2, within(1e-9));
    assertThat(plan.classesOfOne()).isZero();
  }

  @Test
  void report_bySparkAndOnTheDriver_isTheSame() {
    Dataset<Row> rows =
        spark.sql(
            "SELECT concat('e', id) AS Id, named_struct('PostalCode',"
                + " cast(10 + id * 7 % 13 AS string), 'City', concat('c', id * 5 % 3)) AS Location,"
                + " named_struct('dob', array(cast(1960 + id * 11 % 30 AS string)), 'plan',"
                + " concat('p', id % 4)) AS Attributes, 'f' AS _file, id AS _position"
                + " FROM range(300)");
    RiskFigures.Columns columns =
        new RiskFigures.Columns(
            List.of(
                column(
                    "Location.PostalCode",
                    "POSTAL_CODE",
                    Optional.of(new Generalization(Method.PREFIX, 0, 0))),
                column("Location.City", "CITY", Optional.empty()),
                column(
                    "Attributes.dob",
                    "DATE_OF_BIRTH",
                    Optional.of(new Generalization(Method.YEAR, 0, 0)))),
            List.of("Attributes.plan"),
            List.of());
    RiskReport local = new RiskFigures().ofEndpoints(rows, columns, 8);
    RiskReport bySpark = new RiskFigures(1).ofEndpoints(rows, columns, 8);
    assertThat(local.now().people()).isEqualTo(300);
    assertThat(bySpark.now())
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
        .isEqualTo(local.now());
    assertThat(bySpark.sensitive()).isEqualTo(local.sensitive());
    assertThat(bySpark.proposals().get(0).levels().of())
        .isEqualTo(local.proposals().get(0).levels().of());
    assertThat(bySpark.each())
        .extracting(one -> one.without().below())
        .isEqualTo(local.each().stream().map(one -> one.without().below()).toList());
    assertThat(local.proposals()).allMatch(Proposal::isOptimal);
  }

  @Test
  void report_withoutQuasiIdentifiersOrPeople_isThere() {
    RiskFigures.Columns none = new RiskFigures.Columns(List.of(), List.of(), List.of());
    for (RiskFigures figures : List.of(new RiskFigures(), new RiskFigures(0))) {
      RiskReport report = figures.ofEndpoints(endpoints(), none, 3);
      assertThat(report.now().k()).isEqualTo(5);
      assertThat(report.now().classes()).isEqualTo(1);
      RiskReport nobody = figures.ofEndpoints(endpoints().where("false"), columns(), 3);
      assertThat(nobody.now().people()).isZero();
      assertThat(nobody.sensitive().get(0).l()).isZero();
    }
  }

  @Test
  void report_ofEvents_takesWhatEachPersonsEventsSayTogether() {
    Dataset<Row> events =
        spark.sql(
            "SELECT named_struct('client_id', client) AS client, time AS event_timestamp,"
                + " named_struct('country', country) AS device, 'f' AS _file,"
                + " named_struct('city', city) AS attributes, pos AS _position"
                + " FROM VALUES ('a1', 1, 'DE', NULL, 1L), ('a2', 2, NULL, 'Ulm', 2L),"
                + " ('b1', 1, 'DE', 'Bonn', 3L), ('b1', 2, NULL, 'Ulm', 4L),"
                + " (NULL, 5, 'FR', NULL, 5L), (NULL, 5, 'FR', NULL, 6L)"
                + " AS t(client, time, country, city, pos)");
    RiskFigures.Columns columns =
        new RiskFigures.Columns(
            List.of(
                column("device.country", "COUNTRY", Optional.empty()),
                column("attributes.city", "CITY", Optional.empty())),
            List.of(),
            List.of());
    RiskReport report = new RiskFigures().ofEvents(events, endpoints(), columns, 2);
    // Ana by two endpoints, b1, and two events of nobody known.
    assertThat(report.now().people()).isEqualTo(4);
    assertThat(report.now().classes()).isEqualTo(2);
    assertThat(report.now().k()).isEqualTo(2);
    assertThat(report.reachesTarget()).isTrue();
  }

  @Test
  void report_ofEvents_knowsUsersWithoutDateAndNoneWithoutName() {
    Dataset<Row> endpoints =
        table(
            "named",
            "('a1', 'ana', '10', array('f'), array('free'), NULL, 1L),"
                + "('a2', 'ana', '10', array('f'), array('free'), NULL, 2L),"
                + "('b1', '', '10', array('f'), array('free'), NULL, 3L),"
                + "('c1', ' ', '10', array('f'), array('free'), NULL, 4L),"
                + "('', 'dee', '10', array('f'), array('free'), NULL, 5L)",
            "Id, user, zip, gender, plan, EffectiveDate, pos");
    Dataset<Row> events =
        spark.sql(
            "SELECT named_struct('client_id', client) AS client, 1 AS event_timestamp,"
                + " named_struct('country', 'DE') AS device, 'f' AS _file, pos AS _position"
                + " FROM VALUES ('a1', 1L), ('a2', 2L), ('b1', 3L), ('c1', 4L), ('', 5L), ('', 6L), ('', 7L)"
                + " AS t(client, pos)");
    RiskFigures.Columns columns =
        new RiskFigures.Columns(
            List.of(column("device.country", "COUNTRY", Optional.empty())), List.of(), List.of());
    // Ana by two endpoints, b1, c1, and three events of nobody known.
    assertThat(new RiskFigures().ofEvents(events, endpoints, columns, 2).now().people())
        .isEqualTo(6);
    // The same without the record that names no endpoint.
    assertThat(new RiskFigures().ofEndpoints(endpoints, columns(), 2).now().people()).isEqualTo(3);
  }

  @Test
  void table_ofTwoReports_holdsBothAndNoValue() {
    DeltaTables tables = new DeltaTables(spark, directory.resolve("risk-test").toString());
    RiskReport report = new RiskFigures().ofEndpoints(endpoints(), columns(), 2);
    RiskTable.append(tables, "run-1", report);
    RiskTable.append(tables, "run-2", report);
    Dataset<Row> rows = tables.read(RiskTable.NAME);
    assertThat(rows.where("measure = 'k' AND value = 1.0").count()).isEqualTo(2);
    assertThat(rows.select("run_id").distinct().count()).isEqualTo(2);
    assertThat(rows.where("measure = 'k'").selectExpr("array_join(quasi_identifiers, ' ')").head())
        .extracting(row -> row.getString(0))
        .isEqualTo("Attributes.gender Location.PostalCode");
    assertThat(rows.schema().apply("value").getComment().get()).contains("figure");
  }
}
