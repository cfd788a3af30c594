// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.HadoopSettings;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.catalog.spark.TableSchemas;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.spark.ProfileOutput.SealedRecord;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.RawSealer;
import dev.pinfold.ingest.ReadLimits;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Pass 1 on Spark: every byte of the dump is read once; profiles, counts and sealed bad records
 * come out. What the tasks yield is kept on local disk while the profiler is open, so that all are
 * taken from one reading; close it when quarantine is written.
 */
public final class SparkProfiler implements AutoCloseable {
  private final SparkSession spark;
  private final JavaRDD<ProfileOutput> outputs;

  /** Null until it is asked for. */
  private ProfileTotals totals;

  private SparkProfiler(SparkSession spark, JavaRDD<ProfileOutput> outputs) {
    this.spark = spark;
    this.outputs = outputs.persist(StorageLevel.DISK_ONLY());
  }

  /**
   * Profiles the files of a dump, or of tables in the same formats.
   *
   * @param groups the splits that one task each reads
   * @param declared the identifiers that {@code identifiers} compiled
   * @param sealer encrypts bad records before they leave a task
   * @param roots by a file's relative path, the root of its columns' paths, where that is not its
   *     dataset
   */
  public static SparkProfiler ofFiles(
      SparkSession spark,
      List<List<InputSplit>> groups,
      List<DataIdentifier> declared,
      ValueIdentifiers identifiers,
      RawSealer sealer,
      ReadLimits limits,
      Map<String, String> roots) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ProfileTask task =
        new ProfileTask(
            Shared.of(new TaskIdentifiers(declared, identifiers)),
            sealer,
            limits,
            HadoopSettings.shared(spark.sparkContext().hadoopConfiguration()),
            roots);
    return new SparkProfiler(
        spark, context.parallelize(groups, Math.max(1, groups.size())).mapPartitions(task));
  }

  /** Profiles a table that Spark reads; its columns' paths begin with {@code root}. */
  public static SparkProfiler ofTable(
      SparkSession spark,
      Dataset<Row> table,
      String root,
      List<DataIdentifier> declared,
      ValueIdentifiers identifiers) {
    return new SparkProfiler(
        spark,
        table
            .toJavaRDD()
            .mapPartitions(
                new TableTask(
                    root, table.schema(), Shared.of(new TaskIdentifiers(declared, identifiers)))));
  }

  /** The profile of every column, merged over the dump. Only profiles reach the driver. */
  public Map<ColumnPath, ColumnProfile> profiles() {
    return totals().profiles();
  }

  /** How many records each file held. */
  public Map<String, FileCount> counts() {
    return totals().counts();
  }

  /** How many bad records there are, by the name of what is wrong with them. */
  public Map<String, Long> faults() {
    return totals().faults();
  }

  private ProfileTotals totals() {
    if (totals == null) {
      totals = ProfileTotals.of(ProfileTotals.sums(outputs).collect());
    }
    return totals;
  }

  /** The rows of the quarantine table. */
  public Dataset<Row> quarantine(String runId) {
    JavaRDD<Row> rows =
        outputs
            .filter(SealedRecord.class::isInstance)
            .map(
                output -> {
                  SealedRecord bad = (SealedRecord) output;
                  return RowFactory.create(
                      bad.file(), bad.position(), bad.reason(), bad.sealed(), runId);
                });
    return spark.createDataFrame(rows, TableSchemas.QUARANTINE);
  }

  @Override
  public void close() {
    outputs.unpersist(false);
  }
}
