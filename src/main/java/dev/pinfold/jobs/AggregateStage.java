// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.AggregateLineage;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.spark.Demographics;
import dev.pinfold.aggregate.spark.KpiTable;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.ColumnMetadata;
import dev.pinfold.catalog.spark.DeltaTables;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Computes the aggregates from the protected tables that a run has just written. */
final class AggregateStage {
  static final String DEMOGRAPHICS = "demographics";
  static final String KPIS = "kpis";

  private final DeltaTables tables;
  private final Kpis kpis;

  AggregateStage(DeltaTables tables, Kpis kpis) {
    this.tables = tables;
    this.kpis = kpis;
  }

  /**
   * Writes both tables, and says what their columns are made from.
   *
   * @param columns the input columns, with what protection did with them
   * @param written where it wrote them
   */
  List<LineageEdge> run(
      LocalDate asOf, Collection<CatalogEntry> columns, Collection<LineageEdge> written) {
    org.apache.spark.sql.Dataset<Row> endpoints = tables.read(Dataset.ENDPOINTS.label());
    Map<String, String> attributes = keptAttributes(columns, written);
    List<LineageEdge> edges = AggregateLineage.of(kpis, attributes);
    Map<ColumnPath, Classification> made = new HashMap<>();
    DerivedColumns.entries(columns, edges, path -> ColumnCount.NONE)
        .forEach(entry -> made.put(entry.classification().path(), entry.classification()));
    tables.replaceWhere(
        DEMOGRAPHICS,
        "Endpoints and users by dimension and day; small groups are suppressed",
        described(
            DEMOGRAPHICS,
            Demographics.of(endpoints, asOf, kpis.dimensions(), attributes, kpis.suppression()),
            made),
        "as_of = DATE'" + asOf + "'");
    tables.replace(
        KPIS,
        "KPIs by day and group, under Pinpoint's names; small groups are suppressed",
        described(
            KPIS, new KpiTable(kpis).of(endpoints, tables.read(Dataset.EVENTS.label())), made));
    return edges;
  }

  /** One file of rows whose columns say what they are. */
  private static org.apache.spark.sql.Dataset<Row> described(
      String table,
      org.apache.spark.sql.Dataset<Row> rows,
      Map<ColumnPath, Classification> columns) {
    return rows.to(ColumnMetadata.describe(table, rows.schema(), columns::get)).coalesce(1);
  }

  /**
   * Custom attributes whose values stay as they are: the column that holds each, by the path that
   * the dump has it under. One that got no column, such as a key that is personal, is none.
   */
  private static Map<String, String> keptAttributes(
      Collection<CatalogEntry> columns, Collection<LineageEdge> written) {
    Map<String, String> outputs = new HashMap<>();
    written.forEach(edge -> outputs.put(edge.inputPath(), edge.outputPath()));
    Map<String, String> attributes = new TreeMap<>();
    for (CatalogEntry entry : columns) {
      ColumnPath input = entry.classification().path();
      String path = input.withoutRoot();
      String output = outputs.get(input.toString());
      boolean isAttribute =
          path.startsWith("Attributes.") || path.startsWith("User.UserAttributes.");
      if (entry.dataset().equals(Dataset.ENDPOINTS.label())
          && entry.action() == ProtectionAction.KEEP
          && isAttribute
          && output != null) {
        attributes.put(path, ColumnPath.parse(output).withoutRoot());
      }
    }
    return attributes;
  }
}
