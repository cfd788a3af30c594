// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.risk.RiskMeasure;
import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.catalog.spark.TableSchemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Adds reports to the table {@code risk}. */
public final class RiskTable {
  public static final String NAME = OwnColumns.RISK;

  /** The schema of the table; a contract. */
  public static final StructType SCHEMA = TableSchemas.RISK;

  private RiskTable() {}

  public static void append(DeltaTables tables, String runId, RiskReport report) {
    List<Row> rows = new ArrayList<>();
    for (RiskMeasure one : RiskMeasure.of(report)) {
      rows.add(
          RowFactory.create(
              runId,
              report.table(),
              one.measure(),
              one.quasiIdentifiers().toArray(String[]::new),
              one.value(),
              one.detail()));
    }
    tables.write(
        new NewRows(
            NAME,
            "Re-identification risk of the protected tables, by run of pinfold risk; never a value",
            SCHEMA,
            rows,
            false));
  }
}
