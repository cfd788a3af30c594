// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A pinfold command in a process of its own, as users run it, under the eyes of a test: what it
 * logs at INFO, prints, and keeps in temporary files meanwhile ends up under one directory.
 */
final class PinfoldProcess {
  private static final long MINUTES = 12;

  /** What Java tells of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private final Path directory;
  private final List<String> options = new ArrayList<>();
  private String output = "";

  PinfoldProcess(Path directory) {
    this.directory = directory;
  }

  PinfoldProcess with(String javaOption) {
    options.add(javaOption);
    return this;
  }

  /** What the command printed. */
  String output() {
    return output;
  }

  /** Runs to the end and returns the exit code. */
  int run(String... arguments) throws IOException, InterruptedException {
    return run(null, arguments);
  }

  /**
   * Runs until it prints something, and is dead then; it has no chance to clean up.
   *
   * @return whether it came to that
   */
  boolean killAt(String text, String... arguments) throws IOException, InterruptedException {
    return run(text, arguments) == KILLED && output.contains(text);
  }

  /**
   * Runs to the end.
   *
   * @param last what it dies of when it prints it; null: nothing
   */
  private int run(String last, String... arguments) throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    Path seen = Files.createDirectories(directory.resolve("seen"));
    Path printed = directory.resolve("printed.txt");
    Path logging = directory.resolve("log4j2.properties");
    Files.writeString(
        logging,
        """
        rootLogger.level = info
        rootLogger.appenderRef.file.ref = file
        appender.file.type = File
        appender.file.name = file
        appender.file.fileName = %s
        appender.file.layout.type = PatternLayout
        appender.file.layout.pattern = %%d %%p %%c: %%m%%n%%ex
        """
            .formatted(directory.resolve("spark.log")));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(Files.readString(Path.of("target/spark/java-options")).strip().split(" ")));
    command.addAll(
        List.of(
            "-Xmx1g",
            // These processes end before the second compiler would pay.
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-Djava.io.tmpdir=" + temporary,
            "-Dspark.local.dir=" + temporary,
            "-Dlog4j2.configurationFile=" + logging,
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(options);
    command.add("dev.pinfold.jobs.Pinfold");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    try {
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        keep(temporary, seen);
        if (last != null && Files.readString(printed, StandardCharsets.ISO_8859_1).contains(last)) {
          process.destroyForcibly().waitFor();
        } else if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the command did not end in " + MINUTES + " minutes");
        }
      }
    } finally {
      process.destroyForcibly();
    }
    output = Files.readString(printed, StandardCharsets.UTF_8);
    return process.exitValue();
  }

  /** Keeps what lies in the temporary files now; the process deletes them at its end. */
  private static void keep(Path temporary, Path seen) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(temporary)) {
      files = walk.filter(Files::isRegularFile).filter(file -> !isLibrary(file)).toList();
    } catch (java.io.UncheckedIOException e) {
      return; // a directory went away meanwhile
    }
    for (Path file : files) {
      Path copy = seen.resolve(temporary.relativize(file).toString().replace('/', '_'));
      try {
        if (!Files.exists(copy) || Files.size(copy) != Files.size(file)) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (NoSuchFileException e) {
        // it went away meanwhile
      }
    }
  }

  private static boolean isLibrary(Path file) {
    return file.toString().endsWith(".so") || file.toString().endsWith(".jar");
  }
}
