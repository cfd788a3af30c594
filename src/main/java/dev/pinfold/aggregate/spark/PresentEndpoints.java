// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;

import dev.pinfold.catalog.ColumnPath;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
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

  /** The column at a path such as {@code Location.City}; null text where the table lacks it. */
  static Column at(Dataset<Row> rows, String path) {
    DataType type = rows.schema();
    StringBuilder quoted = new StringBuilder();
    ColumnPath parsed = ColumnPath.parse("rows." + path);
    for (String name : parsed.names()) {
      if (!(type instanceof StructType struct)
          || !java.util.Arrays.asList(struct.fieldNames()).contains(name)) {
        return lit(null).cast("string");
      }
      type = struct.apply(name).dataType();
      quoted.append(quoted.length() == 0 ? "`" : ".`").append(name.replace("`", "``")).append('`');
    }
    return col(quoted.toString());
  }
}
