// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.jobs.sample.SampleRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protected tables against a slow, obvious reading of the dump: each record's leaves, one by
 * one, beside the row of its file and position. What is kept is equal; what is tokenized or
 * encrypted has the same text exactly where the value is the same, in all tables together.
 */
class ProtectedTablesReferenceTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> OWN =
      Set.of("_file", "_position", "_run_id", "_digest", "_other");

  @TempDir private Path directory;
  private final Map<ColumnPath, String> actions = new TreeMap<>();
  private final Map<ColumnPath, String> types = new TreeMap<>();

  /** By type and value, what stands for it; and back. */
  private final Map<String, String> tokens = new HashMap<>();

  private final Map<String, String> origins = new HashMap<>();
  private final Map<String, Integer> checked = new TreeMap<>();

  @Test
  void run_everyLeafOfEveryRecord_isInItsRowAsThePolicySays() throws Exception {
    SampleRecords records = new SampleRecords(9);
    Random random = new Random(9);
    List<String> endpoints = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (int number = 0; number < 80; number++) {
      endpoints.add(records.endpoint(number).toString());
      records
          .events(number, random, Instant.parse("2026-09-01T00:00:00Z"), 30)
          .forEach(event -> events.add(event.toString()));
    }
    CommandsInProcess commands = new CommandsInProcess(directory);
    commands.write("endpoints/all.json", endpoints.toArray(new String[0]));
    commands.write("events/2026/10/01/00/all.json", events.toArray(new String[0]));
    commands.run(0, "--as-of", "2026-10-30");
    readCatalog(commands.query("pii_catalog", Dataset::collectAsList));

    compare("endpoints", endpoints, commands.query("endpoints", this::lines));
    compare("events", events, commands.query("events", this::lines));

    assertThat(checked.keySet())
        .containsExactlyInAnyOrder("encrypt", "generalize", "keep", "redact", "tokenize");
    assertThat(checked.get("keep")).isGreaterThan(5000);
    assertThat(checked.get("tokenize")).isGreaterThan(2000);
  }

  private List<String> lines(Dataset<Row> table) {
    return table.toJSON().collectAsList();
  }

  private void readCatalog(List<Row> catalog) {
    for (Row row : catalog) {
      ColumnPath path = ColumnPath.parse(row.getAs("column_path"));
      actions.put(path, row.getAs("action"));
      types.put(path, row.getAs("type"));
    }
  }

  private void compare(String table, List<String> records, List<String> rows) throws IOException {
    Map<Long, JsonNode> byPosition = new HashMap<>();
    for (String row : rows) {
      JsonNode json = MAPPER.readTree(row);
      assertThat(byPosition.put(json.get("_position").asLong(), json)).isNull();
    }
    assertThat(byPosition).hasSameSizeAs(records);
    long position = 0;
    for (String text : records) {
      JsonNode row = byPosition.get(position);
      assertThat(row).as("%s at %d", table, position).isNotNull();
      Map<ColumnPath, List<JsonNode>> expected = new LinkedHashMap<>();
      collect(ColumnPath.of(table), MAPPER.readTree(text), expected);
      Map<ColumnPath, List<JsonNode>> actual = new LinkedHashMap<>();
      row.properties().stream()
          .filter(field -> !OWN.contains(field.getKey()))
          .forEach(
              field ->
                  collect(ColumnPath.of(table).child(field.getKey()), field.getValue(), actual));
      assertThat(expected.keySet()).containsAll(actual.keySet());
      expected.forEach((path, values) -> compareColumn(path, values, actual.get(path)));
      position += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
  }

  /** All leaves by column, in order; JSON inside a string is opened. */
  private static void collect(
      ColumnPath path, JsonNode node, Map<ColumnPath, List<JsonNode>> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                // A name that is a person's has no column.
                if (!field.getKey().contains("@")) {
                  collect(path.child(field.getKey()), field.getValue(), leaves);
                }
              });
    } else if (node.isArray()) {
      node.forEach(item -> collect(path, item, leaves));
    } else if (node.isTextual() && node.asText().startsWith("{")) {
      try {
        collect(path, MAPPER.readTree(node.asText()), leaves);
      } catch (JsonProcessingException e) {
        throw new AssertionError("the sample's strings that begin so are JSON", e);
      }
    } else if (!node.isNull()) {
      leaves.computeIfAbsent(path, key -> new ArrayList<>()).add(node);
    }
  }

  private void compareColumn(ColumnPath path, List<JsonNode> expected, List<JsonNode> actual) {
    String action = actions.get(path);
    assertThat(action).as(path.toString()).isNotNull();
    if (action.equals("drop")) {
      assertThat(actual).as(path.toString()).isNull();
      return;
    }
    assertThat(actual).as(path.toString()).isNotNull().hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      checked.merge(action, 1, Integer::sum);
      switch (action) {
        case "keep" ->
            assertThat(same(expected.get(i), actual.get(i))).as(path.toString()).isTrue();
        case "tokenize", "encrypt" ->
            compareToken(path, expected.get(i).asText(), actual.get(i).asText());
        default -> assertThat(actual.get(i).isNull()).as(path.toString()).isFalse();
      }
    }
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.asDouble() == other.asDouble()
        : one.asText().equals(other.asText());
  }

  private void compareToken(ColumnPath path, String value, String token) {
    String domain = actions.get(path) + " " + types.get(path) + " ";
    assertThat(token).as(path.toString()).isNotEqualTo(value);
    assertThat(tokens.computeIfAbsent(domain + value, key -> token))
        .as(path.toString())
        .isEqualTo(token);
    String plain = value.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    assertThat(origins.computeIfAbsent(token, key -> plain)).as(path.toString()).isEqualTo(plain);
  }
}
