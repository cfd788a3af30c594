// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The catalog's rows for output columns that no input column of the same path stands behind: those
 * of the aggregates, and columns that were renamed. Their categories come from lineage.
 */
final class DerivedColumns {
  private DerivedColumns() {}

  static List<CatalogEntry> entries(
      Map<ColumnPath, Classification> inputs, Collection<LineageEdge> lineage) {
    Map<String, Classification> byPath = new HashMap<>();
    inputs.forEach((path, classification) -> byPath.put(path.toString(), classification));
    Map<String, Set<DataCategory>> categories = new TreeMap<>();
    Map<String, Set<String>> sources = new TreeMap<>();
    for (LineageEdge edge : lineage) {
      if (!byPath.containsKey(edge.outputPath())) {
        Set<DataCategory> own =
            categories.computeIfAbsent(
                edge.outputPath(), path -> EnumSet.noneOf(DataCategory.class));
        Classification input = byPath.get(edge.inputPath());
        if (input != null) {
          own.addAll(input.categories());
        }
        sources
            .computeIfAbsent(edge.outputPath(), path -> new java.util.TreeSet<>())
            .add(edge.inputPath());
      }
    }
    List<CatalogEntry> entries = new ArrayList<>();
    categories.forEach(
        (path, own) -> entries.add(entry(ColumnPath.parse(path), own, sources.get(path), byPath)));
    return entries;
  }

  private static CatalogEntry entry(
      ColumnPath path,
      Set<DataCategory> inherited,
      Set<String> sources,
      Map<String, Classification> inputs) {
    Set<DataCategory> categories = EnumSet.of(DataCategory.ANALYTICS);
    categories.addAll(inherited);
    boolean isRenamed = sources.size() == 1 && isRecordTable(path.root());
    Classification source = isRenamed ? inputs.get(sources.iterator().next()) : null;
    PersonalDataType type = source == null ? PersonalDataType.NONE : source.type();
    Evidence evidence =
        new Evidence(
            0, 0, 0, 0, 0, 0, "", "", "Made from " + String.join(", ", sources) + "; see lineage.");
    return new CatalogEntry(
        path.root(),
        new Classification(
            path,
            source == null ? categories : source.categories(),
            type,
            source == null ? 1 : source.confidence(),
            source == null ? DecidedBy.FORMAT : source.decidedBy(),
            source == null ? List.of() : source.otherTypes(),
            evidence,
            List.of()),
        ProtectionAction.KEEP);
  }

  private static boolean isRecordTable(String root) {
    return List.of("endpoints", "events", "imports", "configuration").contains(root);
  }
}
