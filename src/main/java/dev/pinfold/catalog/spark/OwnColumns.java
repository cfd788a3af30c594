// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the tables that Pinfold writes about the data, as the catalog and the lineage name
 * them. What they are stands in the metadata of {@link TableSchemas}. They tell of the whole dump,
 * and so belong to all four categories.
 */
public final class OwnColumns {
  /** Written by {@code pinfold risk} alone. */
  public static final String RISK = "risk";

  /** Written where noise is on. */
  public static final String PRIVACY_BUDGET = "privacy_budget";

  /** What all runs counted, for the next; see {@code ProfileTable}. */
  public static final String PROFILES = "column_profiles";

  /** Exact figures that a run leaves to the next; see {@code FigureTable}. */
  public static final String FIGURES = "aggregate_figures";

  private static final Map<String, StructType> SCHEMAS =
      Map.ofEntries(
          Map.entry(CatalogTables.CATALOG, TableSchemas.PII_CATALOG),
          Map.entry(CatalogTables.FINDINGS, TableSchemas.PII_FINDINGS),
          Map.entry(CatalogTables.LINEAGE, TableSchemas.LINEAGE),
          Map.entry(CatalogTables.CHANGES, TableSchemas.CATALOG_CHANGES),
          Map.entry(RunTables.QUARANTINE, TableSchemas.QUARANTINE),
          Map.entry(RunTables.FILES, TableSchemas.INGESTED_FILES),
          Map.entry(RunTables.RUNS, TableSchemas.RUNS),
          Map.entry(PROFILES, TableSchemas.COLUMN_PROFILES),
          Map.entry(FIGURES, TableSchemas.AGGREGATE_FIGURES),
          Map.entry(RISK, TableSchemas.RISK),
          Map.entry(PRIVACY_BUDGET, TableSchemas.PRIVACY_BUDGET));

  private OwnColumns() {}

  /** Whether a table is one of these. */
  public static boolean isOwn(String table) {
    return SCHEMAS.containsKey(table);
  }

  /** Rows of the catalog for a table's columns. */
  public static List<CatalogEntry> entries(String table, Function<ColumnPath, ColumnCount> counts) {
    List<CatalogEntry> entries = new ArrayList<>();
    for (Leaf leaf : leaves(table)) {
      PersonalDataType held =
          PersonalDataType.known(leaf.field().metadata().getString("pinfold.type"));
      ColumnCount count = counts.apply(leaf.path());
      entries.add(
          new CatalogEntry(
              table,
              Classification.declared(
                  leaf.path(),
                  OwnColumn.CATEGORIES,
                  held,
                  count.rows(),
                  count.nonNull(),
                  "Written by Pinfold about the data. " + ColumnMetadata.comment(leaf.field())),
              OwnColumn.action(held)));
    }
    return entries;
  }

  /** What a table's columns are made from. */
  public static List<LineageEdge> lineage(String table) {
    return leaves(table).stream()
        .map(
            leaf ->
                new LineageEdge(
                    leaf.path().toString(),
                    leaf.field().metadata().getString(OwnColumn.ORIGIN),
                    "Pinfold's account of it"))
        .toList();
  }

  private record Leaf(ColumnPath path, StructField field) {}

  private static List<Leaf> leaves(String table) {
    List<Leaf> leaves = new ArrayList<>();
    addLeaves(ColumnPath.of(table), SCHEMAS.get(table), leaves);
    return leaves;
  }

  private static void addLeaves(ColumnPath above, StructType struct, List<Leaf> leaves) {
    for (StructField field : struct.fields()) {
      ColumnPath path = above.child(field.name());
      if (field.dataType() instanceof StructType below) {
        addLeaves(path, below, leaves);
      } else {
        leaves.add(new Leaf(path, field));
      }
    }
  }
}
