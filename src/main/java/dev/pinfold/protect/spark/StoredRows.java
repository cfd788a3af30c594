// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.StoredColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of a protected table, protected as another plan says; for records whose files are gone. */
public final class StoredRows {
  private StoredRows() {}

  /**
   * What becomes of the rows of some files.
   *
   * @param table as it is
   * @param before the treatments under which it was written, by input field
   * @param plan as it will be
   * @param files names, as the table has them
   * @return empty where a column is of unknown origin
   */
  public static Optional<Dataset<Row>> of(
      SparkSession spark,
      Dataset<Row> table,
      Map<String, String> before,
      ProtectionPlan plan,
      Collection<String> files) {
    return StoredColumns.of(paths(plan.dataset(), table.schema()), before, plan)
        .map(
            columns -> {
              HashSet<String> wanted = new HashSet<>(files);
              JavaRDD<InternalRow> rows =
                  table
                      .toJavaRDD()
                      .filter(row -> wanted.contains(row.<String>getAs(Bookkeeping.FILE.column())))
                      .mapPartitions(new StoredRowTask(plan, columns, table.schema()));
              return ((org.apache.spark.sql.classic.SparkSession) spark)
                  .internalCreateDataFrame(rows.rdd(), PlanSchema.of(plan), false);
            });
  }

  /** The columns of a dataset's table that its records' fields are in, and the objects of them. */
  static List<ColumnPath> paths(String dataset, StructType schema) {
    Set<String> own = new HashSet<>();
    Bookkeeping.in(dataset).forEach(column -> own.add(column.column()));
    List<ColumnPath> paths = new ArrayList<>();
    for (StructField column : schema.fields()) {
      if (!own.contains(column.name())) {
        addPaths(ColumnPath.of(dataset, column.name()), column.dataType(), paths);
      }
    }
    return paths;
  }

  private static void addPaths(ColumnPath path, DataType type, List<ColumnPath> paths) {
    DataType one = type;
    while (one instanceof ArrayType array) {
      one = array.elementType();
    }
    paths.add(path);
    if (one instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        addPaths(path.child(field.name()), field.dataType(), paths);
      }
    }
  }
}
