// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A file's statistics in Delta's log; see {@link CellBounds}. */
final class ColumnBounds {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<List<String>> indexed = new HashSet<>();
  private final Predicate<String> isOrdered;
  private final List<CellBounds> all = new ArrayList<>();

  /**
   * @param indexed columns that statistics tell of, as files know them
   * @param isOrdered whether the order of a column's values says something, by its path with dots
   */
  ColumnBounds(StructType indexed, Predicate<String> isOrdered) {
    this.isOrdered = isOrdered;
    addLeaves(indexed, List.of());
  }

  private void addLeaves(StructType struct, List<String> path) {
    for (StructField field : struct.fields()) {
      List<String> own = below(path, field.name());
      if (field.dataType() instanceof StructType inner) {
        addLeaves(inner, own);
      } else {
        indexed.add(own);
      }
    }
  }

  static List<String> below(List<String> path, String name) {
    List<String> own = new ArrayList<>(path);
    own.add(name);
    return List.copyOf(own);
  }

  /** Those of a column; null where statistics tell nothing of it. */
  CellBounds of(List<String> path, DataType type) {
    if (type instanceof StructType || !indexed.contains(path)) {
      return null;
    }
    CellBounds bounds =
        new CellBounds(path.toArray(String[]::new), type, isOrdered.test(String.join(".", path)));
    all.add(bounds);
    return bounds;
  }

  /**
   * The statistics as Delta's log has them.
   *
   * @param records of the file
   */
  String json(long records) {
    ObjectNode statistics = JSON.createObjectNode();
    statistics.put("numRecords", records);
    ObjectNode least = statistics.putObject("minValues");
    ObjectNode greatest = statistics.putObject("maxValues");
    ObjectNode nulls = statistics.putObject("nullCount");
    all.forEach(column -> column.tell(records, nulls, least, greatest));
    try {
      return JSON.writeValueAsString(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are JSON", e);
    }
  }
}
