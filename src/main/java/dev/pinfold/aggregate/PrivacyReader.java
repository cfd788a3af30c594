// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.Privacy.NoiseSettings;
import dev.pinfold.config.YamlMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code privacy} section of {@code kpis.yaml}. */
final class PrivacyReader {
  private static final double EPSILON = 1;
  private static final double DELTA = 1e-6;
  private static final int MAX_GROUPS = 10;
  private static final double MAX_PER_GROUP = 10;

  /** Below this, the noise library's arithmetic overflows (its own bound on epsilon). */
  private static final double LEAST_EPSILON = 1.0 / (1L << 50);

  private PrivacyReader() {}

  /**
   * @param kpis names of the KPIs that the file declares
   */
  static Privacy read(YamlMap map, Collection<String> kpis) {
    map.allowOnly("min_group_size", "differential_privacy");
    int size = map.integer("min_group_size").orElse(Privacy.DEFAULT.minGroupSize());
    if (size < 1) {
      map.problem("min_group_size", "must be at least 1, got " + size);
      size = Privacy.DEFAULT.minGroupSize();
    }
    return new Privacy(size, map.map("differential_privacy").flatMap(inner -> noise(inner, kpis)));
  }

  private static Optional<NoiseSettings> noise(YamlMap map, Collection<String> kpis) {
    map.allowOnly(
        "enabled",
        "epsilon",
        "delta",
        "mechanism",
        "max_groups",
        "max_per_group",
        "max_per_group_of",
        "budget");
    double epsilon = positive(map, "epsilon", EPSILON);
    if (epsilon < LEAST_EPSILON) {
      map.problem("epsilon", "must be at least 2^-50; smaller noise scales cannot be drawn");
    }
    double delta = positive(map, "delta", DELTA);
    if (delta >= 1) {
      map.problem("delta", "must be below 1; it is the chance that the promise fails");
    }
    Optional<NoiseMechanism> mechanism = map.choice("mechanism", NoiseMechanism.class);
    if (mechanism.equals(Optional.of(NoiseMechanism.GAUSSIAN))
        && epsilon > NoiseGenerator.MOST_GAUSSIAN_EPSILON) {
      map.problem("epsilon", "must be at most 100 with gaussian noise; it protects nobody then");
    }
    int groups = map.integer("max_groups").orElse(MAX_GROUPS);
    if (groups < 1) {
      map.problem("max_groups", "must be at least 1, got " + groups);
    }
    double perGroup = positive(map, "max_per_group", MAX_PER_GROUP);
    Map<String, Double> perGroupOf = new LinkedHashMap<>();
    map.map("max_per_group_of")
        .ifPresent(inner -> inner.keys().forEach(kpi -> bound(inner, kpi, kpis, perGroupOf)));
    Optional<YamlMap> budget = map.map("budget");
    budget.ifPresent(inner -> inner.allowOnly("epsilon", "delta"));
    double budgetEpsilon = budget.map(inner -> positive(inner, "epsilon", epsilon)).orElse(epsilon);
    double budgetDelta = budget.map(inner -> positive(inner, "delta", delta)).orElse(delta);
    if (budgetEpsilon < epsilon || budgetDelta < delta) {
      map.problem("budget", "is smaller than one release, so that none could ever be made");
    }
    return map.flag("enabled").orElse(true)
        ? Optional.of(
            new NoiseSettings(
                epsilon,
                delta,
                mechanism,
                groups,
                perGroup,
                perGroupOf,
                budgetEpsilon,
                budgetDelta))
        : Optional.empty();
  }

  private static void bound(
      YamlMap map, String kpi, Collection<String> kpis, Map<String, Double> bounds) {
    if (!kpis.contains(kpi)) {
      map.problem(kpi, "is no KPI" + YamlMap.suggestion(kpi, kpis));
    }
    bounds.put(kpi, positive(map, kpi, MAX_PER_GROUP));
  }

  private static double positive(YamlMap map, String key, double otherwise) {
    double value = map.number(key).orElse(otherwise);
    if (!(value > 0) || Double.isInfinite(value)) {
      map.problem(key, "must be above 0");
      return otherwise;
    }
    return value;
  }
}
