// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.CatalogChange;
import dev.pinfold.report.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpOptionsTest {
  private static final CatalogChange CHANGE =
      new CatalogChange("events.note", "events", CatalogChange.Kind.NEW_COLUMN, "", "NONE");

  @ParameterizedTest
  @CsvSource({
    "false, false, true, 0",
    "true, false, true, 3",
    "false, true, true, 3",
    "true, true, false, 0"
  })
  void exitCode_ofDrift_isByTheOptionOrTheSetting(
      boolean option, boolean setting, boolean hasChanged, int expected) {
    DumpOptions options = new DumpOptions();
    options.failOnDrift = option;
    List<CatalogChange> changes = hasChanged ? List.of(CHANGE) : List.of();
    RunSummary summary =
        new RunSummary(
            "r1", Map.of(), List.of(), changes, setting, Map.of(), List.of(), Duration.ZERO);

    assertThat(options.exitCode(summary)).isEqualTo(expected);
  }
}
