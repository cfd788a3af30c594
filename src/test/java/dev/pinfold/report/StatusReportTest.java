// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

  private static RunAccount run(String id, String started, String status) {
    Instant start = Instant.parse(started);
    return new RunAccount(
        id,
        "run",
        start,
        start.plusSeconds(90),
        status,
        "0.1.0",
        Map.of(
            "events.records_read", 1200L,
            "endpoints.records_read", 34L,
            "events.records_quarantined", 2L,
            "columns", 9L));
  }

  private static StatusReport report(RunAccount good, RunAccount latest, Integer within) {
    return new StatusReport(
        Optional.ofNullable(good),
        Optional.ofNullable(latest),
        Optional.ofNullable(within).map(Duration::ofHours),
        NOW);
  }

  @Test
  void text_goodRun_saysWhenAndWhat() {
    RunAccount good = run("r1", "2026-11-02T02:00:00Z", "SUCCEEDED");

    assertThat(report(good, good, 24).isGood()).isTrue();
    assertThat(report(good, good, 24).text())
        .isEqualTo(
            "Last good run: r1 (run), 2026-11-02T02:01:30Z, 3 h ago: 1,234 records, 2 quarantined."
                + System.lineSeparator());
  }

  @Test
  void text_laterFailure_isTold() {
    RunAccount good = run("r1", "2026-10-30T02:00:00Z", "SUCCEEDED");
    RunAccount failed = run("r2", "2026-11-02T02:00:00Z", "FAILED");

    assertThat(report(good, failed, null).isGood()).isTrue();
    assertThat(report(good, failed, 24).isGood()).isFalse();
    assertThat(report(good, failed, 24).text().lines())
        .containsExactly(
            "Last good run: r1 (run), 2026-10-30T02:01:30Z, 3 days ago: 1,234 records,"
                + " 2 quarantined. That is longer ago than 24 h.",
            "The latest run, r2 of 2026-11-02T02:00:00Z, failed.");
  }

  @Test
  void text_runThatIsNotValidYet_isNotSaidToHaveFailed() {
    RunAccount good = run("r1", "2026-11-02T02:00:00Z", "SUCCEEDED");

    assertThat(report(good, run("r2", "2026-11-02T04:00:00Z", RunAccount.UNFINISHED), null).text())
        .contains(
            "The latest run, r2 of 2026-11-02T04:00:00Z, has not ended: it is at work, or died.");
  }

  @Test
  void text_noGoodRun_isNotGood() {
    assertThat(report(null, null, null).isGood()).isFalse();
    assertThat(report(null, null, null).text()).startsWith("No run has succeeded yet.");
  }

  @Test
  void json_isOneObjectARun() {
    RunAccount run = run("r1", "2026-11-02T02:00:00Z", "SUCCEEDED");

    assertThat(RunsPrinter.json(List.of(run, run)).lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"run_id\":\"r1\",\"command\":\"run\","
                            + "\"started\":\"2026-11-02T02:00:00Z\","
                            + "\"finished\":\"2026-11-02T02:01:30Z\",\"status\":\"SUCCEEDED\","
                            + "\"version\":\"0.1.0\",\"counts\":{\"columns\":9,"
                            + "\"endpoints.records_read\":34,\"events.records_quarantined\":2,"
                            + "\"events.records_read\":1200}}"));
  }

  @Test
  void table_totalsTheDatasets() {
    assertThat(RunsPrinter.table(List.of(run("r1", "2026-11-02T02:00:00Z", "SUCCEEDED"))))
        .contains("r1", "2026-11-02 02:00:00", "90.0", "1,234");
  }
}
