// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import dev.pinfold.jobs.Run;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real standalone cluster, against the same job embedded. */
class ClusterRunTest {
  @TempDir private static Path directory;

  /** Gives equality of Datasets; its own session is not used. */
  private static final class Equality extends JavaDatasetSuiteBase {}

  @Test
  void run_onACluster_givesTheTablesOfTheEmbeddedRun() throws Exception {
    Path input = directory.resolve("input");
    SampleDump.write(input, new SampleSettings(150, 500, 11));
    Path embedded = directory.resolve("embedded");
    Path clustered = directory.resolve("clustered");
    ProcessRun local =
        ProcessRun.of(Path.of("").toAbsolutePath(), java.util.Map.of(), embedded(input, embedded));
    assertThat(local.exitCode()).as(local.errors()).isZero();
    copyKeys(embedded, clustered);
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"))) {
      ProcessRun run = cluster.submit(Run.class, arguments(input, clustered));
      assertThat(run.exitCode()).as(run.errors()).isZero();
      assertThat(run.output()).contains("Tables:", clustered + "/endpoints");
    }
    try (SparkSession spark = session()) {
      for (String table : List.of("endpoints", "events", "imports", "configuration")) {
        assertSame(spark, table, embedded, clustered, "_run_id", "_file", "_position");
      }
      assertSame(spark, "demographics", embedded, clustered, "", "dimension", "bucket");
      assertSame(spark, "kpis", embedded, clustered, "", "date", "kpi", "group_by", "group_value");
      assertSame(spark, "ingested_files", embedded, clustered, "run_id", "file");
      assertSame(
          spark,
          "lineage",
          embedded,
          clustered,
          "run_id",
          "output_path",
          "input_path",
          "transform");
    }
  }

  private static void assertSame(
      SparkSession spark,
      String table,
      Path expected,
      Path found,
      String leftOut,
      String... order) {
    Dataset<Row> one = read(spark, table, expected).drop(leftOut);
    Dataset<Row> other = read(spark, table, found).drop(leftOut);
    assertThat(other.schema()).as(table).isEqualTo(one.schema());
    assertThat(one.count()).as(table).isPositive();
    // As JSON texts, since maps cannot be compared.
    String[] rest = Stream.of(order).skip(1).toArray(String[]::new);
    new Equality()
        .assertDatasetEquals(
            one.orderBy(order[0], rest).toJSON(), other.orderBy(order[0], rest).toJSON());
  }

  private static Dataset<Row> read(SparkSession spark, String table, Path output) {
    return spark.read().format("delta").load(output.resolve(table).toString());
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate();
  }

  private static String[] arguments(Path input, Path output) {
    return new String[] {
      "--input", input.toString(), "--output", output.toString(), "--as-of", "2026-10-31"
    };
  }

  private static List<String> embedded(Path input, Path output) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(Files.readString(Path.of("target/spark/java-options")).strip().split(" ")));
    command.addAll(
        List.of(
            "-Xmx1g",
            StandaloneCluster.SECOND_COMPILER_OFF,
            "-cp",
            System.getProperty("java.class.path")));
    command.add(Run.class.getName());
    command.addAll(List.of(arguments(input, output)));
    return command;
  }

  /** With the same keys the same values get the same tokens. */
  private static void copyKeys(Path from, Path to) throws Exception {
    Files.createDirectories(to.resolve("keys"));
    try (Stream<Path> files = Files.list(from.resolve("keys"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve("keys").resolve(file.getFileName()));
      }
    }
  }
}
