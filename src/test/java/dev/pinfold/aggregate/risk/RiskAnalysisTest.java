// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pinfold.aggregate.risk.QuasiIdentifier.Place;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.protect.Coarsening;
import dev.pinfold.protect.Generalization;
import dev.pinfold.protect.Generalization.Method;
import dev.pinfold.protect.PolicyFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskAnalysisTest {
  private static final Optional<Generalization> AS_IT_IS = Optional.empty();

  private static QuasiIdentifiers.Column column(
      String name, String type, Optional<Generalization> present, int length) {
    return new QuasiIdentifiers.Column(
        new Place("endpoints." + name, name),
        type,
        false,
        present,
        new Coarsening.Lengths(length, length));
  }

  private static QuasiIdentifier one(
      String name, String type, Optional<Generalization> present, int length) {
    return QuasiIdentifiers.of(List.of(column(name, type, present, length))).get(0);
  }

  private static Optional<Generalization> prefix(int width) {
    return Optional.of(new Generalization(Method.PREFIX, width, 0));
  }

  private static Optional<Generalization> year() {
    return Optional.of(new Generalization(Method.YEAR, 0, 0));
  }

  private static LocalClasses people(
      int target, List<QuasiIdentifier> identifiers, String... rows) {
    List<String[]> cells = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (String row : rows) {
      cells.add(
          Arrays.stream(row.split(" ", -1))
              .map(v -> v.equals("-") ? null : v)
              .toArray(String[]::new));
      sizes.add(1L);
    }
    return new LocalClasses(target, identifiers, cells, sizes);
  }

  private static RiskReport report(int target, List<QuasiIdentifier> identifiers, String... rows) {
    return RiskAnalysis.of(
        "endpoints", identifiers, people(target, identifiers, rows), List.of(), List.of());
  }

  /** The shape of Sweeney's table of k = 2 (2002, figure 2), with values of our own. */
  @Test
  void figures_ofATableOfKTwo_areKnown() {
    List<QuasiIdentifier> identifiers =
        List.of(
            one("birth", "DATE_OF_BIRTH", year(), 0),
            one("gender", "GENDER", AS_IT_IS, 0),
            one("zip", "POSTAL_CODE", prefix(4), 4));
    ClassFigures now =
        report(
                3,
                identifiers,
                "1965 m 0214",
                "1965 m 0214",
                "1965 f 0213",
                "1965 f 0213",
                "1964 m 0213",
                "1964 m 0213",
                "1964 f 0213",
                "1964 f 0213",
                "1967 m 0213",
                "1967 m 0213",
                "1967 m 0213")
            .now();
    assertThat(now.people()).isEqualTo(11);
    assertThat(now.classes()).isEqualTo(5);
    assertThat(now.k()).isEqualTo(2);
    assertThat(now.unique()).isZero();
    assertThat(now.below()).isEqualTo(8);
    assertThat(now.belowShare()).isCloseTo(8 / 11.0, within(1e-12));
    assertThat(now.highestRisk()).isEqualTo(0.5);
    assertThat(now.averageRisk()).isCloseTo(5 / 11.0, within(1e-12));
    assertThat(now.histogram()).containsExactly(0L, 4L, 1L, 0L, 0L, 0L, 0L);
    assertThat(now.smallestKept()).isEqualTo(3);
  }

  @Test
  void figures_ofMissingValues_takeThemForAValue() {
    List<QuasiIdentifier> city = List.of(one("city", "CITY", AS_IT_IS, 0));
    ClassFigures now = report(2, city, "A", "A", "-", "-", "-", "B").now();
    assertThat(now.classes()).isEqualTo(3);
    assertThat(now.unique()).isEqualTo(1);
    assertThat(now.k()).isEqualTo(1);
  }

  @Test
  void figures_withoutQuasiIdentifiers_areOneClassOfAll() {
    RiskReport report = report(3, List.of(), "", "", "", "");
    assertThat(report.now().k()).isEqualTo(4);
    assertThat(report.now().classes()).isEqualTo(1);
    assertThat(report.reachesTarget()).isTrue();
    assertThat(report.proposals()).isEmpty();
  }

  @Test
  void report_ofNobodyAndOfOne_isThere() {
    List<QuasiIdentifier> city = List.of(one("city", "CITY", AS_IT_IS, 0));
    RiskReport nobody = report(5, city);
    assertThat(nobody.now().people()).isZero();
    assertThat(nobody.now().k()).isZero();
    assertThat(nobody.now().highestRisk()).isZero();
    assertThat(nobody.proposals()).isEmpty();
    RiskReport single = report(5, city, "A");
    assertThat(single.now().uniqueShare()).isEqualTo(1);
    assertThat(single.proposals()).isEmpty();
    assertThat(single.reachesTarget()).isFalse();
  }

  @Test
  void each_ofAQuasiIdentifier_saysWhatItAdds() {
    List<QuasiIdentifier> identifiers =
        List.of(one("zip", "POSTAL_CODE", prefix(2), 2), one("gender", "GENDER", AS_IT_IS, 0));
    RiskReport report = report(2, identifiers, "10 m", "11 m", "10 f", "11 f");
    RiskReport.One zip = report.each().get(0);
    assertThat(zip.alone().classes()).isEqualTo(2);
    assertThat(zip.alone().k()).isEqualTo(2);
    assertThat(zip.without().k()).isEqualTo(2);
    assertThat(zip.further().k()).isEqualTo(2);
    assertThat(zip.identifier().describe(1)).isEqualTo("prefix 1");
    assertThat(report.each().get(1).further()).isNull();
    assertThat(report.alone())
        .containsExactly(new RiskReport.Alone(List.of("zip", "gender"), 4, 4));
  }

  @Test
  void proposals_ofAKnownTable_areTheLeastLoss() {
    // Years within a decade differ, prefixes say nothing more than their first digit.
    List<QuasiIdentifier> identifiers =
        List.of(
            one("birth", "DATE_OF_BIRTH", year(), 0),
            one("gender", "GENDER", AS_IT_IS, 0),
            one("zip", "POSTAL_CODE", prefix(2), 2));
    RiskReport report =
        report(
            2,
            identifiers,
            "1981 m 10",
            "1982 m 10",
            "1983 f 10",
            "1984 f 10",
            "1991 m 20",
            "1992 m 20",
            "1993 f 20",
            "1994 f 20");
    assertThat(report.now().k()).isEqualTo(1);
    Proposal proposal = report.proposals().get(0);
    assertThat(proposal.levels().of()).containsExactly(1, 0, 0);
    assertThat(proposal.isOptimal()).isTrue();
    assertThat(proposal.kAfterSuppression()).isEqualTo(2);
    assertThat(proposal.figures().below()).isZero();
    // Three bits of the year become one; the others stay.
    assertThat(proposal.kept()).isCloseTo((1 / 3.0 + 1 + 1) / 3, within(1e-4));
    assertThat(proposal.rules())
        .containsExactly(
            "  - type: DATE_OF_BIRTH",
            "    action: generalize",
            "    generalize: {to: year, width: 10}");
  }

  @Test
  void proposals_withAFewOutliers_leaveThemOutOrGeneralizeForThem() {
    List<QuasiIdentifier> identifiers = List.of(one("city", "CITY", AS_IT_IS, 0));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(i < 20 ? "A" : "B");
    }
    rows.add("C");
    RiskReport report = report(5, identifiers, rows.toArray(String[]::new));
    assertThat(report.proposals()).extracting(Proposal::allowance).containsExactly(0.0, 0.05);
    assertThat(report.proposals().get(0).kAfterSuppression()).isEqualTo(41);
    assertThat(report.proposals().get(1).rules()).isEmpty();
    assertThat(report.proposals().get(1).kAfterSuppression()).isEqualTo(20);
    assertThat(report.proposals().get(1).figures().below()).isEqualTo(1);
  }

  private static List<QuasiIdentifier> several() {
    return List.of(
        one("birth", "DATE_OF_BIRTH", year(), 0),
        one("city", "CITY", AS_IT_IS, 0),
        one("zip", "POSTAL_CODE", prefix(3), 3),
        one("age", "AGE", Optional.of(new Generalization(Method.BAND, 10, 0)), 0));
  }

  private static List<String[]> random(long seed, int people) {
    Random random = new Random(seed);
    List<String[]> cells = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      cells.add(
          new String[] {
            Integer.toString(1970 + random.nextInt(30)),
            random.nextInt(9) == 0 ? null : "city" + random.nextInt(3),
            Integer.toString(100 + random.nextInt(2) * 100 + random.nextInt(20)),
            random.nextBoolean() ? "20-29" : "30-39"
          });
    }
    return cells;
  }

  private static Map<List<String>, Long> groups(
      List<QuasiIdentifier> identifiers, List<String[]> cells, Levels levels) {
    Map<List<String>, Long> groups = new HashMap<>();
    for (String[] row : cells) {
      List<String> key = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        int level = levels.get(i);
        key.add(level == 0 ? row[i] : identifiers.get(i).steps().get(level - 1).of(row[i]));
      }
      groups.merge(key, 1L, Long::sum);
    }
    return groups;
  }

  private static double bits(Map<List<String>, Long> groups, int people) {
    return groups.values().stream()
        .mapToDouble(n -> -n / (double) people * Math.log(n / (double) people) / Math.log(2))
        .sum();
  }

  private static List<Levels> lattice(List<QuasiIdentifier> identifiers) {
    List<Levels> all = new ArrayList<>(List.of(new Levels(List.of())));
    for (QuasiIdentifier one : identifiers) {
      List<Levels> longer = new ArrayList<>();
      for (Levels node : all) {
        for (int level = 0; level <= one.top(); level++) {
          List<Integer> levels = new ArrayList<>(node.of());
          levels.add(level);
          longer.add(new Levels(levels));
        }
      }
      all = longer;
    }
    return all;
  }

  /** The lattice tried node by node, with nothing pruned and groups counted from the people. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void search_randomTable_findsWhatBruteForceFinds(long seed) {
    int people = 60 + (int) seed * 40;
    int target = 2 + (int) seed % 4 * 3;
    List<QuasiIdentifier> identifiers = several();
    List<String[]> cells = random(seed, people);
    LocalClasses classes =
        new LocalClasses(target, identifiers, cells, java.util.Collections.nCopies(people, 1L));
    RiskReport report = RiskAnalysis.of("endpoints", identifiers, classes, List.of(), List.of());
    Levels top = Levels.top(identifiers);
    for (Proposal proposal : report.proposals()) {
      Levels best =
          lattice(identifiers).stream()
              .filter(
                  node ->
                      groups(identifiers, cells, node).values().stream()
                              .filter(n -> n < target)
                              .mapToLong(n -> n)
                              .sum()
                          <= Math.floor(proposal.allowance() * people))
              .min(
                  Comparator.comparingDouble(
                      node -> {
                        double loss = 0;
                        for (int i = 0; i < node.size(); i++) {
                          double whole = bits(groups(identifiers, cells, top.with(i, 0)), people);
                          double left =
                              bits(groups(identifiers, cells, top.with(i, node.get(i))), people);
                          loss += 1 - left / whole + node.get(i) * 1e-6;
                        }
                        return loss;
                      }))
              .orElseThrow();
      assertThat(proposal.levels()).isEqualTo(best);
      assertThat(proposal.isOptimal()).isTrue();
      assertThat(proposal.kAfterSuppression())
          .isEqualTo(
              groups(identifiers, cells, best).values().stream()
                  .filter(n -> n >= target)
                  .min(Comparator.naturalOrder())
                  .orElseThrow());
    }
    assertThat(report.proposals()).isNotEmpty();
  }

  @Test
  void search_withoutPatience_stillReachesTheTarget() {
    List<QuasiIdentifier> identifiers = several();
    LocalClasses classes =
        new LocalClasses(5, identifiers, random(3, 200), java.util.Collections.nCopies(200, 1L));
    ClassTable hasty =
        new ClassTable() {
          @Override
          public Map<Levels, ClassFigures> at(java.util.Collection<Levels> nodes) {
            return classes.at(nodes);
          }

          @Override
          public int patience() {
            return 0;
          }
        };
    for (Proposal one :
        RiskAnalysis.of("endpoints", identifiers, hasty, List.of(), List.of()).proposals()) {
      assertThat(one.figures().belowShare()).isLessThanOrEqualTo(one.allowance());
      assertThat(one.isOptimal()).isFalse();
    }
  }

  @Test
  void cells_ofSeveralValues_areMadeCoarserEach() {
    QuasiIdentifier zip = one("zip", "POSTAL_CODE", prefix(2), 2);
    assertThat(CellText.coarser("10\u001f11\u001f20", zip.steps().get(0))).isEqualTo("1\u001f2");
    assertThat(CellText.coarser("10\u001f11", zip.steps().get(1))).isNull();
  }

  @Test
  void columns_ofOneRule_areOneQuasiIdentifier() {
    Optional<Generalization> grid = Optional.of(new Generalization(Method.GRID, 0, 0));
    List<QuasiIdentifier> identifiers =
        QuasiIdentifiers.of(
            List.of(
                column("Latitude", "LATITUDE", grid, 0),
                column("Longitude", "LONGITUDE", grid, 0),
                column("dob", "DATE_OF_BIRTH", year(), 0),
                column("geburtsdatum", "DATE_OF_BIRTH", year(), 0),
                new QuasiIdentifiers.Column(
                    new Place("endpoints.Attributes.`a b`", "Attributes.`a b`"),
                    "CITY",
                    true,
                    AS_IT_IS,
                    Coarsening.Lengths.NONE)));
    assertThat(identifiers)
        .extracting(QuasiIdentifier::name)
        .containsExactly(
            "Attributes.`a b`", "LATITUDE+LONGITUDE (2 columns)", "DATE_OF_BIRTH (2 columns)");
    assertThat(identifiers)
        .extracting(QuasiIdentifier::types)
        .containsExactly(List.of(), List.of("LATITUDE", "LONGITUDE"), List.of("DATE_OF_BIRTH"));
  }

  @Test
  void rules_ofAProposal_areReadByThePolicy() {
    List<QuasiIdentifier> identifiers =
        new ArrayList<>(
            QuasiIdentifiers.of(
                List.of(
                    column("Latitude", "LATITUDE", AS_IT_IS, 0),
                    column("zip", "POSTAL_CODE", prefix(3), 3),
                    column("ip", "IP_ADDRESS", AS_IT_IS, 0),
                    column("agent", "USER_AGENT", AS_IT_IS, 0),
                    column("age", "AGE", AS_IT_IS, 0),
                    new QuasiIdentifiers.Column(
                        new Place("endpoints.Attributes.`a \"b\".c`", "x"),
                        "DATE_OF_BIRTH",
                        true,
                        AS_IT_IS,
                        Coarsening.Lengths.NONE))));
    ClassFigures none = new ClassFigures.Builder(2).build();
    for (int level = 1; level <= 3; level++) {
      int at = level;
      Levels levels = new Levels(identifiers.stream().map(one -> Math.min(at, one.top())).toList());
      String rules = String.join("\n", new Proposal(identifiers, levels, 0, none, 1, true).rules());
      Problems problems = new Problems();
      int size =
          new PolicyFile(PersonalDataType::find)
              .read(YamlFile.parse("policy.yaml", "version: 1\nrules:\n" + rules, problems))
              .size();
      problems.throwIfAny();
      assertThat(size).isEqualTo(6);
    }
  }
}
