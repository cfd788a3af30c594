// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {
  @ParameterizedTest
  @EnumSource
  void confidence_anyEvidence_risesWithBoth(DecisionKind kind) {
    Calibration calibration = DetectionModel.shipped().calibration(kind);
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
