// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The catalog's rows for output columns that no input column of the same path stands behind: those
 * of the aggregates, whose categories come from lineage, and columns that were renamed, which are
 * what their input column is.
 */
final class DerivedColumns {
  private DerivedColumns() {}

  /** Rows of a table, and how many of them hold something. */
  record Count(long rows, long nonNull) {
    static final Count NOT_COUNTED = new Count(0, 0);
  }

  /**
   * @param counts by column path, of the derived tables
   */
  static List<CatalogEntry> entries(
      Collection<CatalogEntry> inputs, Collection<LineageEdge> lineage, Map<String, Count> counts) {
    Map<String, CatalogEntry> byPath = new HashMap<>();
    inputs.forEach(input -> byPath.put(input.classification().path().toString(), input));
    Map<String, Set<DataCategory>> categories = new TreeMap<>();
    Map<String, Set<String>> sources = new TreeMap<>();
    for (LineageEdge edge : lineage) {
      if (!byPath.containsKey(edge.outputPath())) {
        Set<DataCategory> own =
            categories.computeIfAbsent(
                edge.outputPath(), path -> EnumSet.noneOf(DataCategory.class));
        CatalogEntry input = byPath.get(edge.inputPath());
        if (input != null) {
          own.addAll(input.classification().categories());
        }
        sources.computeIfAbsent(edge.outputPath(), path -> new TreeSet<>()).add(edge.inputPath());
      }
    }
    List<CatalogEntry> entries = new ArrayList<>();
    categories.forEach(
        (path, own) ->
            entries.add(
                entry(
                    ColumnPath.parse(path),
                    own,
                    sources.get(path),
                    byPath,
                    counts.getOrDefault(path, Count.NOT_COUNTED))));
    return entries;
  }

  private static CatalogEntry entry(
      ColumnPath path,
      Set<DataCategory> inherited,
      Set<String> sources,
      Map<String, CatalogEntry> inputs,
      Count count) {
    CatalogEntry source = sources.size() == 1 ? inputs.get(sources.iterator().next()) : null;
    boolean isLeftovers = path.leaf().equals(ProtectionPlan.OTHER) && path.names().size() == 1;
    if (source != null && isRecordTable(path.root()) && !isLeftovers) {
      return renamed(path, source);
    }
    Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
    categories.addAll(inherited);
    if (!isRecordTable(path.root()) || categories.isEmpty()) {
      categories.add(DataCategory.ANALYTICS);
    }
    return new CatalogEntry(
        path.root(),
        new Classification(
            path,
            categories,
            PersonalDataType.NONE,
            1,
            DecidedBy.FORMAT,
            List.of(),
            evidence(count, "Made from " + String.join(", ", sources) + "; see lineage."),
            List.of()),
        isLeftovers ? ProtectionAction.ENCRYPT : ProtectionAction.KEEP);
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

  /** The records that could not be read are whole ones, of all categories. */
  static List<CatalogEntry> quarantine() {
    List<CatalogEntry> entries = new ArrayList<>();
    for (String column : List.of("file", "position", "reason", "raw_encrypted", "run_id")) {
      boolean isRaw = column.equals("raw_encrypted");
      ColumnPath path = ColumnPath.parse(RunTables.QUARANTINE + "." + column);
      entries.add(
          new CatalogEntry(
              path.root(),
              new Classification(
                  path,
                  EnumSet.allOf(DataCategory.class),
                  isRaw ? PersonalDataType.FREE_TEXT : PersonalDataType.NONE,
                  1,
                  DecidedBy.FORMAT,
                  List.of(),
                  evidence(
                      Count.NOT_COUNTED,
                      isRaw
                          ? "The bytes of a bad record, encrypted."
                          : "Where a bad record lies and what is wrong with it."),
                  List.of()),
              isRaw ? ProtectionAction.ENCRYPT : ProtectionAction.KEEP));
    }
    return entries;
  }

  private static Evidence evidence(Count count, String summary) {
    return new Evidence(count.rows(), count.nonNull(), count.nonNull(), 0, 0, 0, "", "", summary);
  }

  private static boolean isRecordTable(String root) {
    return Arrays.stream(Dataset.values()).anyMatch(dataset -> dataset.label().equals(root));
  }
}
