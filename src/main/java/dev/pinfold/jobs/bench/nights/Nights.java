// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.nights;

import dev.pinfold.jobs.SessionCommands;
import dev.pinfold.jobs.bench.throughput.Directories;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a night costs that brings one percent of new files, and one that brings none, beside a run
 * over everything. Run by {@code jobs/bench/nights}.
 */
@Command(
    name = "nights",
    mixinStandardHelpOptions = true,
    description = "Times a night with 1 % of new files, and one without, beside a full run.")
public final class Nights implements Callable<Integer> {
  private static final int CORES = 2;
  private static final int PART = 100;
  private static final double GOAL = 0.1;
  private static final LocalDate FIRST = LocalDate.parse("2026-10-30");

  @Option(names = "--work", required = true, paramLabel = "DIR", description = "Emptied first.")
  private Path work;

  @Option(names = "--endpoints", defaultValue = "20000", paramLabel = "N")
  private int endpoints;

  @Option(names = "--events", defaultValue = "50000", paramLabel = "N")
  private int events;

  @Option(names = "--rounds", defaultValue = "3", paramLabel = "N")
  private int rounds;

  @Option(
      names = "--warm-ups",
      defaultValue = "2",
      paramLabel = "N",
      description = "Rounds that are not counted: Java compiles in the first ones.")
  private int warmUps;

  private SessionCommands commands;
  private Path input;
  private Path base;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Nights()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Directories.delete(work);
    input = work.resolve("input");
    base = work.resolve("base");
    SampleDump.write(input, new SampleSettings(endpoints, events, 42));
    double[] full = new double[rounds];
    double[] night = new double[rounds];
    double[] nothing = new double[rounds];
    try (SparkSession spark = SessionCommands.open("nights", CORES)) {
      commands = new SessionCommands(spark);
      commands.run(input, base, FIRST);
      addNight();
      for (int round = -warmUps; round < rounds; round++) {
        Path whole = copyOfKeys("full-" + round);
        double ofFull = timed(whole, FIRST);
        Path nightly = work.resolve("night-" + round);
        Directories.copy(base, nightly, "");
        double ofNight = timed(nightly, FIRST.plusDays(1));
        double ofNothing = timed(nightly, FIRST.plusDays(1));
        if (round >= 0) {
          full[round] = ofFull;
          night[round] = ofNight;
          nothing[round] = ofNothing;
        }
        Directories.delete(whole);
        Directories.delete(nightly);
      }
    }
    print(full, night, nothing);
    return 0;
  }

  private double timed(Path output, LocalDate asOf) throws IOException {
    long start = System.nanoTime();
    commands.run(input, output, asOf);
    return (System.nanoTime() - start) / 1e9;
  }

  /** One percent of other people's records, in files of their own. */
  private void addNight() throws IOException {
    Path more = work.resolve("more");
    SampleDump.write(
        more, new SampleSettings(Math.max(1, endpoints / PART), Math.max(1, events / PART), 43));
    for (String dataset : List.of("endpoints", "events")) {
      for (Path file : files(more.resolve(dataset))) {
        Path target = input.resolve(more.relativize(file).toString());
        target = target.resolveSibling("night-2-" + target.getFileName());
        Files.createDirectories(target.getParent());
        Files.move(file, target);
      }
    }
  }

  private Path copyOfKeys(String name) throws IOException {
    Directories.copy(base, work.resolve(name), "keys");
    return work.resolve(name);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return new ArrayList<>(all.filter(Files::isRegularFile).toList());
    }
  }

  private void print(double[] full, double[] night, double[] nothing) {
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "%d cores, %,d endpoints and %,d events, then 1 %% more in files of their own; %d rounds,"
            + " interleaved, after %d to warm up; Spark's start not counted.%n%n",
        CORES,
        endpoints,
        events,
        rounds,
        warmUps);
    out.printf("| run | median s | of a full run | goal |%n|---|--:|--:|--:|%n");
    out.printf(Locale.ROOT, "| everything | %.1f | | |%n", median(full));
    out.printf(
        Locale.ROOT,
        "| a night with 1 %% of new files | %.1f | %.2f | at most %.2f |%n",
        median(night),
        median(night) / median(full),
        GOAL);
    out.printf(
        Locale.ROOT,
        "| a night without new files | %.1f | %.2f | |%n",
        median(nothing),
        median(nothing) / median(full));
    out.printf(
        Locale.ROOT,
        "%nBeyond what a run costs that finds nothing new: %.2f of a full run.%n",
        (median(night) - median(nothing)) / (median(full) - median(nothing)));
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
