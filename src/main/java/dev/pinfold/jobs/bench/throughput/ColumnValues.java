// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table of structs as rows of (column, value): all that is in it, as text, nulls left out. */
final class ColumnValues {
  private ColumnValues() {}

  /** Columns {@code column} and {@code value}. */
  static Dataset<Row> of(Dataset<Row> table) {
    List<Column> leaves = new ArrayList<>();
    collect("", "", table.schema(), false, leaves);
    return table
        .select(explode(array(leaves.toArray(new Column[0]))).as("leaf"))
        .select(col("leaf.column").as("column"), col("leaf.values").as("values"))
        .where(col("values").isNotNull())
        .select(col("column"), explode(col("values")).as("value"))
        .where(col("value").isNotNull());
  }

  /**
   * @param quoted the path as Spark reads it
   * @param isRepeated whether it lies in an array, which makes its column an array
   */
  private static void collect(
      String path, String quoted, DataType type, boolean isRepeated, List<Column> leaves) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        String separator = path.isEmpty() ? "" : ".";
        collect(
            path + separator + field.name(),
            quoted + separator + "`" + field.name().replace("`", "``") + "`",
            field.dataType(),
            isRepeated,
            leaves);
      }
    } else if (type instanceof ArrayType array) {
      // Pinpoint has no array of arrays.
      if (!isRepeated) {
        collect(path, quoted, array.elementType(), true, leaves);
      }
    } else {
      Column column = col(quoted);
      Column values =
          isRepeated
              ? column.cast("array<string>")
              : when(column.isNotNull(), array(column.cast("string")));
      leaves.add(struct(lit(path).as("column"), values.as("values")));
    }
  }
}
