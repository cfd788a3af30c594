// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A standalone cluster of this machine, two workers of one core, and what is submitted to it. */
final class Cluster implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final String EXECUTOR_MEMORY = "768m";

  /** Runs are of seconds: what a second compiler and a parallel collector cost, they never earn. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path home;
  private final Path directory;
  private final Path application;
  private final String url;

  private Cluster(Path home, Path directory, Path application, String url) {
    this.home = home;
    this.directory = directory;
    this.application = application;
    this.url = url;
  }

  /**
   * Starts it.
   *
   * @param home where the repository lies
   * @param directory for the cluster's own files
   * @param application the jar that is submitted
   */
  static Cluster start(Path home, Path directory, Path application) throws IOException {
    Files.createDirectories(directory);
    Path said = directory.resolve("start.out");
    ProcessBuilder start =
        new ProcessBuilder(
            home.resolve("jobs/cluster/start").toString(),
            directory.toString(),
            Integer.toString(WORKERS));
    start.environment().putAll(Map.of("WORKER_MEMORY", EXECUTOR_MEMORY, "WORKER_CORES", "1"));
    start.redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    end(start, "the cluster did not start");
    return new Cluster(home, directory, application, Files.readString(said).strip());
  }

  private static void end(ProcessBuilder command, String otherwise) throws IOException {
    try {
      if (command.start().waitFor() != 0) {
        throw new IOException(otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(otherwise, e);
    }
  }

  /** Submits a run; its driver is the process itself. */
  Submission submit(String name, Path input, Path output, String asOf) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            Files.readString(home.resolve("target/spark/java-options")).strip().split(" ", -1)));
    command.addAll(SHORT_LIVED);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Duser.timezone=UTC",
            "-Dlog4j2.configurationFile=" + home.resolve("conf/log4j2.properties"),
            "-cp",
            home.resolve("target/spark/jars").resolve("*").toString(),
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            url,
            "--properties-file",
            directory.resolve("conf/spark-defaults.conf").toString(),
            "--executor-memory",
            EXECUTOR_MEMORY,
            "--conf",
            "spark.executor.extraJavaOptions=" + String.join(" ", SHORT_LIVED),
            "--class",
            "dev.pinfold.jobs.Run",
            application.toString(),
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--as-of",
            asOf));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "PINFOLD_HOME",
                home.toString(),
                "SPARK_HOME",
                home.resolve("target/spark").toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1"));
    return Submission.start(builder, directory.resolveSibling("logs"), name);
  }

  /** The executors that run now: children of this cluster's workers, and of no other's. */
  List<ProcessHandle> executors() throws IOException {
    List<ProcessHandle> executors = new ArrayList<>();
    for (int number = 1; number <= WORKERS; number++) {
      long worker =
          Long.parseLong(Files.readString(directory.resolve("pids/worker-" + number)).strip());
      try (Stream<ProcessHandle> children =
          ProcessHandle.of(worker).stream().flatMap(ProcessHandle::children)) {
        children.filter(Cluster::isExecutor).forEach(executors::add);
      }
    }
    return executors;
  }

  private static boolean isExecutor(ProcessHandle process) {
    Optional<String[]> arguments = process.info().arguments();
    return arguments.stream().flatMap(Stream::of).anyMatch(one -> one.contains(EXECUTOR));
  }

  @Override
  public void close() throws IOException {
    ProcessBuilder stop =
        new ProcessBuilder(home.resolve("jobs/cluster/stop").toString(), directory.toString());
    end(stop.inheritIO(), "the cluster did not stop");
  }
}
