// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.risk.RiskMeasure;
import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.catalog.spark.DeltaTables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds reports to the table {@code risk}. */
public final class RiskTable {
  public static final String NAME = "risk";

  /** The schema of the table; a contract. */
  public static final StructType SCHEMA =
      new StructType()
          .add("run_id", DataTypes.StringType, false, "The run of pinfold risk")
          .add("table", DataTypes.StringType, false, "The protected table")
          .add("measure", DataTypes.StringType, false, "Name of the figure")
          .add(
              "quasi_identifiers",
              DataTypes.createArrayType(DataTypes.StringType),
              false,
              "Columns, or groups of them, that the figure is of")
          .add("value", DataTypes.DoubleType, false, "The figure; shares are 0 to 1")
          .add("detail", DataTypes.StringType, true, "What else the figure is of; never a value");

  private RiskTable() {}

  public static void append(
      SparkSession spark, DeltaTables tables, String runId, RiskReport report) {
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
    tables.append(
        NAME,
        "Re-identification risk of the protected tables, by run of pinfold risk; never a value",
        spark.createDataFrame(rows, SCHEMA).coalesce(1));
  }
}
