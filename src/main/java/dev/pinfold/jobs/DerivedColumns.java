// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.ingest.FormatField;
import dev.pinfold.ingest.PinpointFormat;
import dev.pinfold.protect.plan.Bookkeeping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The catalog's rows for output columns that no input column of the same path stands behind, from
 * lineage: those of the aggregates, which have the categories of what they are made from; columns
 * that were renamed, which are what their input column is; and the bookkeeping columns.
 */
final class DerivedColumns {
  private final Map<String, CatalogEntry> inputs = new HashMap<>();
  private final Map<String, Set<String>> sources = new TreeMap<>();
  private final Function<ColumnPath, ColumnCount> counts;

  private DerivedColumns(
      Collection<CatalogEntry> inputs,
      Collection<LineageEdge> lineage,
      Function<ColumnPath, ColumnCount> counts) {
    this.counts = counts;
    inputs.forEach(input -> this.inputs.put(input.classification().path().toString(), input));
    for (LineageEdge edge : lineage) {
      if (!this.inputs.containsKey(edge.outputPath())) {
        sources.computeIfAbsent(edge.outputPath(), path -> new TreeSet<>()).add(edge.inputPath());
      }
    }
  }

  /**
   * @param inputs the columns of the dump, as the catalog names them
   * @param counts by column path
   */
  static List<CatalogEntry> entries(
      Collection<CatalogEntry> inputs,
      Collection<LineageEdge> lineage,
      Function<ColumnPath, ColumnCount> counts) {
    DerivedColumns derived = new DerivedColumns(inputs, lineage, counts);
    List<CatalogEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Set<String>> column : derived.sources.entrySet()) {
      ColumnPath path = ColumnPath.parse(column.getKey());
      if (!OwnColumns.isOwn(path.root())) {
        entries.add(derived.entry(path, column.getValue()));
      }
    }
    return entries;
  }

  private CatalogEntry entry(ColumnPath path, Set<String> made) {
    Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
    made.forEach(input -> categories.addAll(categories(input)));
    Optional<Bookkeeping> bookkeeping = Bookkeeping.of(path);
    if (bookkeeping.isPresent()) {
      return bookkeeping.get().entry(path.root(), categories, counts.apply(path));
    }
    CatalogEntry source = made.size() == 1 ? inputs.get(made.iterator().next()) : null;
    if (source != null && isRecordTable(path.root())) {
      return renamed(path, source);
    }
    categories.add(DataCategory.ANALYTICS);
    ColumnCount count = counts.apply(path);
    return new CatalogEntry(
        path.root(),
        Classification.declared(
            path,
            categories,
            PersonalDataType.NONE,
            count.rows(),
            count.nonNull(),
            "Made from " + String.join(", ", made) + "; see lineage."),
        ProtectionAction.KEEP);
  }

  /** Of a column that this dump does not have, those of its place in Pinpoint's format. */
  private Set<DataCategory> categories(String input) {
    CatalogEntry known = inputs.get(input);
    return known != null
        ? known.classification().categories()
        : PinpointFormat.shipped()
            .field(ColumnPath.parse(input))
            .map(FormatField::categories)
            .orElse(Set.of());
  }

  private static CatalogEntry renamed(ColumnPath path, CatalogEntry source) {
    Classification column = source.classification();
    Evidence evidence = column.evidence();
    return new CatalogEntry(
        path.root(),
        new Classification(
            path,
            column.categories(),
            column.type(),
            column.confidence(),
            column.decidedBy(),
            column.otherTypes(),
            new Evidence(
                evidence.rows(),
                evidence.nonNull(),
                evidence.values(),
                evidence.distinctEstimate(),
                evidence.matches(),
                evidence.validated(),
                evidence.nameToken(),
                evidence.format(),
                "The name under which " + column.path() + " is written. " + evidence.summary()),
            List.of()),
        source.action());
  }

  static boolean isRecordTable(String root) {
    return Arrays.stream(Dataset.values()).anyMatch(dataset -> dataset.label().equals(root));
  }
}
