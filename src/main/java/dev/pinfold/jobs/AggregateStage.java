// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.AggregateLineage;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.spark.Demographics;
import dev.pinfold.aggregate.spark.KpiTable;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
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
    tables.replaceWhere(
        DEMOGRAPHICS,
        "Endpoints and users by dimension and day; small groups are suppressed",
        Demographics.of(endpoints, asOf, kpis.dimensions(), attributes, kpis.suppression())
            .coalesce(1),
        "as_of = DATE'" + asOf + "'");
    tables.replace(
        KPIS,
        "KPIs by day and group, under Pinpoint's names; small groups are suppressed",
        new KpiTable(kpis).of(endpoints, tables.read(Dataset.EVENTS.label())).coalesce(1));
    return AggregateLineage.of(kpis, attributes);
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
