// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A file's statistics in Delta's log; see {@link CellBounds}. */
final class ColumnBounds {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<List<String>, DataType> indexed = new LinkedHashMap<>();
  private final Map<List<String>, CellBounds> known = new HashMap<>();
  private final Predicate<String> isOrdered;
  private final int longestText;

  /**
   * @param indexed columns of the table that statistics tell of, as files know them; rows may lack
   *     some of them
   * @param isOrdered whether the order of a column's values says something, by its path with dots
   * @param longestText of bounds, in characters
   */
  ColumnBounds(StructType indexed, Predicate<String> isOrdered, int longestText) {
    this.isOrdered = isOrdered;
    this.longestText = longestText;
    addLeaves(indexed, List.of());
  }

  private void addLeaves(StructType struct, List<String> path) {
    for (StructField field : struct.fields()) {
      List<String> own = below(path, field.name());
      if (field.dataType() instanceof StructType inner) {
        addLeaves(inner, own);
      } else {
        indexed.put(own, field.dataType());
      }
    }
  }

  static List<String> below(List<String> path, String name) {
    List<String> own = new ArrayList<>(path);
    own.add(name);
    return List.copyOf(own);
  }

  /** Those of a column of the rows; null where statistics tell nothing of it. */
  CellBounds of(List<String> path) {
    DataType type = indexed.get(path);
    return type == null ? null : known.computeIfAbsent(path, one -> bounds(one, type));
  }

  private CellBounds bounds(List<String> path, DataType type) {
    return new CellBounds(
        path.toArray(String[]::new), type, isOrdered.test(String.join(".", path)), longestText);
  }

  /**
   * The statistics as Delta's log has them.
   *
   * @param records of the file
   */
  String json(long records) {
    ObjectNode statistics = JSON.createObjectNode();
    statistics.put("numRecords", records);
    ObjectNode least = JSON.createObjectNode();
    ObjectNode greatest = JSON.createObjectNode();
    ObjectNode nulls = JSON.createObjectNode();
    // Of a column that the rows lack it is known that it is null.
    indexed.keySet().forEach(path -> of(path).tell(records, nulls, least, greatest));
    setUnlessEmpty(statistics, "minValues", least);
    setUnlessEmpty(statistics, "maxValues", greatest);
    setUnlessEmpty(statistics, "nullCount", nulls);
    try {
      return JSON.writeValueAsString(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are JSON", e);
    }
  }

  private static void setUnlessEmpty(ObjectNode all, String name, ObjectNode values) {
    if (!values.isEmpty()) {
      all.set(name, values);
    }
  }
}
