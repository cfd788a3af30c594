// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.ColumnPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What Parquet need not do for some columns of a table. It changes no value, and no reader needs to
 * know of it.
 *
 * @param distinct columns whose values hardly ever come again: a dictionary of them is filled for
 *     nothing, and given up
 * @param unordered columns whose values' order means nothing, as that of tokens: the least and the
 *     greatest of a page rule no page out
 */
public record ColumnStorage(Set<ColumnPath> distinct, Set<ColumnPath> unordered) {
  /** Every column is written alike. */
  public static final ColumnStorage USUAL = new ColumnStorage(Set.of(), Set.of());

  private static final String DICTIONARY = "parquet.enable.dictionary";
  private static final String STATISTICS = "parquet.column.statistics.enabled";

  /** How large and how nested the values of each page are, which no reader of Spark asks. */
  private static final String SIZES = "parquet.size.statistics.enabled";

  public ColumnStorage {
    distinct = Set.copyOf(distinct);
    unordered = Set.copyOf(unordered);
  }

  /**
   * The settings of Parquet that say so.
   *
   * @param schema the table's, as its log has it
   */
  Map<String, String> settings(StructType schema) {
    if (equals(USUAL)) {
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    settings.put(SIZES, "false");
    distinct.forEach(column -> turnOff(DICTIONARY, column, schema, settings));
    unordered.forEach(column -> turnOff(STATISTICS, column, schema, settings));
    return settings;
  }

  private static void turnOff(
      String what, ColumnPath column, StructType schema, Map<String, String> settings) {
    pathInFiles(column, schema).ifPresent(path -> settings.put(what + "#" + path, "false"));
  }

  /** Empty where the table has no such column yet; it is then written as usual. */
  private static Optional<String> pathInFiles(ColumnPath column, StructType schema) {
    StringBuilder path = new StringBuilder();
    DataType within = schema;
    for (String name : column.names()) {
      if (!(within instanceof StructType struct)) {
        return Optional.empty();
      }
      Optional<StructField> field =
          Arrays.stream(struct.fields()).filter(one -> one.name().equals(name)).findAny();
      if (field.isEmpty()) {
        return Optional.empty();
      }
      path.append(path.isEmpty() ? "" : ".")
          .append(DeltaColumnMapping$.MODULE$.getPhysicalName(field.get()));
      within = field.get().dataType();
      while (within instanceof ArrayType array) {
        path.append(".list.element");
        within = array.elementType();
      }
    }
    return Optional.of(path.toString());
  }
}
