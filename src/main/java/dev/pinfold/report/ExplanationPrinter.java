// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a person why a column is what the catalog says. Holds counts and names, never a value. */
public final class ExplanationPrinter {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double SURE = 0.9;
  private static final double LIKELY = 0.7;
  private static final int MOST_SOURCES = 8;

  private ExplanationPrinter() {}

  /**
   * @param entry the column's row of the catalog, as JSON
   * @param findings its rows of the findings, of any run
   * @param lineage its rows of the lineage, as input or output
   */
  public static String print(String entry, List<String> findings, List<String> lineage) {
    JsonNode column = read(entry);
    StringBuilder text = new StringBuilder();
    String path = column.path("column_path").asText();
    text.append(path).append('\n');
    text.append("  What    ").append(what(column)).append('\n');
    text.append("  Why     ").append(decidedBy(column)).append(' ');
    text.append(column.path("evidence").path("summary").asText()).append('\n');
    text.append("  Seen    ").append(seen(column)).append('\n');
    text.append("  Action  ").append(column.path("action").asText());
    for (JsonNode edge : read(lineage)) {
      if (edge.path("input_path").asText().equals(path)) {
        text.append("\n          to ").append(edge.path("output_path").asText());
        text.append(": ").append(edge.path("transform").asText());
      }
    }
    appendSources(text, path, read(lineage));
    text.append('\n');
    List<JsonNode> own = ofRun(read(findings), column.path("run_id").asText());
    if (!own.isEmpty()) {
      TextTable table =
          new TextTable(
              List.of("Identifier", "Type", "Matches", "Of values", "Share", "First at"),
              Set.of(2, 3, 4));
      for (JsonNode finding : own) {
        table.add(
            finding.path("identifier").asText(),
            finding.path("type").asText(),
            String.format(Locale.ROOT, "%,d", finding.path("matches").asLong()),
            String.format(Locale.ROOT, "%,d", finding.path("rows").asLong()),
            String.format(Locale.ROOT, "%.1f %%", 100 * finding.path("ratio").asDouble()),
            finding.path("first_position").asText());
      }
      text.append("\nWhat the data identifiers matched:\n").append(table);
    }
    return text.toString();
  }

  /** What a column is made from that is not written as it came, such as a KPI's. */
  private static void appendSources(StringBuilder text, String path, List<JsonNode> lineage) {
    List<JsonNode> sources =
        lineage.stream()
            .filter(edge -> edge.path("output_path").asText().equals(path))
            .filter(edge -> !edge.path("input_path").asText().equals(path))
            .toList();
    for (JsonNode edge : sources.subList(0, Math.min(MOST_SOURCES, sources.size()))) {
      text.append("\n          from ").append(edge.path("input_path").asText());
      text.append(": ").append(edge.path("transform").asText());
    }
    if (sources.size() > MOST_SOURCES) {
      int more = sources.size() - MOST_SOURCES;
      text.append("\n          and ").append(more).append(" more; see the lineage table");
    }
  }

  private static String what(JsonNode column) {
    String type = column.path("type").asText();
    double confidence = column.path("confidence").asDouble();
    boolean isMixed = !column.path("evidence").path("other_types").isEmpty();
    String sure =
        isMixed
            ? "mostly"
            : confidence >= SURE ? "surely" : confidence >= LIKELY ? "likely" : "perhaps";
    List<String> categories = new ArrayList<>();
    column.path("categories").forEach(category -> categories.add(category.asText()));
    String others = "";
    for (JsonNode other : column.path("evidence").path("other_types")) {
      others += (others.isEmpty() ? "; some values hold " : ", ") + other.asText();
    }
    return String.format(
        Locale.ROOT,
        "%s %s (%.2f), sensitivity %s, %s%s",
        sure,
        type.equals("NONE") ? "nothing personal" : type,
        confidence,
        column.path("sensitivity").asText(),
        String.join(" and ", categories),
        others);
  }

  private static String decidedBy(JsonNode column) {
    return switch (column.path("decided_by").asText()) {
      case "FORMAT" -> "By Pinpoint's format.";
      case "NAME" -> "By its name.";
      case "VALUES" -> "By its values.";
      case "NAME_AND_VALUES" -> "By its name and its values.";
      case "OVERRIDE" -> "By a person.";
      default -> "";
    };
  }

  private static String seen(JsonNode column) {
    JsonNode evidence = column.path("evidence");
    return String.format(
        Locale.ROOT,
        "in %,d of %,d records; %,d values, about %,d distinct; %,d match the type, %,d pass a check",
        column.path("non_null").asLong(),
        column.path("rows").asLong(),
        evidence.path("values").asLong(),
        column.path("distinct_estimate").asLong(),
        evidence.path("matches").asLong(),
        evidence.path("validated").asLong());
  }

  private static List<JsonNode> ofRun(List<JsonNode> findings, String run) {
    return findings.stream()
        .filter(finding -> finding.path("run_id").asText().equals(run))
        .sorted(Comparator.comparingLong((JsonNode one) -> -one.path("matches").asLong()))
        .toList();
  }

  private static List<JsonNode> read(List<String> rows) {
    return rows.stream().map(ExplanationPrinter::read).toList();
  }

  private static JsonNode read(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of a table is no JSON", e);
    }
  }
}
