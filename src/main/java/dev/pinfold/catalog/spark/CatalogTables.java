// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.CatalogChange;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.KnownColumn;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of the PII catalog, its findings and the lineage. */
public final class CatalogTables {
  public static final String CATALOG = "pii_catalog";
  public static final String FINDINGS = "pii_findings";
  public static final String LINEAGE = "lineage";
  public static final String CHANGES = "catalog_changes";

  private final DeltaTables tables;

  /** Of the run before; null until it is read. */
  private List<Row> present;

  public CatalogTables(DeltaTables tables) {
    this.tables = tables;
  }

  /**
   * Makes these columns the current ones; a column that an earlier run knew keeps the time at which
   * it was first seen.
   */
  public NewRows catalog(Collection<CatalogEntry> entries, String runId, Instant started) {
    Map<String, Timestamp> firstSeen = firstSeen();
    Timestamp now = Timestamp.from(started);
    List<Row> rows = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      String path = entry.classification().path().toString();
      rows.add(row(entry, firstSeen.getOrDefault(path, now), now, runId));
    }
    return new NewRows(
        CATALOG,
        "PII catalog: every current column, its data categories, personal-data type and protection",
        TableSchemas.PII_CATALOG,
        rows,
        true);
  }

  /** What was found in this run, besides what others found. */
  public NewRows findings(Collection<Classification> columns, String runId) {
    List<Row> rows = new ArrayList<>();
    for (Classification column : columns) {
      for (Finding finding : column.findings()) {
        rows.add(
            RowFactory.create(
                runId,
                column.path().toString(),
                finding.identifier(),
                finding.type().name(),
                finding.matches(),
                finding.values(),
                finding.ratio(),
                finding.firstPosition()));
      }
    }
    return new NewRows(
        FINDINGS,
        "What each data identifier matched in each column of each run; counts, never values",
        TableSchemas.PII_FINDINGS,
        rows,
        false);
  }

  /** Makes these edges all there are. */
  public NewRows lineage(Collection<LineageEdge> edges, String runId) {
    List<Row> rows = new ArrayList<>();
    for (LineageEdge edge : edges) {
      rows.add(RowFactory.create(edge.outputPath(), edge.inputPath(), edge.transform(), runId));
    }
    return new NewRows(
        LINEAGE,
        "Which input columns each output column is made from, and how",
        TableSchemas.LINEAGE,
        rows,
        true);
  }

  /** Adds what changed since the run before, be it nothing. */
  public NewRows changes(Collection<CatalogChange> changes, String runId, Instant started) {
    List<Row> rows = new ArrayList<>();
    for (CatalogChange change : changes) {
      rows.add(
          RowFactory.create(
              runId,
              Timestamp.from(started),
              change.path(),
              change.dataset(),
              change.kind().name(),
              change.before(),
              change.after()));
    }
    return new NewRows(
        CHANGES,
        "What each run found changed about the columns; names, types and shares, never values",
        TableSchemas.CATALOG_CHANGES,
        rows,
        false);
  }

  /** What runs found changed, the earliest run's first. */
  public List<CatalogChange> readChanges() {
    return changes(runId -> true);
  }

  /** What one run found changed. */
  public List<CatalogChange> readChangesOf(String runId) {
    return changes(runId::equals);
  }

  private List<CatalogChange> changes(Predicate<String> ofRun) {
    return tables
        .rows(CHANGES, "run_id", "changed", "column_path", "dataset", "change", "before", "after")
        .stream()
        .filter(row -> ofRun.test(row.getString(0)))
        .sorted(Comparator.comparing((Row row) -> row.getTimestamp(1)))
        .map(
            row ->
                new CatalogChange(
                    row.getString(2),
                    row.getString(3),
                    CatalogChange.Kind.valueOf(row.getString(4)),
                    row.getString(5),
                    row.getString(6)))
        .toList();
  }

  /** What the run before said of the columns; empty where there was none. */
  public List<KnownColumn> readColumns() {
    return present().stream().map(CatalogTables::column).toList();
  }

  /** The catalog as it is; read once. It is as long as there are columns. */
  private List<Row> present() {
    if (present == null) {
      present =
          tables.rows(
              CATALOG,
              "column_path",
              "dataset",
              "type",
              "evidence",
              "action",
              "rows",
              "non_null",
              "first_seen");
    }
    return present;
  }

  private static KnownColumn column(Row row) {
    Row evidence = row.getAs("evidence");
    int otherTypes = evidence.fieldIndex("other_types");
    return new KnownColumn(
        row.getAs("column_path"),
        row.getAs("dataset"),
        row.getAs("type"),
        evidence.isNullAt(otherTypes) ? List.of() : evidence.getList(otherTypes),
        row.getAs("action"),
        count(row, row.fieldIndex("rows")),
        count(row, row.fieldIndex("non_null")),
        count(evidence, evidence.fieldIndex("values")),
        count(evidence, evidence.fieldIndex("matches")));
  }

  private static long count(Row row, int at) {
    return row.isNullAt(at) ? 0 : row.getLong(at);
  }

  /** The lineage that an earlier run left; empty where there was none. */
  public List<LineageEdge> readLineage() {
    return tables.rows(LINEAGE, "output_path", "input_path", "transform").stream()
        .map(row -> new LineageEdge(row.getString(0), row.getString(1), row.getString(2)))
        .toList();
  }

  private Map<String, Timestamp> firstSeen() {
    Map<String, Timestamp> seen = new HashMap<>();
    for (Row row : present()) {
      seen.put(row.getAs("column_path"), row.getAs("first_seen"));
    }
    return seen;
  }

  private static Row row(
      CatalogEntry entry, Timestamp firstSeen, Timestamp lastSeen, String runId) {
    Classification column = entry.classification();
    Evidence evidence = column.evidence();
    return RowFactory.create(
        column.path().toString(),
        entry.dataset(),
        column.categories().stream().map(DataCategory::name).toArray(String[]::new),
        column.type().name(),
        column.confidence(),
        column.sensitivity().name(),
        column.identifiability().name(),
        column.decidedBy().name(),
        entry.action().label(),
        evidenceRow(evidence, column.otherTypes()),
        evidence.rows(),
        evidence.nonNull(),
        evidence.distinctEstimate(),
        firstSeen,
        lastSeen,
        runId);
  }

  private static Row evidenceRow(Evidence evidence, List<PersonalDataType> otherTypes) {
    return RowFactory.create(
        evidence.rows(),
        evidence.nonNull(),
        evidence.values(),
        evidence.distinctEstimate(),
        evidence.matches(),
        evidence.validated(),
        evidence.nameToken(),
        evidence.format(),
        otherTypes.stream().map(PersonalDataType::name).toArray(String[]::new),
        evidence.summary());
  }
}
