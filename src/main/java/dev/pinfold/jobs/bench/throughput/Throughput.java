// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import dev.pinfold.jobs.SessionCommands;
import dev.pinfold.jobs.bench.presidio.PresidioPatterns;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How long the commands take beside what reads the same files without them. Run by {@code
 * jobs/bench/throughput}.
 */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = "Times classify and run beside Spark alone and other ways, on generated dumps.")
public final class Throughput implements Callable<Integer> {
  private static final int CORES = 2;

  /** What has run for so long is compiled. */
  private static final int WARM_SECONDS = 120;

  private static final int LARGER = 8;

  /** Which files a dump is made of. */
  enum Form {
    PLAIN,
    GZIP,
    BOTH
  }

  /** Which dumps are made. */
  enum Shapes {
    ENDPOINTS,
    EVENTS,
    WIDE,
    SKEWED,
    ALL
  }

  @Option(
      names = "--work",
      required = true,
      paramLabel = "DIR",
      description = "Where dumps and outputs go; emptied first.")
  private Path work;

  @Option(
      names = "--endpoints",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Of the endpoint-heavy dump; default: ${DEFAULT-VALUE}, about 50 MB.")
  private int endpoints;

  @Option(
      names = "--events",
      defaultValue = "40000",
      paramLabel = "N",
      description =
          "Of the event-heavy and of the skewed dump, nine tenths of these one user's; default:"
              + " ${DEFAULT-VALUE}, about 50 MB.")
  private int events;

  @Option(
      names = "--shape",
      defaultValue = "ALL",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Shapes shape;

  @Option(
      names = "--form",
      defaultValue = "BOTH",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Form form;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Timed ones; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-ups",
      defaultValue = "4",
      paramLabel = "N",
      description = "Rounds before, not timed; default: ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(names = "--scale", description = "Also run on 8 times the data.")
  private boolean scales;

  @Option(
      names = "--without-detectors",
      description = "Leave out the ways of DiscoverX and Presidio, which take longest.")
  private boolean withoutDetectors;

  @Option(
      names = "--without-presidio",
      description = "Leave out Presidio's way alone, which takes longer than all the others.")
  private boolean withoutPresidio;

  @Option(
      names = "--presidio",
      paramLabel = "DIR",
      description =
          "A checkout of Presidio, or its package presidio_analyzer unpacked, whose patterns are"
              + " taken instead of a short list of ours.")
  private Path presidio;

  @Option(
      names = "--presidio-defaults",
      description = "Of these, only the recognizers that Presidio has on as it comes.")
  private boolean onlyDefaults;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also write the tables into this document, between its marks.")
  private Path markdown;

  @Spec private CommandSpec spec;

  private final Map<String, Medians> medians = new LinkedHashMap<>();
  private final List<BenchmarkDump> dumps = new ArrayList<>();

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Throughput());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // The script shows the last lines alone, which the usage would fill.
    line.setParameterExceptionHandler(
        (wrong, unused) -> {
          System.err.println(wrong.getMessage() + " (--help tells what there is)");
          return CommandLine.ExitCode.USAGE;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    Optional<Recognizers> recognizers =
        withoutDetectors || withoutPresidio ? Optional.empty() : Optional.of(recognizers());
    Directories.delete(work);
    writeDumps();
    try (SparkSession spark = SessionCommands.open("throughput", CORES);
        JvmMeter meter = new JvmMeter()) {
      measure(
          new Contenders(spark, work, recognizers),
          new Rounds(meter, warmUps, rounds, WARM_SECONDS));
    }
    Report report = report(recognizers);
    String text = text(report, recognizers, Duration.ofNanos(System.nanoTime() - start));
    PrintStream out = System.out;
    out.print(text);
    if (markdown != null) {
      new MarkedSection("throughput").write(markdown, text);
    }
    return 0;
  }

  private Recognizers recognizers() throws IOException {
    if (presidio == null) {
      if (onlyDefaults) {
        throw new ParameterException(
            spec.commandLine(), "--presidio-defaults: --presidio must tell where Presidio is");
      }
      return Recognizers.ofShortList();
    }
    try {
      PresidioPatterns patterns = PresidioPatterns.read(presidio);
      return Recognizers.of(onlyDefaults ? patterns.onlyDefaults() : patterns);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--presidio: " + e.getMessage(), e);
    }
  }

  private void writeDumps() throws IOException {
    for (DumpShape one : DumpShape.values()) {
      if (shape != Shapes.ALL && !shape.name().equals(one.name())) {
        continue;
      }
      if (form != Form.GZIP) {
        write(one, false, 1);
      }
      if (form == Form.GZIP || (form == Form.BOTH && one.isOrdinary())) {
        write(one, true, 1);
      }
      if (scales && one.isOrdinary()) {
        write(one, form == Form.GZIP, LARGER);
      }
    }
  }

  private void write(DumpShape one, boolean isCompressed, int times) throws IOException {
    Path directory =
        work.resolve("input")
            .resolve(one.label() + (isCompressed ? "-gzip" : "-plain") + "-" + times);
    dumps.add(DumpWriter.write(directory, one, isCompressed, times, endpoints, events));
  }

  private void measure(Contenders contenders, Rounds by) throws IOException {
    List<Entry> odd = new ArrayList<>();
    for (BenchmarkDump dump : dumps) {
      if (dump.times() > 1) {
        odd.add(contenders.run(dump));
      } else if (dump.shape().isOrdinary()) {
        boolean withDetectors = !withoutDetectors && !dump.isCompressed();
        medians.putAll(by.run(contenders.all(dump, withDetectors)));
      } else {
        odd.addAll(contenders.commands(dump));
      }
    }
    medians.putAll(by.run(odd));
  }

  private Report report(Optional<Recognizers> recognizers) {
    Report report = new Report();
    medians.values().forEach(report::add);
    Goals goals = new Goals(medians, recognizers.map(Recognizers::name).orElse(""));
    List<BenchmarkDump> ordinary =
        dumps.stream()
            .filter(one -> one.times() == 1 && one.shape().isOrdinary())
            .filter(one -> one.isCompressed() == (form == Form.GZIP))
            .toList();
    for (BenchmarkDump dump : dumps) {
      if (dump.times() > 1) {
        dumps.stream()
            .filter(
                one ->
                    one.times() == 1
                        && one.shape() == dump.shape()
                        && one.isCompressed() == dump.isCompressed())
            .forEach(one -> goals.larger(one, dump, report));
      } else if (dump.shape().isOrdinary()) {
        goals.within(dump, report);
      } else {
        goals.odd(dump, ordinary, report);
      }
    }
    return report;
  }

  private String text(Report report, Optional<Recognizers> recognizers, Duration took) {
    return String.format(
            Locale.ROOT,
            "%d cores of %d, heap of %,d MB, Java %s; %d rounds, interleaved, after %d to warm up%s;"
                + " %d s in all. Each contender saw all records of its dump.%s%n%n",
            CORES,
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().maxMemory() >> 20,
            Runtime.version().feature(),
            rounds,
            warmUps,
            warmUps < 2 ? "" : ", or after " + WARM_SECONDS + " s of it",
            took.toSeconds(),
            recognizers.map(one -> " " + one.told()).orElse(""))
        + report.ratios()
        + System.lineSeparator()
        + Report.aboutSmall(dumps)
        + report.figures()
        + System.lineSeparator()
        + Report.dumps(dumps);
  }
}
