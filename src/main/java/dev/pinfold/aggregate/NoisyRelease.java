// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.Privacy.NoiseSettings;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * All aggregates of one run, published once under one epsilon and delta: the bounds of what a
 * person adds, and the noise. Made on the driver, shipped to executors.
 */
public final class NoisyRelease implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ContributionBounds bounds;
  private final FiguresInUse published;
  private final NoiseGenerator generator;
  private final boolean[] whole;
  private final int maxGroups;
  private final long maxEndpoints;
  private final long salt;

  private NoisyRelease(Kpis kpis, NoiseSettings settings, int dimensions) {
    CountingPlan plan = CountingPlan.of(kpis);
    this.salt = new SecureRandom().nextLong();
    this.bounds = ContributionBounds.of(plan, settings, salt);
    this.published = FiguresInUse.of(plan);
    this.generator =
        NoiseGenerator.of(
            settings,
            ReleaseExposure.of(plan, bounds)
                .plus(ReleaseExposure.ofDemographics(dimensions, settings)),
            kpis.privacy().minGroupSize());
    this.whole = new boolean[plan.countings().size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = plan.countings().get(i).weight() < 0;
    }
    this.maxGroups = settings.maxGroups();
    this.maxEndpoints = ContributionBounds.wholeBound(settings);
  }

  /**
   * The release of these KPIs; empty where noise is off.
   *
   * @param dimensions of the demographics, custom attributes included, the total not
   */
  public static Optional<NoisyRelease> of(Kpis kpis, int dimensions) {
    return kpis.privacy().noise().map(settings -> new NoisyRelease(kpis, settings, dimensions));
  }

  /**
   * A figure as it is published: with noise in all that is shown, zero in what is not; empty where
   * it has too few people. Draws anew at every call.
   *
   * @param exact counted within {@link #bounds()}, of all people together
   */
  public Optional<FigureCell> published(FigureCell exact) {
    int counting = exact.counting();
    if (!published.has(counting, exact.grain(), exact.group())) {
      return Optional.empty();
    }
    double people = generator.noisy(exact.people(), 1);
    if (people < generator.threshold()) {
      return Optional.empty();
    }
    double sum = 0;
    if (published.hasSum(counting, exact.grain(), exact.group())) {
      double noisy = generator.noisy(exact.sum(), bounds.sum(counting));
      sum = whole[counting] ? Math.max(0, Math.rint(noisy)) : noisy;
    }
    long endpoints = 0;
    if (published.hasEndpoints(counting, exact.grain(), exact.group())) {
      endpoints = generator.noisyCount(exact.endpoints(), bounds.endpoints(counting));
    }
    return Optional.of(
        new FigureCell(
            counting,
            exact.grain(),
            exact.day(),
            exact.group(),
            exact.value(),
            null,
            sum,
            endpoints,
            Math.round(people)));
  }

  /**
   * A bucket of the demographics as it is published; empty where it has too few people.
   *
   * @param exact its sum the endpoints, its endpoints the users
   */
  public Optional<FigureCell> publishedBucket(FigureCell exact) {
    double people = generator.noisy(exact.people(), 1);
    if (people < generator.threshold()) {
      return Optional.empty();
    }
    return Optional.of(
        new FigureCell(
            exact.counting(),
            exact.grain(),
            exact.day(),
            exact.group(),
            exact.value(),
            null,
            generator.noisyCount((long) exact.sum(), maxEndpoints),
            generator.noisyCount(exact.endpoints(), 1),
            Math.round(people)));
  }

  public ContributionBounds bounds() {
    return bounds;
  }

  /** Buckets of a dimension that a person is counted in at most. */
  public int maxGroups() {
    return maxGroups;
  }

  /** Endpoints of a person that are counted in a bucket at most. */
  public long maxEndpoints() {
    return maxEndpoints;
  }

  /** Decides which buckets a person is counted in, where there are too many. */
  public long salt() {
    return salt;
  }

  public NoiseGenerator generator() {
    return generator;
  }
}
