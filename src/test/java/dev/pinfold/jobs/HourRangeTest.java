// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourRangeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-10-01, 2026-10-01, events/2026/10/01/00/a.gz, true",
    "2026-10-01, 2026-10-01, events/2026/10/01/23/a.gz, true",
    "2026-10-01, 2026-10-01, events/2026/10/02/00/a.gz, false",
    "2026-10-01T05, 2026-10-01T06, events/2026/10/01/04/a.gz, false",
    "2026-10-01T05, 2026-10-01T06, events/2026/10/01/05/a.gz, true",
    "2026-10-01T05, 2026-10-01T06, events/2026/10/01/06/a.gz, true",
    "2026-10-01T05, 2026-10-01T06, events/2026/10/01/07/a.gz, false",
    "2026-10-01T05,, events/2031/01/01/00/a.gz, true",
    ", 2026-10-01, events/2019/01/01/00/a.gz, true",
    "2026-10-01,, 2026/10/01/00/a.gz, true",
    "2026-10-01T06,, events/year=2026/month=10/day=01/hour=06/a.gz, true",
    "2026-10-01T07,, events/year=2026/month=10/day=01/hour=06/a.gz, false",
    "2026-10-01,, events/a.gz, false",
    "2026-10-01,, events/2026/13/01/00/a.gz, false",
    "2026-10-01,, events/2026/10/01/00, false"
  })
  void holds_theHourInThePath(String from, String to, String path, boolean expected) {
    assertThat(HourRange.of(from, to).orElseThrow().holds(path)).isEqualTo(expected);
  }

  @Test
  void noOption_isNoRange() {
    assertThat(HourRange.of(null, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-02-30", "2026-10-01T24", "2026-10-01T5"})
  void whatIsNoHour_isRefused(String text) {
    assertThatThrownBy(() -> HourRange.of(null, text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--to: '" + text + "' is no hour; give YYYY-MM-DD or YYYY-MM-DDTHH");
  }

  @Test
  void anEndBeforeTheBeginning_isRefused() {
    assertThatThrownBy(() -> HourRange.of("2026-10-02", "2026-10-01"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is before --from");
  }
}
