// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.spark.HadoopSettings;
import dev.pinfold.catalog.spark.Packed;
import dev.pinfold.catalog.spark.RowsNode;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.ReadLimits;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;

/** Pass 2 on Spark: records in, protected rows of an explicit schema out. */
public final class SparkProtector {
  private SparkProtector() {}

  /**
   * The protected table of one dataset; lazy, read once as it is written. How full it is is known
   * then.
   */
  public record Protected(Dataset<Row> rows, LongAccumulator all, LongAccumulator others) {
    /** How many rows were written, and in how many the encrypted rest holds something. */
    public ColumnCount written() {
      return new ColumnCount(all.value(), others.value());
    }
  }

  /**
   * Protects one dataset.
   *
   * @param groups the splits that one task each reads
   */
  public static Protected rows(
      SparkSession spark,
      List<List<InputSplit>> groups,
      ProtectionPlan plan,
      ReadLimits limits,
      String runId) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    LongAccumulator all = spark.sparkContext().longAccumulator();
    LongAccumulator others = spark.sparkContext().longAccumulator();
    ProtectTask task =
        new ProtectTask(
            Packed.of(plan),
            limits,
            runId,
            HadoopSettings.shared(spark.sparkContext().hadoopConfiguration()),
            all,
            others);
    JavaRDD<InternalRow> rows =
        context.parallelize(groups, Math.max(1, groups.size())).mapPartitions(task);
    return new Protected(RowsNode.dataset(spark, rows, PlanSchema.of(plan)), all, others);
  }
}
