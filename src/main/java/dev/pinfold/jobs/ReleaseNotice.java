// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.NoiseGenerator;
import dev.pinfold.aggregate.Privacy.NoiseSettings;
import dev.pinfold.aggregate.spark.PrivacyBudget;
import java.math.BigDecimal;
import java.util.Locale;

/** What the user is told of a release with noise. */
final class ReleaseNotice {
  /** Exact figures beside noisy ones take the noise off. */
  static final String EXACT_AFTER_NOISE =
      "Warning: earlier releases of this output had noise and this one has none; where both are"
          + " known, differential privacy protects nobody. See privacy.differential_privacy in"
          + " kpis.yaml.";

  /** The first release with noise takes the exact ones away. */
  static final String EXACT_BEFORE_NOISE =
      "Note: earlier figures of this output were exact; they and their older versions are deleted."
          + " Who has copies of them can still take the noise off.";

  private ReleaseNotice() {}

  static String of(NoiseSettings settings, NoiseGenerator noise, PrivacyBudget.Spent spent) {
    return String.format(
        Locale.ROOT,
        "Note: the aggregates have %s noise: epsilon %s, delta %s. Counts of people deviate by"
            + " about %,.0f, and what has fewer than %,.0f people is left out. Of the budget,"
            + " epsilon %s of %s and delta %s of %s are spent; see %s.",
        noise.mechanism().name().toLowerCase(Locale.ROOT),
        text(settings.epsilon()),
        text(settings.delta()),
        noise.deviation(),
        Math.ceil(noise.threshold()),
        PrivacyBudget.text(spent.epsilon()),
        text(settings.budgetEpsilon()),
        PrivacyBudget.text(spent.delta()),
        text(settings.budgetDelta()),
        PrivacyBudget.TABLE);
  }

  private static String text(double number) {
    return PrivacyBudget.text(BigDecimal.valueOf(number));
  }
}
