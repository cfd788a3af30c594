// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Figures of rounds with known times. */
class ThroughputReportTest {
  private static final BenchmarkDump DUMP = dump(DumpShape.EVENTS, 1, 10_000_000);

  private static BenchmarkDump dump(DumpShape shape, int times, long textBytes) {
    return new BenchmarkDump(shape, false, times, Path.of("x"), 10, 90, textBytes, 1);
  }

  private static Medians medians(String contender, BenchmarkDump dump, double... seconds) {
    List<Measurement> runs =
        DoubleStream.of(seconds)
            .mapToObj(one -> new Measurement(one, 5_000_000, 7_000_000))
            .toList();
    return new Medians(contender, dump, runs);
  }

  @Test
  void medians_ofOddAndEvenRounds_areTheMiddle() {
    Medians odd = medians("a", DUMP, 9, 1, 2);
    assertThat(odd.seconds()).isEqualTo(2);
    assertThat(odd.megabytesPerSecond()).isEqualTo(5);
    assertThat(odd.recordsPerSecond()).isEqualTo(50);
    assertThat(medians("a", DUMP, 4, 1, 2, 9).seconds()).isEqualTo(3);
  }

  @Test
  void ratio_ofTwoContenders_isOfMedians_withThatOfEachRoundBeside() {
    Ratio ratio =
        Ratio.atMost(1, "r", medians("a", DUMP, 1, 3, 8), medians("b", DUMP, 2, 4, 4), 1.0, 0.6);
    assertThat(ratio.value()).isEqualTo(0.75);
    assertThat(ratio.least()).isEqualTo(0.5);
    assertThat(ratio.most()).isEqualTo(2);
    assertThat(ratio.verdict()).isEqualTo("goal met");
    assertThat(ratio.wanted()).isEqualTo("at most 1.0, aim 0.6");
  }

  @Test
  void ratio_goals_areToldFromAimsAndMisses() {
    Medians one = medians("a", DUMP, 1);
    assertThat(Ratio.atLeast(3, "r", medians("b", DUMP, 9), one, 10, 25).verdict())
        .isEqualTo("missed");
    assertThat(Ratio.atLeast(3, "r", medians("b", DUMP, 10), one, 10, 25).verdict())
        .isEqualTo("goal met");
    assertThat(Ratio.atLeast(3, "r", medians("b", DUMP, 25), one, 10, 25).verdict())
        .isEqualTo("aim met");
    assertThat(Ratio.atMost(5, "r", one, medians("b", DUMP, 2), 0.5, 0.5).verdict())
        .isEqualTo("met");
  }

  @Test
  void aboutSmall_saysWhatTheGoalsAreToldFor_whereAnOrdinaryDumpIsSmaller() {
    BenchmarkDump small = dump(DumpShape.ENDPOINTS, 1, 399_000_000);
    BenchmarkDump full = dump(DumpShape.EVENTS, 1, 400_000_000);
    BenchmarkDump wide = dump(DumpShape.WIDE, 1, 1_000_000);
    assertThat(Report.aboutSmall(List.of(full, small))).contains("400 MB and more");
    assertThat(Report.aboutSmall(List.of(full, wide))).isEmpty();
  }

  @Test
  void goals_whatWasMeasured_getsItsRatios_andWhatWasNotGetsNone() {
    BenchmarkDump larger = dump(DumpShape.EVENTS, 8, 80_000_000);
    BenchmarkDump wide = dump(DumpShape.WIDE, 1, 20_000_000);
    Goals goals =
        new Goals(
            Map.of(
                Entry.key(DUMP, PinfoldCommand.CLASSIFY),
                medians(PinfoldCommand.CLASSIFY, DUMP, 2),
                Entry.key(DUMP, "Presidio: 9 patterns"),
                medians("Presidio: 9 patterns", DUMP, 50),
                Entry.key(DUMP, JsonScan.NAME),
                medians(JsonScan.NAME, DUMP, 4),
                Entry.key(DUMP, PinfoldCommand.RUN),
                medians(PinfoldCommand.RUN, DUMP, 10),
                Entry.key(larger, PinfoldCommand.RUN),
                medians(PinfoldCommand.RUN, larger, 81),
                Entry.key(wide, PinfoldCommand.RUN),
                medians(PinfoldCommand.RUN, wide, 30)),
            "Presidio: 9 patterns");
    Report report = new Report();
    goals.within(DUMP, report);
    goals.larger(DUMP, larger, report);
    goals.odd(wide, List.of(DUMP), report);
    assertThat(report.ratios().lines().skip(2).map(ThroughputReportTest::words))
        .containsExactly(
            "1|classify / JSON to noop|events plain|at most 1.0, aim 0.6|aim met|0.50|0.50 to 0.50",
            "3|Presidio: 9 patterns / classify|events plain|at least 25|met|25.00|25.00 to 25.00",
            "4|run on 8 times / run|events plain x8|at most 8.2|met|8.10|8.10 to 8.10",
            "6|pinfold run a byte / ordinary|wide plain|at most 2.0|met|1.50|1.50 to 1.50");
  }

  private static String words(String row) {
    return row.substring(1, row.length() - 1).strip().replaceAll("\\s*\\|\\s*", "|");
  }

  @Test
  void section_betweenItsMarks_isReplaced_andNothingElse() {
    MarkedSection section = new MarkedSection("x");
    String first = section.in("# Title\n", "one\n");
    assertThat(first)
        .isEqualTo("# Title\n\n<!-- begin x: generated -->\n\none\n\n<!-- end x -->\n");
    assertThat(section.in(first + "more\n", "two"))
        .isEqualTo("# Title\n\n<!-- begin x: generated -->\n\ntwo\n\n<!-- end x -->\nmore\n");
    assertThatThrownBy(() -> section.in("<!-- begin x: generated -->", "one"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
