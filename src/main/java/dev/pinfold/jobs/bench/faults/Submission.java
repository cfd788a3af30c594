// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run as a process of its own: how far it is, how it ended, and its death. */
final class Submission {
  private static final Pattern STARTED = Pattern.compile("\\S+Z (.+): started");
  private static final Pattern DONE = Pattern.compile("\\S+Z (.+): done in .*");
  private static final Pattern FINISHED = Pattern.compile("Finish run (\\S+)");
  private static final Pattern TAKEN_BACK = Pattern.compile("Roll back run (\\S+)");

  /** Far above what a run takes. */
  private static final long LIMIT_SECONDS = 1200;

  private static final long LOOK_MILLIS = 20;

  private static final String WENT_ON = "whose records are as before was not counted again";
  private static final String NOTHING = "Nothing is new";

  private final Process process;
  private final Path output;
  private final Path errors;
  private final long started = System.nanoTime();
  private boolean overran;

  private Submission(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  static Submission start(ProcessBuilder builder, Path logs, String name) throws IOException {
    Files.createDirectories(logs);
    Path output = logs.resolve(name + ".out");
    Path errors = logs.resolve(name + ".err");
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new Submission(builder.start(), output, errors);
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Waits until something holds, or the run ends, or so many seconds have passed since start. */
  void waitUntil(BooleanSupplier happened, double seconds) {
    try {
      while (process.isAlive() && !happened.getAsBoolean() && seconds() < seconds) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void waitUntil(double seconds) {
    waitUntil(() -> false, seconds);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: nothing of the process runs any more, no hook and no finally. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Waits for the end, and gives the exit code. */
  int await() {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        overran = true;
        process.destroyForcibly().waitFor();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was at work", e);
    }
  }

  /** Whether it did not end in time, and was ended: it hung, or the machine had no time for it. */
  boolean overran() {
    return overran;
  }

  /** The stage that it is in, or was in when it ended. */
  String stage() {
    String stage = "start-up";
    for (String line : lines(errors)) {
      Matcher begun = STARTED.matcher(line);
      Matcher done = DONE.matcher(line);
      if (begun.matches()) {
        stage = begun.group(1).replaceFirst(" run \\S+", "");
      } else if (done.matches()) {
        stage = "after " + done.group(1).replaceFirst(" run \\S+", "");
      }
    }
    return stage;
  }

  /** Whether a stage has begun. */
  boolean isIn(String stage) {
    return lines(errors).stream()
        .map(STARTED::matcher)
        .anyMatch(line -> line.matches() && line.group(1).equals(stage));
  }

  /** What it did about the run before it. */
  String recovery() {
    if (!named(FINISHED).isEmpty()) {
      return "finished it";
    }
    return named(TAKEN_BACK).isEmpty() ? "-" : "rolled it back";
  }

  /** Runs that had ended but for cleaning up, and that this one finished. */
  Set<String> finished() {
    return named(FINISHED);
  }

  private Set<String> named(Pattern pattern) {
    Set<String> names = new LinkedHashSet<>();
    for (String line : lines(errors)) {
      Matcher stage = STARTED.matcher(line);
      if (stage.matches()) {
        Matcher run = pattern.matcher(stage.group(1));
        if (run.matches()) {
          names.add(run.group(1));
        }
      }
    }
    return names;
  }

  /** Whether it counted all records, not only those of people of whom it brought some. */
  boolean countedAll() {
    return lines(output).stream()
        .noneMatch(line -> line.contains(WENT_ON) || line.contains(NOTHING));
  }

  /** What Pinfold itself said to the user when it failed: lines that hold no data. */
  List<String> complaints() {
    return lines(errors).stream().filter(line -> line.startsWith("pinfold: ")).toList();
  }

  /** Lines whose last may be half written. */
  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return new ArrayList<>(lines.toList());
    } catch (IOException e) {
      return List.of();
    }
  }
}
