// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.SessionCommands;
import dev.pinfold.jobs.bench.throughput.Directories;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills drivers and executors, fills the disk and changes a file under the reader, and holds the
 * tables that come out in the end against those of undisturbed runs. Run by {@code
 * jobs/bench/faults}.
 */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Disturbs runs on a standalone cluster, and compares what they leave.")
public final class Faults implements Callable<Integer> {
  private static final int CORES = 2;

  /** The tables are small: code for each query would take longer than the query. */
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false");

  @Option(
      names = "--kills",
      defaultValue = "20",
      paramLabel = "N",
      description = "Attempts that lose their driver (seven of ten) or executors; default: 20.")
  private int kills;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the moments; default: another each time, printed.")
  private Long seed;

  @Option(
      names = "--endpoints",
      defaultValue = "200",
      paramLabel = "N",
      description = "Of the dump, with four times as many events; default: ${DEFAULT-VALUE}.")
  private int endpoints;

  @Option(names = "--home", required = true, hidden = true)
  private Path home;

  @Option(names = "--application", required = true, hidden = true)
  private Path application;

  @Option(names = "--work", required = true, hidden = true)
  private Path work;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Faults()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    long chosen = seed == null ? System.nanoTime() & 0xffffff : seed;
    Random random = new Random(chosen);
    System.out.println("Seed " + chosen);
    Directories.delete(work);
    Nights nights = Nights.write(work.resolve("dump"), endpoints, 7);
    try (SparkSession spark = SessionCommands.open("faults", CORES);
        Cluster cluster = Cluster.start(home, work.resolve("cluster"), application)) {
      INTERPRETED.forEach(spark.conf()::set);
      Bench bench = new Bench(work, spark, cluster, nights);
      bench.undisturbed();
      System.out.printf(
          Locale.ROOT,
          "Undisturbed nights: %.1f s, %.1f s and %.1f s, %d rows%n",
          bench.seconds(0),
          bench.seconds(1),
          bench.seconds(2),
          bench.expected(2).rows());
      Kills killing = new Kills(bench, random, work.resolve("killed"), kills);
      killing.run();
      new ChangingFile(bench, work).run();
      Optional<String> leftOut = FullDisk.run(bench, random, work.resolve("disk"));
      System.out.printf("%n%s%n", bench.attempts().text());
      System.out.println(killing.summary());
      leftOut.ifPresent(why -> System.out.println("LEFT OUT: full disk: " + why));
      System.out.printf(
          Locale.ROOT,
          "Seed %d; %d wrong; %d s in all%n",
          chosen,
          bench.attempts().failures(),
          (System.nanoTime() - start) / 1_000_000_000);
      return bench.attempts().failures() == 0 ? 0 : 1;
    }
  }
}
