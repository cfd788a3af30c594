// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was measured, as text that is Markdown too. */
final class Report {
  /** From here on a dump is about as large as the 443 MB that the goals are told for. */
  private static final double LEAST_MEGABYTES = 400;

  private final List<Medians> medians = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  void add(Medians figures) {
    medians.add(figures);
  }

  void add(Ratio ratio) {
    ratios.add(ratio);
  }

  /** One line a contender and dump. */
  String figures() {
    MarkdownTable table =
        new MarkdownTable(
            2, "dump", "contender", "median s", "MB/s", "records/s", "allocated MB", "live MB");
    for (Medians one : medians) {
      table.add(
          one.dump().label(),
          one.contender(),
          format("%.2f", one.seconds()),
          format("%.1f", one.megabytesPerSecond()),
          format("%,.0f", one.recordsPerSecond()),
          format("%,.0f", one.allocatedBytes() / 1e6),
          format("%,.0f", one.mostLiveBytes() / 1e6));
    }
    return table.text();
  }

  /** One line a ratio and dump. */
  String ratios() {
    MarkdownTable table =
        new MarkdownTable(5, "no.", "ratio", "dump", "wanted", "reached", "value", "rounds");
    ratios.stream()
        .sorted(Comparator.comparingInt(Ratio::number))
        .forEach(
            one ->
                table.add(
                    Integer.toString(one.number()),
                    one.text(),
                    one.dump(),
                    one.wanted(),
                    one.verdict(),
                    format("%.2f", one.value()),
                    format("%.2f", one.least()) + " to " + format("%.2f", one.most())));
    return table.text();
  }

  /** What the ratios leave out where an ordinary dump is small; else nothing. */
  static String aboutSmall(List<BenchmarkDump> dumps) {
    boolean isAnySmall =
        dumps.stream()
            .anyMatch(one -> one.shape().isOrdinary() && one.textMegabytes() < LEAST_MEGABYTES);
    return isAnySmall
        ? format(
            "Ratios 1, 2 and 5 are told for dumps of %.0f MB and more (`--form plain"
                + " --without-detectors` with `--shape endpoints --endpoints 306000` or `--shape"
                + " events --events 380000`). On less they come out higher, and ratio 4 lower: much"
                + " of what a command takes does not grow with the data, and Java still"
                + " compiles.%n%n",
            LEAST_MEGABYTES)
        : "";
  }

  /** One line a dump. */
  static String dumps(List<BenchmarkDump> dumps) {
    MarkdownTable table =
        new MarkdownTable(1, "dump", "endpoints", "events", "MB of text", "MB of files");
    for (BenchmarkDump dump : dumps) {
      table.add(
          dump.label(),
          format("%,d", dump.endpoints()),
          format("%,d", dump.events()),
          format("%.1f", dump.textMegabytes()),
          format("%.1f", dump.fileBytes() / 1e6));
    }
    return table.text();
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
