// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real standalone Spark cluster for tests, started by {@code jobs/cluster/start}: a Master and
 * two Workers, each a process of its own on loopback, with the encryption of {@code
 * conf/spark-defaults.conf}. The code under test is this build's classes.
 */
public final class StandaloneCluster implements AutoCloseable {
  /** Processes of tests end before it would pay. */
  static final String SECOND_COMPILER_OFF = "-XX:TieredStopAtLevel=1";

  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private final Path directory;
  private final Path jar;
  private final String url;

  private StandaloneCluster(Path directory, Path jar, String url) {
    this.directory = directory;
    this.jar = jar;
    this.url = url;
  }

  /** Starts one; both workers have registered when this returns. */
  public static StandaloneCluster start(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    ProcessRun started =
        ProcessRun.of(
            PROJECT,
            Map.of("WORKER_MEMORY", "768m"),
            List.of(script("start"), directory.toString(), "2"));
    if (started.exitCode() != 0) {
      throw new IllegalStateException("the cluster did not start: " + started.errors());
    }
    return new StandaloneCluster(
        directory, PathingJar.write(directory.resolve("pinfold.jar")), started.output().strip());
  }

  /** The master's URL, such as {@code spark://127.0.0.1:40123}. */
  public String url() {
    return url;
  }

  /** The settings file to submit with; it holds the cluster's secret. */
  public Path properties() {
    return directory.resolve("conf").resolve("spark-defaults.conf");
  }

  /** Runs a main class of this build through spark-submit and waits for its end. */
  public ProcessRun submit(Class<?> mainClass, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(Files.readString(Path.of("target", "spark", "java-options")).strip().split(" ")));
    command.addAll(
        List.of(
            "-Xmx1g",
            SECOND_COMPILER_OFF,
            "-Dlog4j2.configurationFile=" + PROJECT.resolve("conf").resolve("log4j2.properties"),
            "-cp",
            PROJECT.resolve("target") + "/spark/jars/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            url,
            "--properties-file",
            properties().toString(),
            "--executor-memory",
            "768m",
            "--conf",
            "spark.executor.extraJavaOptions=" + SECOND_COMPILER_OFF,
            "--class",
            mainClass.getName(),
            jar.toString()));
    command.addAll(List.of(arguments));
    return ProcessRun.of(
        PROJECT,
        Map.of(
            "PINFOLD_HOME",
            PROJECT.toString(),
            "SPARK_HOME",
            PROJECT.resolve("target").resolve("spark").toString(),
            "SPARK_SCALA_VERSION",
            "2.13",
            "SPARK_LOCAL_IP",
            "127.0.0.1"),
        command);
  }

  private static String script(String name) {
    return PROJECT.resolve("jobs").resolve("cluster").resolve(name).toString();
  }

  @Override
  public void close() throws IOException {
    try {
      ProcessRun stopped =
          ProcessRun.of(PROJECT, Map.of(), List.of(script("stop"), directory.toString()));
      if (stopped.exitCode() != 0) {
        throw new IllegalStateException("the cluster did not stop: " + stopped.errors());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cluster stopped", e);
    }
  }
}
