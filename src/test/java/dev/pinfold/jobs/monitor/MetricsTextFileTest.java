// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.report.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTextFileTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  @TempDir private Path directory;

  private Instant now = START;

  private RunFigures run(boolean isGood) {
    RunFigures figures = new RunFigures();
    figures.begin(() -> now, now, now.minusSeconds(90));
    figures.counted(Map.of(Dataset.EVENTS, new RunSummary.Counts(2, 3_000_000_000L, 30, 28, 2)));
    figures.took("Protect", Duration.ofMillis(1500));
    figures.took("Protect", Duration.ofMillis(500));
    now = now.plusSeconds(10);
    figures.end(isGood);
    return figures;
  }

  private String written(RunFigures figures, String output) throws Exception {
    Path file = directory.resolve("figures/pinfold.prom");
    new MetricsTextFile(file, output).write(figures);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    return Files.readString(file);
  }

  @Test
  void write_figures_haveHelpTypeLabelsAndPlainNumbers() throws Exception {
    assertThat(written(run(true), "s3a://b/o"))
        .contains(
            """
            # HELP pinfold_input_bytes Their size.
            # TYPE pinfold_input_bytes gauge
            pinfold_input_bytes{output="s3a://b/o",dataset="events"} 3000000000
            """,
            "pinfold_lag_seconds{output=\"s3a://b/o\"} 100\n",
            "pinfold_run_duration_seconds{output=\"s3a://b/o\"} 10\n",
            "pinfold_stage_duration_seconds{output=\"s3a://b/o\",stage=\"Protect\"} 2\n",
            "pinfold_last_success_timestamp_seconds{output=\"s3a://b/o\"} 1700000010\n")
        .doesNotContain("pinfold_findings", "dataset=\"imports\"");
  }

  @Test
  void write_afterAFailedRun_keepsTheLastSuccess_untilThereIsAnother() throws Exception {
    assertThat(written(run(false), "o")).doesNotContain("last_success");
    assertThat(written(run(true), "o"))
        .contains("last_success_timestamp_seconds{output=\"o\"} 1700000020\n");
    assertThat(written(run(false), "o"))
        .contains(
            "last_success_timestamp_seconds{output=\"o\"} 1700000020\n",
            "pinfold_run_finished_timestamp_seconds{output=\"o\"} 1700000030\n",
            "pinfold_run_succeeded{output=\"o\"} 0\n");
    assertThat(written(run(true), "o"))
        .contains("last_success_timestamp_seconds{output=\"o\"} 1700000040\n");
  }

  @Test
  void write_labelsWithSigns_areEscaped() throws Exception {
    assertThat(written(run(true), "a\"b\\c\nd")).contains("{output=\"a\\\"b\\\\c\\nd\"} 1\n");
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void figure_each_isInTheGuide(Figure figure) throws Exception {
    assertThat(Files.readString(Path.of("docs", "operations.md"))).contains(figure.label());
  }

  @Test
  void format_onlyJsonByThatName_isJson() {
    assertThat(LogFormat.of("json")).isEqualTo(LogFormat.JSON);
    assertThat(LogFormat.of(null)).isEqualTo(LogFormat.TEXT);
    assertThat(LogFormat.of("xml")).isEqualTo(LogFormat.TEXT);
  }
}
