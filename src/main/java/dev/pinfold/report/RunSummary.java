// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import dev.pinfold.catalog.CatalogChange;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run did, for the end of its output: files and records by dataset, columns by category and
 * type, the tables and the time.
 *
 * @param datasets counts by dataset, in the order of the datasets
 * @param entries the columns that were classified
 * @param changes what is another thing about the columns than in the run before, the gravest first
 * @param failsOnDrift whether the settings ask for exit code 3 where there are any
 * @param tables where each table lies, by name
 */
public record RunSummary(
    String runId,
    Map<Dataset, Counts> datasets,
    Collection<CatalogEntry> entries,
    List<CatalogChange> changes,
    boolean failsOnDrift,
    Map<String, String> tables,
    List<String> notices,
    Duration took) {

  private static final int CHANGES_SHOWN = 10;

  /** What one dataset held. */
  public record Counts(long files, long bytes, long read, long written, long quarantined) {}

  /** The summary as text, ended by a newline. */
  public String text() {
    String newline = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append(newline).append(files()).append(newline);
    if (!entries.isEmpty()) {
      text.append(types()).append(newline);
    }
    text.append(changed(newline));
    text.append(tables.isEmpty() ? "" : "Tables:" + newline);
    tables.forEach(
        (name, place) -> text.append(String.format(Locale.ROOT, "  %-15s %s%n", name, place)));
    notices.forEach(notice -> text.append(notice).append(newline));
    text.append(
        String.format(Locale.ROOT, "Run %s finished in %.1f s%n", runId, took.toMillis() / 1000.0));
    return text.toString();
  }

  /** Some of the changes in full, the rest as a number; nothing where there is none. */
  private String changed(String newline) {
    if (changes.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("Changed since the run before: ").append(changes.size()).append(newline);
    changes.stream()
        .limit(CHANGES_SHOWN)
        .forEach(change -> text.append("  ").append(change.sentence()).append(newline));
    if (changes.size() > CHANGES_SHOWN) {
      text.append("  and ")
          .append(changes.size() - CHANGES_SHOWN)
          .append(" more; see catalog_changes")
          .append(newline);
    }
    return text.append(newline).toString();
  }

  private TextTable files() {
    TextTable table =
        new TextTable(
            List.of("Dataset", "Files", "MB", "Records", "Written", "Quarantined"),
            Set.of(1, 2, 3, 4, 5));
    datasets.forEach((dataset, counts) -> addCounts(table, dataset.label(), counts));
    Counts total = datasets.values().stream().reduce(new Counts(0, 0, 0, 0, 0), RunSummary::plus);
    addCounts(table, "total", total);
    return table;
  }

  private static Counts plus(Counts a, Counts b) {
    return new Counts(
        a.files + b.files,
        a.bytes + b.bytes,
        a.read + b.read,
        a.written + b.written,
        a.quarantined + b.quarantined);
  }

  private static void addCounts(TextTable table, String name, Counts counts) {
    table.add(
        name,
        number(counts.files),
        String.format(Locale.ROOT, "%.1f", counts.bytes / 1e6),
        number(counts.read),
        number(counts.written),
        number(counts.quarantined));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * Rows: personal-data types; columns: the four categories. A column of two categories counts in
   * both.
   */
  private TextTable types() {
    Map<String, Map<DataCategory, Integer>> counts = new TreeMap<>();
    for (CatalogEntry entry : entries) {
      for (DataCategory category : entry.classification().categories()) {
        counts
            .computeIfAbsent(entry.classification().type().name(), type -> new LinkedHashMap<>())
            .merge(category, 1, Integer::sum);
      }
    }
    TextTable table =
        new TextTable(
            List.of(
                "Columns by type", "Configuration", "User and endpoint", "Analytics", "Imported"),
            Set.of(1, 2, 3, 4));
    counts.forEach(
        (type, byCategory) ->
            table.add(
                type,
                count(byCategory, DataCategory.CONFIGURATION),
                count(byCategory, DataCategory.USER_AND_ENDPOINT),
                count(byCategory, DataCategory.ANALYTICS),
                count(byCategory, DataCategory.IMPORTED)));
    return table;
  }

  private static String count(Map<DataCategory, Integer> counts, DataCategory category) {
    Integer count = counts.get(category);
    return count == null ? "" : count.toString();
  }
}
