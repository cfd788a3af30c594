// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.catalog.spark.RunTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** What the catalog and the lineage say of the output's own columns, in every table there is. */
final class OutputCatalog {
  /** Written after the others, or while these are; how many rows they will have is known. */
  private static final Set<String> LAST =
      Set.of(CatalogTables.CATALOG, RunTables.RUNS, RunTables.FILES);

  /** Of the runs before there is no other account. */
  private static final Set<String> UNCOUNTED = Set.of(CatalogTables.CATALOG, RunTables.FILES);

  private static final List<String> OWN =
      List.of(
          CatalogTables.CATALOG,
          CatalogTables.FINDINGS,
          CatalogTables.LINEAGE,
          CatalogTables.CHANGES,
          RunTables.QUARANTINE,
          RunTables.FILES,
          RunTables.RUNS,
          OwnColumns.PROFILES,
          OwnColumns.FIGURES,
          OwnColumns.RISK,
          OwnColumns.PRIVACY_BUDGET);

  /** Not every output has them. */
  private static final Set<String> OPTIONAL =
      Set.of(OwnColumns.FIGURES, OwnColumns.RISK, OwnColumns.PRIVACY_BUDGET);

  private static final ColumnPath RUN = ColumnPath.of(RunTables.RUNS, "run_id");

  private final SparkSession spark;
  private final DeltaTables tables;

  OutputCatalog(SparkSession spark, DeltaTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** What the columns of Pinfold's own tables are made from. */
  List<LineageEdge> lineageOfOwnTables() {
    return OWN.stream()
        .filter(table -> !OPTIONAL.contains(table) || tables.exists(table))
        .flatMap(table -> OwnColumns.lineage(table).stream())
        .toList();
  }

  /**
   * Rows of the catalog for the columns that are no columns of the dump. The tables must be
   * written, but for those that rows are given of, the catalog itself, the run's own row and the
   * ledger of files.
   *
   * @param inputs the columns of the dump, as the catalog names them
   * @param files how many files the ledger will hold
   * @param coming rows that will be written
   * @param known of the derived tables, so far as it is
   */
  List<CatalogEntry> entries(
      Collection<CatalogEntry> inputs,
      Collection<LineageEdge> lineage,
      long files,
      Collection<NewRows> coming,
      KnownCounts known) {
    Set<String> made = coming.stream().map(NewRows::table).collect(Collectors.toSet());
    Set<String> there =
        Stream.concat(derivedTables(), OWN.stream())
            .filter(tables::exists)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<ColumnPath, ColumnCount> counts = counts(there, coming, known);
    List<CatalogEntry> entries =
        new ArrayList<>(
            DerivedColumns.entries(
                inputs, lineage, path -> counts.getOrDefault(path, ColumnCount.NONE)));
    List<String> own =
        OWN.stream()
            .filter(table -> there.contains(table) || made.contains(table) || LAST.contains(table))
            .toList();
    int ofOwn = own.stream().mapToInt(table -> OwnColumns.lineage(table).size()).sum();
    long size = (long) inputs.size() + entries.size() + ofOwn;
    long runs = counts.getOrDefault(RUN, ColumnCount.NONE).rows() + 1;
    for (String table : own) {
      entries.addAll(
          OwnColumns.entries(
              table,
              path ->
                  switch (table) {
                    case CatalogTables.CATALOG -> new ColumnCount(size, size);
                    case RunTables.RUNS -> new ColumnCount(runs, runs);
                    case RunTables.FILES -> new ColumnCount(files, files);
                    default -> counts.getOrDefault(path, ColumnCount.NONE);
                  }));
    }
    return entries;
  }

  /** Only what is known neither from this run, nor from the one before, nor from a log is read. */
  private Map<ColumnPath, ColumnCount> counts(
      Set<String> there, Collection<NewRows> coming, KnownCounts known) {
    Set<String> needless = new HashSet<>(UNCOUNTED);
    coming.stream().filter(NewRows::isWhole).map(NewRows::table).forEach(needless::add);
    Map<ColumnPath, ColumnCount> counts = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String table : there) {
      if (!needless.contains(table)) {
        Optional<Map<ColumnPath, ColumnCount>> own =
            OwnColumns.isOwn(table) ? ofOwn(table) : known.of(table);
        own.ifPresentOrElse(counts::putAll, () -> unknown.add(table));
      }
    }
    counts.putAll(TableCounts.of(spark, tables, unknown));
    coming.forEach(rows -> TableCounts.add(counts, rows));
    return counts;
  }

  private Optional<Map<ColumnPath, ColumnCount>> ofOwn(String table) {
    return tables
        .countsOfWhole(table)
        .or(() -> tables.countsInLog(table))
        .map(
            columns -> {
              Map<ColumnPath, ColumnCount> counts = new HashMap<>();
              columns.forEach((column, count) -> counts.put(ColumnPath.of(table, column), count));
              return counts;
            });
  }

  private static Stream<String> derivedTables() {
    return Stream.concat(
        Arrays.stream(Dataset.values()).map(Dataset::label), AggregateStage.TABLES.stream());
  }
}
