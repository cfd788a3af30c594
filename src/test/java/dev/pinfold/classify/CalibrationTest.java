// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  private final Calibration calibration = Calibration.shipped();

  @ParameterizedTest
  @CsvSource({"0.2, 0, 0.60", "1, 0, 0.95", "0.1, 1, 0.77", "1, 1, 0.98"})
  void confidence_anchors_areMet(double share, double name, double expected) {
    assertThat(calibration.confidence(share, name)).isCloseTo(expected, within(0.02));
  }

  @Test
  void confidence_anyEvidence_risesWithBoth() {
    for (double share = 0; share <= 0.9; share += 0.1) {
      for (double name = 0; name <= 0.9; name += 0.1) {
        double here = calibration.confidence(share, name);
        assertThat(here).isBetween(0.0, 0.99);
        assertThat(calibration.confidence(share + 0.1, name)).isGreaterThanOrEqualTo(here);
        assertThat(calibration.confidence(share, name + 0.1)).isGreaterThanOrEqualTo(here);
      }
    }
  }
}
