// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;

import dev.pinfold.catalog.ColumnPath;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The state of each endpoint on a date: its newest record by {@code EffectiveDate}, of those
 * effective on or before that UTC day (a record without a date counts as the oldest). Ties go to
 * the later {@code _file} and {@code _position}. Records without {@code Id} are left out.
 */
final class PresentEndpoints {
  private PresentEndpoints() {}

  static Dataset<Row> asOf(Dataset<Row> endpoints, LocalDate asOf) {
    Column effective = at(endpoints, "EffectiveDate");
    return endpoints
        .withColumn("_effective", effective)
        .where(at(endpoints, "Id").isNotNull())
        .where(coalesce(substring(col("_effective"), 1, 10), lit("")).leq(asOf.toString()))
        .withColumn(
            "_newest",
            row_number()
                .over(
                    Window.partitionBy(at(endpoints, "Id"))
                        .orderBy(
                            expr("try_to_timestamp(_effective)").desc_nulls_last(),
                            at(endpoints, "_file").desc_nulls_last(),
                            at(endpoints, "_position").desc_nulls_last())))
        .where(col("_newest").equalTo(1))
        .drop("_newest", "_effective");
  }

  /**
   * The column at a path such as {@code Location.City}; null text where the table lacks it. What
   * lies below arrays is one array of all its values.
   */
  static Column at(Dataset<Row> rows, String path) {
    DataType type = rows.schema();
    Column column = null;
    int arrays = 0;
    for (String name : ColumnPath.parse("rows." + path).names()) {
      if (!(type instanceof StructType struct)
          || !Arrays.asList(struct.fieldNames()).contains(name)) {
        return lit(null).cast("string");
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
    return column;
  }
}
