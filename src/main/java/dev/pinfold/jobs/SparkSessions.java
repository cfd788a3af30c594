// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.jobs.monitor.MetricsPlugin;
import java.io.File;
import java.util.List;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the Spark session of a command. What spark-submit or {@code spark-defaults.conf} set holds;
 * the rest is what Pinfold cannot do without (Delta, UTC), and for an embedded run a local master.
 */
final class SparkSessions {
  private static final File WAREHOUSE =
      new File(System.getProperty("java.io.tmpdir"), "pinfold-warehouse-" + UUID.randomUUID());

  private SparkSessions() {}

  static SparkSession open(String name) {
    return open(name, AwsSettings.DEFAULT);
  }

  /** As {@link #open(String)}, with what it takes to speak to S3. */
  static SparkSession open(String name, AwsSettings aws) {
    return open(name, Runtime.getRuntime().availableProcessors(), aws);
  }

  /**
   * As {@link #open(String)}, where an embedded run takes so many cores.
   *
   * @param cores all, where the machine has no more
   */
  static SparkSession open(String name, int cores) {
    return open(name, cores, AwsSettings.DEFAULT);
  }

  private static SparkSession open(String name, int cores, AwsSettings aws) {
    SketchWarning.silence();
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "pinfold " + name);
    boolean isEmbedded = !conf.contains("spark.master");
    if (isEmbedded) {
      boolean isAll = cores == Runtime.getRuntime().availableProcessors();
      conf.set("spark.master", isAll ? "local[*]" : "local[" + cores + "]");
      conf.setIfMissing("spark.ui.enabled", "false");
      LocalFiles.configure(conf);
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      // Files that Spark spills on a laptop are encrypted as they are on a cluster.
      conf.setIfMissing("spark.io.encryption.enabled", "true");
    }
    // Delta reads its own log with 50 tasks by default; Pinfold's logs are short.
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    // Delta lists a table's files in each checksum, which takes a query a commit, and never reads
    // the list but to compare it with the log.
    conf.setIfMissing("spark.databricks.delta.allFilesInCrc.enabled", "false");
    // Plans of wide tables are long, and nobody reads them.
    conf.setIfMissing("spark.sql.debug.maxToStringFields", "1000");
    conf.setIfMissing("spark.sql.maxPlanStringLength", "1000");
    // The JVM does not compile longer methods; Spark's other way for them keeps each short.
    conf.setIfMissing("spark.sql.codegen.hugeMethodLimit", "8000");
    // A run's figures under the same names every night, not under the application's ID.
    conf.setIfMissing("spark.metrics.namespace", "pinfold");
    addTo(conf, "spark.plugins", MetricsPlugin.class.getName());
    S3aSession.configure(conf, aws);
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.setIfMissing("spark.sql.catalogImplementation", "in-memory");
    // Spark makes this directory although nothing is stored in it: every table has its own place.
    conf.setIfMissing("spark.sql.warehouse.dir", WAREHOUSE.toURI().toString());
    WAREHOUSE.deleteOnExit();
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    if (isEmbedded && !conf.contains(Interpreted.TASKS)) {
      // Of the session alone: what stands in Spark's configuration was chosen by whoever runs it.
      session.conf().set(Interpreted.TASKS, Math.max(4, 2 * cores));
    }
    return session;
  }

  private static void addTo(SparkConf conf, String key, String entry) {
    String others = conf.get(key, "");
    if (!List.of(others.split(",", -1)).contains(entry)) {
      conf.set(key, others.isEmpty() ? entry : others + "," + entry);
    }
  }
}
