// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import static org.apache.spark.sql.functions.broadcast;

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
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of a protected table, protected as another plan says; for records whose files are gone. */
public final class StoredRows {
  private StoredRows() {}

  /**
   * Adds the rows of some files to those that are made of records.
   *
   * @param table as it is
   * @param before the treatments under which it was written, by input field
   * @param plan as it will be
   * @param files names, as the table has them
   * @param isNumeric whether all values of an input field are numbers
   * @return empty where that is not possible; see {@link StoredColumns#of}
   */
  public static Optional<SparkProtector.Protected> added(
      SparkProtector.Protected made,
      Dataset<Row> table,
      Map<String, String> before,
      ProtectionPlan plan,
      Collection<String> files,
      Predicate<ColumnPath> isNumeric) {
    return StoredColumns.of(paths(plan.dataset(), table.schema()), before, plan, isNumeric)
        .map(
            columns -> {
              StoredRowTask task =
                  new StoredRowTask(plan, columns, table.schema(), made.all(), made.others());
              JavaRDD<InternalRow> rows = ofFiles(table, files).toJavaRDD().mapPartitions(task);
              Dataset<Row> stored =
                  ((org.apache.spark.sql.classic.SparkSession) table.sparkSession())
                      .internalCreateDataFrame(
                          rows.rdd(), PlanSchema.of(plan), /* isStreaming= */ false);
              return new SparkProtector.Protected(
                  made.rows().union(stored), made.all(), made.others());
            });
  }

  private static Dataset<Row> ofFiles(Dataset<Row> table, Collection<String> files) {
    String column = Bookkeeping.FILE.column();
    Dataset<Row> names =
        table
            .sparkSession()
            .createDataFrame(
                files.stream().map(RowFactory::create).toList(),
                new StructType().add(column, DataTypes.StringType));
    return table.join(broadcast(names), table.col(column).equalTo(names.col(column)), "left_semi");
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
