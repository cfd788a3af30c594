// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.KnownColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownCountsTest {
  private final KnownCounts known =
      new KnownCounts(List.of(column("events._other", 100, 7), column("kpis.value", 20, 19)));

  private static KnownColumn column(String path, long rows, long filled) {
    return new KnownColumn(path, "", "NONE", List.of(), "keep", rows, filled, 0, 0);
  }

  private static Map<ColumnPath, ColumnCount> events(long rows, long others) {
    ColumnCount all = new ColumnCount(rows, rows);
    return Map.of(
        ColumnPath.of("events", "_other"), new ColumnCount(rows, others),
        ColumnPath.of("events", "_file"), all,
        ColumnPath.of("events", "_position"), all,
        ColumnPath.of("events", "_run_id"), all,
        ColumnPath.of("events", "_digest"), all);
  }

  @Test
  void wrote_furtherRows_addsThemToThoseOfTheRunBefore() {
    known.wrote(Dataset.EVENTS, new ColumnCount(3, 1), false);
    assertThat(known.of("events")).contains(events(103, 8));
    known.wrote(Dataset.EVENTS, new ColumnCount(3, 1), true);
    assertThat(known.of("events")).contains(events(3, 1));
    known.left(Dataset.EVENTS);
    assertThat(known.of("events")).contains(events(100, 7));
  }

  @Test
  void tableThatNothingIsKnownOf_hasToBeRead() {
    assertThat(known.of("imports")).isEmpty();
    known.left(Dataset.IMPORTS);
    known.wrote(Dataset.IMPORTS, new ColumnCount(3, 1), false);
    known.left("demographics");
    assertThat(known.of("imports")).as("its older rows are not known").isEmpty();
    assertThat(known.of("demographics")).isEmpty();
  }

  @Test
  void check_ofAnotherNumberOfRows_forgetsTheTable() {
    known.left(Dataset.EVENTS);
    known.check(Dataset.EVENTS, 100);
    assertThat(known.of("events")).contains(events(100, 7));
    known.check(Dataset.EVENTS, 101);
    assertThat(known.of("events")).isEmpty();
  }

  @Test
  void derivedTable_isAsItWasLeftOrWritten() {
    known.left("kpis");
    assertThat(known.of("kpis"))
        .contains(Map.of(ColumnPath.of("kpis", "value"), new ColumnCount(20, 19)));
    known.wrote("kpis", Map.of("value", new ColumnCount(5, 5)));
    assertThat(known.of("kpis"))
        .contains(Map.of(ColumnPath.of("kpis", "value"), new ColumnCount(5, 5)));
  }
}
