// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.Map;

/**
 * The ratios that are wanted, from what was measured; those that were not measured are left out.
 */
final class Goals {
  private static final int LARGER = 8;

  private final Map<String, Medians> medians;
  private final String recognizers;

  /**
   * @param medians by {@link Entry#key}
   * @param recognizers what stands for Presidio, by name
   */
  Goals(Map<String, Medians> medians, String recognizers) {
    this.medians = medians;
    this.recognizers = recognizers;
  }

  /** Ratios 1, 2, 3 and 5: of contenders on one dump. */
  void within(BenchmarkDump dump, Report report) {
    Medians classify = find(dump, PinfoldCommand.CLASSIFY);
    Medians run = find(dump, PinfoldCommand.RUN);
    Medians scan = find(dump, JsonScan.NAME);
    Medians naive = find(dump, NaiveDelta.NAME);
    Medians regexes = find(dump, AnchoredRegexScan.NAME);
    Medians entities = find(dump, recognizers);
    Medians columns = find(dump, EndpointColumns.PROTECTED);
    Medians mapped = find(dump, EndpointColumns.NAIVE);
    if (classify != null && scan != null) {
      report.add(Ratio.atMost(1, "classify / JSON to noop", classify, scan, 1.0, 0.6));
    }
    if (run != null && naive != null) {
      report.add(Ratio.atMost(2, "run / naive JSON to Delta", run, naive, 1.5, 1.0));
    }
    if (classify != null && regexes != null) {
      report.add(Ratio.atLeast(3, "DiscoverX / classify", regexes, classify, 10, 25));
    }
    if (classify != null && entities != null) {
      report.add(Ratio.atLeast(3, recognizers + " / classify", entities, classify, 25, 25));
    }
    if (columns != null && mapped != null) {
      report.add(Ratio.atMost(5, "protected / map-typed columns", columns, mapped, 0.5, 0.5));
    }
  }

  /** Ratio 4: the same command on more data. */
  void larger(BenchmarkDump dump, BenchmarkDump larger, Report report) {
    Medians run = find(dump, PinfoldCommand.RUN);
    Medians more = find(larger, PinfoldCommand.RUN);
    if (run != null && more != null) {
      report.add(Ratio.atMost(4, "run on " + LARGER + " times / run", more, run, 8.2, 8.2));
    }
  }

  /** What an odd dump costs a byte of text, in what ordinary ones cost. */
  void odd(BenchmarkDump dump, Iterable<BenchmarkDump> ordinary, Report report) {
    for (String command : new String[] {PinfoldCommand.CLASSIFY, PinfoldCommand.RUN}) {
      Medians odd = find(dump, command);
      double seconds = 0;
      double megabytes = 0;
      for (BenchmarkDump one : ordinary) {
        Medians figures = find(one, command);
        if (figures != null) {
          seconds += figures.seconds();
          megabytes += one.textMegabytes();
        }
      }
      if (odd != null && megabytes > 0) {
        report.add(
            Ratio.plain(
                6,
                command + " a byte / ordinary",
                dump.label(),
                odd.secondsPerMegabyte() / (seconds / megabytes),
                2));
      }
    }
  }

  private Medians find(BenchmarkDump dump, String contender) {
    return medians.get(Entry.key(dump, contender));
  }
}
