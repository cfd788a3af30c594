// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateStageTest {
  @ParameterizedTest
  @CsvSource({
    "100000, 99000, 100000, false", // a time stamp
    "300000, 99000, 100000, false", // a serial number, exported three times
    "100000, 50000, 100000, false",
    "100000, 40000, 100000, true",
    "300000, 3, 100000, true",
    "900, 900, 100000, true" // few enough to see for oneself
  })
  void sorts_attribute_isADimensionWhereValuesAreShared(
      long values, long distinct, long endpoints, boolean sorts) {
    assertThat(
            AggregateStage.sorts(
                new Evidence(values, values, values, distinct, 0, 0, "", "", ""), endpoints))
        .isEqualTo(sorts);
  }
}
