// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static dev.pinfold.aggregate.spark.PresentEndpoints.at;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.try_to_date;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Endpoints, each once and as it is now, with the UTC day on which it was created. */
final class CreatedEndpoints {
  /** Later than any record. */
  private static final LocalDate ALL = LocalDate.of(9999, 12, 31);

  private CreatedEndpoints() {}

  static Dataset<Row> of(Dataset<Row> endpoints, Kpis kpis) {
    Dataset<Row> present = PresentEndpoints.asOf(endpoints, ALL);
    List<Column> columns = new ArrayList<>();
    columns.add(
        try_to_date(substring(at(present, "CreationDate"), 1, 10), "yyyy-MM-dd").as("date"));
    columns.add(at(present, "Id").as("endpoint"));
    columns.add(coalesce(at(present, "User.UserId"), at(present, "Id")).as("person"));
    kpis.fields()
        .forEach(
            (name, field) -> {
              if (field.source() == Source.ENDPOINTS) {
                columns.add(at(present, field.column()).try_cast(field.type()).as(name));
              }
            });
    return present.select(columns.toArray(Column[]::new));
  }

  /** Of each user the endpoint that was created first. */
  static Dataset<Row> firstOfUsers(Dataset<Row> created) {
    return created
        .where(col("date").isNotNull())
        .withColumn(
            "_order",
            row_number().over(Window.partitionBy("person").orderBy(col("date"), col("endpoint"))))
        .where(col("_order").equalTo(1))
        .drop("_order");
  }
}
