// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.AggregateLineage;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.spark.Demographics;
import dev.pinfold.aggregate.spark.KpiTable;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.DeltaTables;
import java.time.LocalDate;
import java.util.Collection;
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

  /** Writes both tables, and says what their columns are made from. */
  List<LineageEdge> run(LocalDate asOf, Collection<CatalogEntry> columns) {
    org.apache.spark.sql.Dataset<Row> endpoints = tables.read(Dataset.ENDPOINTS.label());
    Map<String, String> attributes = keptAttributes(columns);
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

  /** Custom attributes whose values stay as they are; each is a dimension under its path. */
  private static Map<String, String> keptAttributes(Collection<CatalogEntry> columns) {
    Map<String, String> attributes = new TreeMap<>();
    for (CatalogEntry entry : columns) {
      String path = entry.classification().path().withoutRoot();
      boolean isAttribute =
          path.startsWith("Attributes.") || path.startsWith("User.UserAttributes.");
      if (entry.dataset().equals(Dataset.ENDPOINTS.label())
          && entry.action() == ProtectionAction.KEEP
          && isAttribute) {
        attributes.put(path, path);
      }
    }
    return attributes;
  }
}
