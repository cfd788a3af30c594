// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.catalog.ColumnPath;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Columns of a protected table by their paths. */
final class TableColumns {
  private TableColumns() {}

  /**
   * The column at a path such as {@code Location.City}; null text where the table lacks it. What
   * lies below arrays is one array of all its values.
   */
  static Column at(Dataset<Row> rows, String path) {
    return found(rows, path).column();
  }

  /** As {@link #at}, the first value where there are several. */
  static Column firstAt(Dataset<Row> rows, String path) {
    Found found = found(rows, path);
    return found.isArray() ? get(found.column(), lit(0)) : found.column();
  }

  /**
   * The name of an endpoint or a user at a path, as text. A blank one names nobody: null, or else
   * all who have none would be one person.
   */
  static Column nameAt(Dataset<Row> rows, String path) {
    Column name = textAt(rows, path);
    return when(trim(name).notEqual(lit("")), name);
  }

  /** As {@link #firstAt}, as text. */
  static Column textAt(Dataset<Row> rows, String path) {
    return firstAt(rows, path).cast("string");
  }

  static boolean isArray(Dataset<Row> rows, String path) {
    return found(rows, path).isArray();
  }

  static boolean has(Dataset<Row> rows, String path) {
    return found(rows, path).exists();
  }

  private record Found(Column column, boolean isArray, boolean exists) {}

  private static Found found(Dataset<Row> rows, String path) {
    Found nothing = new Found(lit(null).cast("string"), false, false);
    if (path.isEmpty()) {
      return nothing;
    }
    DataType type = rows.schema();
    Column column = null;
    int arrays = 0;
    for (String name : ColumnPath.parse("rows." + path).names()) {
      if (!(type instanceof StructType struct)
          || !Arrays.asList(struct.fieldNames()).contains(name)) {
        return nothing;
      }
      type = struct.apply(name).dataType();
      column =
          column == null
              ? col('`' + name.replace("`", "``") + '`')
              : arrays == 0
                  ? column.getField(name)
                  : transform(column, item -> item.getField(name));
      while (type instanceof ArrayType array) {
        type = array.elementType();
        column = arrays++ == 0 ? column : flatten(filter(column, Column::isNotNull));
      }
    }
    return new Found(column, arrays > 0, true);
  }
}
