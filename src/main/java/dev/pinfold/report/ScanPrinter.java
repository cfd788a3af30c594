// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.PersonalDataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the columns of a scan, as JSON lines (a contract) or as a table. */
public final class ScanPrinter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Column(String table, Classification classification) {}

  private final List<Column> columns = new ArrayList<>();

  /**
   * @param table the table's path as it was given
   */
  public void add(String table, Classification classification) {
    columns.add(new Column(table, classification));
  }

  /** One JSON object a line and column. */
  public String json() {
    StringBuilder text = new StringBuilder();
    for (Column column : columns) {
      try {
        text.append(MAPPER.writeValueAsString(fields(column))).append(System.lineSeparator());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a map of texts and numbers is always JSON", e);
      }
    }
    return text.toString();
  }

  /** A table for a person. */
  public String table() {
    TextTable table =
        new TextTable(
            List.of("Table", "Column", "Type", "Sure", "Sensitivity", "Decided by", "Why"),
            Set.of(3));
    for (Column column : columns) {
      Classification classification = column.classification();
      table.add(
          column.table(),
          classification.path().withoutRoot(),
          classification.type().name(),
          String.format(Locale.ROOT, "%.2f", classification.confidence()),
          classification.sensitivity().name(),
          classification.decidedBy().name(),
          classification.evidence().summary());
    }
    return table.toString();
  }

  private static Map<String, Object> fields(Column column) {
    Classification classification = column.classification();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", column.table());
    fields.put("column", classification.path().withoutRoot());
    fields.put("type", classification.type().name());
    fields.put("confidence", Math.round(classification.confidence() * 1e4) / 1e4);
    fields.put(
        "categories",
        classification.categories().stream().map(DataCategory::name).collect(Collectors.toList()));
    fields.put("sensitivity", classification.sensitivity().name());
    fields.put("decided_by", classification.decidedBy().name());
    fields.put("evidence", evidence(classification));
    return fields;
  }

  private static Map<String, Object> evidence(Classification classification) {
    Evidence evidence = classification.evidence();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", evidence.rows());
    fields.put("non_null", evidence.nonNull());
    fields.put("values", evidence.values());
    fields.put("distinct_estimate", evidence.distinctEstimate());
    fields.put("matches", evidence.matches());
    fields.put("validated", evidence.validated());
    fields.put("name_token", evidence.nameToken());
    fields.put("format", evidence.format());
    fields.put(
        "other_types",
        classification.otherTypes().stream()
            .map(PersonalDataType::name)
            .collect(Collectors.toList()));
    fields.put("identifiers", identifiers(classification.findings()));
    fields.put("summary", evidence.summary());
    return fields;
  }

  private static Map<String, Long> identifiers(List<Finding> findings) {
    Map<String, Long> matches = new LinkedHashMap<>();
    findings.forEach(finding -> matches.put(finding.identifier(), finding.matches()));
    return matches;
  }
}
