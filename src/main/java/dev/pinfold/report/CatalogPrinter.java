// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints the PII catalog. In: its rows as JSON texts with the table's column names; out: JSON
 * lines, CSV (RFC 4180), or a table for a person, one block a data category, the most sensitive
 * first.
 */
public final class CatalogPrinter {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> SENSITIVITIES =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "NONE");
  private static final List<String> COLUMNS =
      List.of(
          "column_path",
          "dataset",
          "categories",
          "type",
          "confidence",
          "sensitivity",
          "identifiability",
          "decided_by",
          "action",
          "rows",
          "non_null",
          "distinct_estimate",
          "first_seen",
          "last_seen",
          "run_id");

  private CatalogPrinter() {}

  public static String print(List<String> rows, CatalogFormat format) {
    List<JsonNode> entries = new ArrayList<>();
    for (String row : rows) {
      entries.add(read(row));
    }
    return switch (format) {
      case JSON -> String.join(System.lineSeparator(), rows) + System.lineSeparator();
      case CSV -> csv(entries);
      case TABLE -> table(entries);
    };
  }

  private static JsonNode read(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of the catalog is no JSON", e);
    }
  }

  private static String csv(List<JsonNode> entries) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(",summary\r\n");
    for (JsonNode entry : entries) {
      for (String column : COLUMNS) {
        text.append(cell(text(entry.path(column), "|"))).append(',');
      }
      text.append(cell(entry.path("evidence").path("summary").asText(""))).append("\r\n");
    }
    return text.toString();
  }

  private static String cell(String value) {
    boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String text(JsonNode node, String separator) {
    if (!node.isArray()) {
      return node.asText("");
    }
    List<String> items = new ArrayList<>();
    node.forEach(item -> items.add(item.asText()));
    return String.join(separator, items);
  }

  private static String table(List<JsonNode> entries) {
    Map<String, List<JsonNode>> blocks = new TreeMap<>();
    for (JsonNode entry : entries) {
      blocks
          .computeIfAbsent(text(entry.path("categories"), ", "), key -> new ArrayList<>())
          .add(entry);
    }
    StringBuilder text = new StringBuilder();
    blocks.forEach(
        (categories, block) ->
            text.append(categories)
                .append(": ")
                .append(block.size())
                .append(block.size() == 1 ? " column" : " columns")
                .append(System.lineSeparator())
                .append(block(block))
                .append(System.lineSeparator()));
    return text.toString();
  }

  private static TextTable block(List<JsonNode> entries) {
    List<JsonNode> sorted = new ArrayList<>(entries);
    sorted.sort(
        (a, b) ->
            Integer.compare(
                SENSITIVITIES.indexOf(a.path("sensitivity").asText()),
                SENSITIVITIES.indexOf(b.path("sensitivity").asText())));
    TextTable table =
        new TextTable(
            List.of("Column", "Type", "Sure", "Sensitivity", "Decided by", "Action", "Why"),
            Set.of(2));
    for (JsonNode entry : sorted) {
      table.add(
          entry.path("column_path").asText(),
          type(entry),
          String.format(Locale.ROOT, "%.2f", entry.path("confidence").asDouble()),
          entry.path("sensitivity").asText(),
          entry.path("decided_by").asText(),
          entry.path("action").asText(),
          entry.path("evidence").path("summary").asText(""));
    }
    return table;
  }

  private static String type(JsonNode entry) {
    String others = text(entry.path("evidence").path("other_types"), ", ");
    String type = entry.path("type").asText();
    return others.isEmpty() ? type : type + " (also " + others + ")";
  }
}
