// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.aggregate.Privacy.NoiseSettings;
import dev.pinfold.catalog.UserException;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyReaderTest {
  private static Privacy read(String noise) {
    Problems problems = new Problems();
    Kpis kpis =
        KpiFile.read(
            YamlFile.parse(
                "kpis.yaml",
                """
                privacy:
                  min_group_size: 5
                  differential_privacy: {%s}
                fields: {event_type: {source: events, column: event_type}}
                kpis:
                  - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'send'"}}
                """
                    .formatted(noise),
                problems));
    problems.throwIfAny();
    return kpis.privacy();
  }

  @Test
  void noise_allKeys_areRead() {
    Privacy privacy =
        read(
            "epsilon: 0.5, delta: 1.0e-7, mechanism: gaussian, max_groups: 3, max_per_group: 7,"
                + " max_per_group_of: {sent: 2.5}, budget: {epsilon: 4, delta: 1.0e-5}");
    assertThat(privacy.minGroupSize()).isEqualTo(5);
    assertThat(privacy.noise())
        .contains(
            new NoiseSettings(
                0.5,
                1e-7,
                Optional.of(NoiseMechanism.GAUSSIAN),
                3,
                7,
                Map.of("sent", 2.5),
                4,
                1e-5));
  }

  @Test
  void noise_noKeys_isOnWithABudgetOfOneRelease() {
    assertThat(read("").noise())
        .contains(new NoiseSettings(1, 1e-6, Optional.empty(), 10, 10, Map.of(), 1, 1e-6));
  }

  @Test
  void noise_notEnabled_isOffThoughItsKeysAreChecked() {
    assertThat(read("enabled: false").noise()).isEmpty();
    assertThatThrownBy(() -> read("enabled: false, epsilon: -1")).isInstanceOf(UserException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epsilon: 0 | epsilon: must be above 0",
        "epsilon: -1 | epsilon: must be above 0",
        "epsilon: much | epsilon: must be a number",
        "epsilon: .inf | epsilon: must be",
        "epsilon: 1.0e-20 | epsilon: must be at least 2^-50",
        "'epsilon: 101, mechanism: gaussian' | epsilon: must be at most 100 with gaussian noise",
        "delta: 0 | delta: must be above 0",
        "'delta: 1, budget: {delta: 2}' | delta: must be below 1",
        "mechanism: uniform | unknown mechanism 'uniform'; known: laplace, gaussian",
        "max_groups: 0 | max_groups: must be at least 1, got 0",
        "max_groups: 1.5 | max_groups: must be a whole number",
        "max_per_group: 0 | max_per_group: must be above 0",
        "'max_per_group_of: {sentt: 3}' | sentt: is no KPI; did you mean 'sent'?",
        "'max_per_group_of: {sent: -3}' | sent: must be above 0",
        "'budget: {epsilon: 0.5}' | budget: is smaller than one release",
        "'budget: {epsilon: 0}' | epsilon: must be above 0",
        "'budget: {sigma: 1}' | sigma: unknown key",
        "budget: 3 | budget: must be a map",
        "epsilonn: 1 | epsilonn: unknown key",
        "enabled: maybe | enabled: must be true or false"
      })
  void noise_badValue_isAProblemThatNamesTheKey(String noise, String problem) {
    assertThatThrownBy(() -> read(noise))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("kpis.yaml:3:")
        .hasMessageContaining(problem);
  }
}
