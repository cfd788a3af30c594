// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A release as a whole: its accounting by hand, and what it lets through. */
class NoisyReleaseTest {
  private static Kpis kpis(String text) {
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.parse("kpis.yaml", text, problems));
    problems.throwIfAny();
    return kpis;
  }

  private static final Kpis SMALL =
      kpis(
          """
          privacy: {min_group_size: 1, differential_privacy: {epsilon: 1000, max_groups: 4, max_per_group: 2}}
          fields:
            event_type: {source: events, column: event_type}
            campaign_id: {source: events, column: attributes.campaign_id}
          groups: {campaign: campaign_id}
          kpis:
            - {name: sent, title: t, formula: f, numerator: {count: "event_type = 'a'"}, groups: [campaign]}
            - {name: people, title: t, formula: f, numerator: {people: "event_type = 'b'"}}
          """);

  private static ReleaseExposure exposure(Kpis kpis) {
    CountingPlan plan = CountingPlan.of(kpis);
    return ReleaseExposure.of(
        plan, ContributionBounds.of(plan, kpis.privacy().noise().orElseThrow(), 1));
  }

  @Test
  void exposure_smallPlan_isTheSumByHand() {
    // sent: 4 days, 4 days and campaigns, 1 period, 4 campaigns of the period, each with its people
    // and its sum. people: 4 days and 1 period, each with its people alone.
    assertThat(exposure(SMALL)).isEqualTo(new ReleaseExposure(13 + 5, 2 * 13 + 5));
    assertThat(ReleaseExposure.ofDemographics(3, SMALL.privacy().noise().orElseThrow()))
        .isEqualTo(new ReleaseExposure(13, 39));
  }

  @Test
  void published_cells_haveOnlyWhatIsShown() {
    NoisyRelease release = NoisyRelease.of(SMALL, 0).orElseThrow();
    FigureCell sent = new FigureCell(0, Grain.DAY, 20_000, 1, "a", null, 150, 90, 100);
    assertThat(release.published(sent))
        .contains(new FigureCell(0, Grain.DAY, 20_000, 1, "a", null, 150, 0, 100));
    // No KPI shows weeks, nor people by campaign.
    assertThat(release.published(new FigureCell(0, Grain.WEEK, 19_996, 0, "", null, 150, 90, 100)))
        .isEmpty();
    assertThat(release.published(new FigureCell(1, Grain.DAY, 20_000, 1, "a", null, 150, 90, 100)))
        .isEmpty();
    assertThat(release.published(new FigureCell(1, Grain.DAY, 20_000, 0, "", null, 150, 90, 100)))
        .contains(new FigureCell(1, Grain.DAY, 20_000, 0, "", null, 0, 0, 100));
    // One person alone.
    assertThat(release.published(new FigureCell(1, Grain.DAY, 20_000, 0, "", null, 1, 1, 1)))
        .isEmpty();
  }

  @Test
  void published_manyDraws_losesSmallCellsMoreOftenThanLargeOnes() {
    Kpis noisy =
        new Kpis(
            new Privacy(
                10,
                SMALL
                    .privacy()
                    .noise()
                    .map(
                        n ->
                            new Privacy.NoiseSettings(
                                1, 1e-6, n.mechanism(), 4, 2, n.maxPerGroupOf(), 1, 1))),
            SMALL.dimensions(),
            SMALL.fields(),
            SMALL.groups(),
            SMALL.definitions());
    NoisyRelease release = NoisyRelease.of(noisy, 0).orElseThrow();
    long small = shown(release, 20);
    long large = shown(release, (long) (3 * release.generator().threshold()));
    assertThat(small).isLessThan(5);
    assertThat(large).isGreaterThan(990);
  }

  private static long shown(NoisyRelease release, long people) {
    FigureCell cell = new FigureCell(0, Grain.DAY, 20_000, 0, "", null, people, 0, people);
    return Stream.generate(() -> release.published(cell))
        .limit(1000)
        .filter(c -> c.isPresent())
        .count();
  }

  /** What docs/privacy.md says of the shipped KPIs. */
  @Test
  void shippedKpis_all_costFarMoreNoiseThanTen() throws Exception {
    String shipped = Files.readString(Path.of("conf/kpis.yaml"));
    Kpis all = kpis(shipped.replaceFirst("enabled: false", "enabled: true"));
    NoiseGenerator noise = NoisyRelease.of(all, all.dimensions().size()).orElseThrow().generator();
    assertThat(noise.mechanism()).isEqualTo(NoiseMechanism.GAUSSIAN);
    List<KpiDefinition> ten =
        all.definitions().stream()
            .filter(kpi -> kpi.groups().contains("campaign"))
            .limit(10)
            .map(
                kpi ->
                    new KpiDefinition(
                        kpi.name(),
                        kpi.title(),
                        kpi.formula(),
                        kpi.notes(),
                        kpi.source(),
                        kpi.numerator(),
                        kpi.denominator(),
                        kpi.grain(),
                        kpi.cohort(),
                        List.of("campaign"),
                        kpi.apiNames(),
                        kpi.place()))
            .toList();
    Kpis few = new Kpis(all.privacy(), all.dimensions(), all.fields(), all.groups(), ten);
    NoiseGenerator less = NoisyRelease.of(few, 1).orElseThrow().generator();
    assertThat(noise.deviation()).isBetween(300.0, 500.0);
    assertThat(noise.threshold()).isBetween(2000.0, 3000.0);
    assertThat(less.deviation()).isBetween(70.0, 110.0);
    assertThat(less.threshold()).isBetween(500.0, 700.0);
  }
}
