// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.catalog.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiFileTest {
  private static final String FIELDS =
      """
      fields:
        event_type: {source: events, column: event_type}
        campaign_id: {source: events, column: attributes.campaign_id}
        country: {source: endpoints, column: Location.Country}
      conditions:
        open: "event_type = '_email.open'"
        campaign_open: "open AND campaign_id IS NOT NULL"
      groups:
        campaign: campaign_id
        land: {field: country}
      """;

  private static Kpis read(String more) {
    return TestKpis.of(FIELDS + more);
  }

  private static String kpi(String rest) {
    return "kpis:\n  - {name: k, title: t, formula: f, " + rest + "}\n";
  }

  @Test
  void read_namedConditions_standInParentheses() {
    KpiDefinition kpi = read(kpi("numerator: {count: campaign_open}")).definitions().get(0);

    assertThat(kpi.numerator().condition())
        .isEqualTo("((event_type = '_email.open') AND campaign_id IS NOT NULL)");
    assertThat(kpi.grain()).isEqualTo(Grain.DAY);
  }

  @Test
  void read_cohort_hasItsRangeAndDate() {
    KpiDefinition kpi =
        read(kpi("dated: first_day, numerator: {people: open, since_first: \"1-7\"}"))
            .definitions()
            .get(0);

    assertThat(kpi.cohort()).isTrue();
    assertThat(kpi.numerator().sinceFirst()).contains(new DayRange(1, 7));
  }

  @Test
  void read_noPrivacy_hidesBelowTen() {
    assertThat(read("").privacy()).isEqualTo(Privacy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numerator: {count: opne} | kpis.yaml:12:49 kpis[0].numerator.count: unknown field 'opne'",
        "numerator: {count: open}, groups: [campain] | kpis.yaml:12:63 kpis[0].groups: unknown group 'campain'; did you mean 'campaign'?",
        "source: users, numerator: {count: open} | kpis.yaml:12:64 kpis[0].numerator.count: field 'event_type' is one of events, the KPI counts users",
        "source: endpoints, numerator: {count: 'true'}, groups: [campaign] | 'campaign' has no field of endpoints",
        "numerator: {people: open, since_first: soon} | must be days such as 7, 1-6 or 1-",
        "source: users, numerator: {count: 'true', since_first: '1'} | since_first: is about events; users have no active days",
        "numerator: {count: open, people: open} | needs exactly one of count, endpoints, people, sum",
        "numerator: {people: open, minus: open} | minus: belongs to count; people has no rows to take off",
        "numerator: {count: open}, denominator: {count: open, minus: open} | minus: belongs to the numerator",
        "numerator: {count: open, minus: open, since_first: '1'} | kpis.yaml:12:62 kpis[0].numerator.minus: cannot stand beside since_first",
        "numerator: {people: open, once: campaign_id} | once: belongs to count without minus",
        "numerator: {count: open, unit: campaign} | unit: belongs to sum; count is measured in nothing",
        "numerator: {sum: '1', where: open, unit: campaign}, groups: [land] | unit: no KPI of this sum is split by 'campaign'",
        "numerator: {count: open, once: mesage} | once: unknown field 'mesage'",
        "numerator: {count: open}, dated: yesterday | dated: must be event or first_day",
        "numerator: {count: open}, api: {campaigns: [k]} | api.campaigns: unknown key; did you mean 'campaign'?",
        "numerator: {count: open}, api: [k] | kpis[0].api: must be a map",
        "nmerator: {count: open} | unknown key; did you mean 'numerator'?",
      })
  void read_mistakeInAKpi_namesPlaceAndRemedy(String kpi, String message) {
    assertThatThrownBy(() -> read(kpi(kpi)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "privacy: {min_group_size: 0} | privacy.min_group_size: must be at least 1, got 0",
        "privacy: {differential_privacy: {epsilon: -1}} | epsilon: must be above 0",
        "privacy: {differential_privacy: {delta: 2}} | delta: must be below 1",
        "privacy: {differential_privacy: {epsilon: 3, budget: {epsilon: 1}}} | budget: is smaller than one release",
        "dimensions: {city: {column: Location.City, within: region}} | within: 'region' is none of those before",
        "dimensions: {plan: Attributes.plan} | kpis.yaml:11:14 dimensions.plan: 'Attributes.plan' is a list",
        "dimensions: {plan: {column: User.UserAttributes.plan}} | dimensions.plan.column: 'User.UserAttributes.plan' is a list",
        "dimensions: {total: ChannelType} | kpis.yaml:11:14 dimensions.total: is the name of all endpoints together",
        "fields: {id: {source: events, column: a}, Id: {source: events, column: b}} | kpis.yaml:11:43 fields.Id: differs from 'id' by case alone",
        "fields: {a.b: {source: events, column: a}} | kpis.yaml:11:10 fields.a.b: is no name that SQL can read",
        "fields: {String: {source: events, column: a}} | fields.String: is no name that SQL can read",
        "funnels: [{name: f, title: t, steps: [{name: a, when: open}]}] | steps: a funnel has at least two",
        "funnels: [{name: f, title: t, within_days: 0, steps: [{name: a, when: open}, {name: b, when: open}]}] | within_days: must be at least 1, got 0",
        "sums: [{total: x, parts: [y], value: z}] | sums[0].value: belongs to group",
        "sums: [{total: x/minus, parts: [y]}] | unknown KPI 'x/minus'",
        "groups: {a: campaign_id, b: {field: campaign_id, within: [a, c]}} | groups.b.within: 'c' is none of those before",
        "sums: [{total: x, parts: [y]}] | unknown KPI 'x'",
      })
  void read_mistakeElsewhere_namesPlaceAndRemedy(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml + "\n"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{total: all, parts: []} | parts: a sum has one part at least",
        "{total: all, parts: [all]} | parts: 'all' cannot be a part of itself",
        "{total: part, group: type, parts: [all]} | total: 'part' is not split by 'type'",
        "{total: all, group: type, parts: [part]} | parts: 'part' is not split by 'type'",
      })
  void read_sumThatWouldProtectNothing_isRefused(String sum, String message) {
    String yaml =
        """
        fields: {event_type: {source: events, column: event_type}}
        groups: {type: event_type}
        kpis:
          - {name: all, title: t, formula: f, numerator: {count: "true"}, groups: [type]}
          - {name: part, title: t, formula: f, numerator: {count: "event_type = 'a'"}}
        sums: [%s]
        """;
    assertThatThrownBy(() -> TestKpis.of(yaml.formatted(sum)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rawFields_activityAndDoubtfulColumns_areNamedAndLeftOut() {
    Kpis kpis =
        TestKpis.of(
            """
            fields:
              event_type: {source: events, column: event_type}
              mail: {source: events, column: attributes.mail}
              screen: {source: events, column: attributes.screen}
            activity: "mail = 'ana@example.com'"
            groups: {screen: screen, type: event_type}
            kpis:
              - {name: a, title: t, formula: f, numerator: {count: "true"}, groups: [screen, type]}
              - {name: b, title: t, formula: f, numerator: {count: "screen = 'home'"}}
              - {name: c, title: t, formula: f, numerator: {people: "true", since_first: "0"}}
            funnels:
              - {name: way, title: t, steps: [{name: in, when: "screen = 'x'"}, {name: out, when: "true"}]}
            """);
    RawFields raw =
        new RawFields(
            kpis,
            path -> Optional.of("EMAIL_ADDRESS, tokenize").filter(w -> path.leaf().equals("mail")),
            path -> Optional.of("NONE, tokenize").filter(w -> path.leaf().equals("screen")));

    assertThat(raw.problems())
        .containsExactly(
            "kpis.yaml:5:1 activity: uses field 'mail', that is, events.attributes.mail, whose raw"
                + " value is protected (EMAIL_ADDRESS, tokenize); count people or endpoints"
                + " instead, or change the policy",
            "kpis.yaml:8:6 kpis[0].name a: is split by 'screen', that is,"
                + " events.attributes.screen, whose values are not shown, to be on the safe side"
                + " (NONE, tokenize); count people or endpoints instead, or change the policy",
            "kpis.yaml:9:6 kpis[1].name b: uses field 'screen', that is,"
                + " events.attributes.screen, whose values are not shown, to be on the safe side"
                + " (NONE, tokenize); count people or endpoints instead, or change the policy",
            "kpis.yaml:12:6 funnels[0].name way: uses field 'screen', that is,"
                + " events.attributes.screen, whose values are not shown, to be on the safe side"
                + " (NONE, tokenize); count people or endpoints instead, or change the policy");
    Kpis left = raw.withoutThem();
    assertThat(left.definitions()).extracting(KpiDefinition::name).containsExactly("a");
    assertThat(left.definitions().get(0).groups()).containsExactly("type");
    assertThat(left.funnels()).isEmpty();
    assertThat(left.activity()).isEqualTo("false");
  }

  @Test
  void rawFields_groupByAProtectedColumn_isRefusedWithPlaceAndReason() {
    Kpis kpis =
        TestKpis.of(
            """
            fields:
              event_type: {source: events, column: event_type}
              address: {source: endpoints, column: Address}
            groups: {address: address}
            dimensions: {address: Address}
            kpis:
              - {name: a, title: t, formula: f, numerator: {count: "event_type = 'x'"}, groups: [address]}
              - {name: b, title: t, formula: f, numerator: {count: "address IS NOT NULL"}}
              - {name: c, title: t, formula: f, numerator: {count: "address = 'ana@example.com'"}}
            """);
    RawFields raw =
        new RawFields(
            kpis,
            path ->
                path.leaf().equals("Address")
                    ? java.util.Optional.of("EMAIL_ADDRESS, tokenize")
                    : java.util.Optional.empty());

    assertThat(raw.problems())
        .hasSize(3)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "kpis.yaml:7:6 kpis[0].name a: uses field 'address', that is,"
                            + " endpoints.Address, whose raw value is protected (EMAIL_ADDRESS,"
                            + " tokenize); count people or endpoints instead, or change the"
                            + " policy"))
        .anySatisfy(problem -> assertThat(problem).startsWith("kpis.yaml:9:6 kpis[2].name c"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("kpis.yaml:5:14 dimensions.address: groups"));
    assertThat(raw.withoutThem().definitions())
        .extracting(KpiDefinition::name)
        .containsExactly("b");
    assertThat(raw.withoutThem().dimensions()).isEmpty();
  }

  /**
   * A group has an event's value before the endpoint's; another is split by the same in its way.
   */
  private static RawFields rawFields(String unreadable, String condition, String other) {
    Kpis kpis =
        TestKpis.of(
            """
            fields:
              event_type: {source: events, column: event_type}
              sent: {source: events, column: application.version_name}
              known: {source: endpoints, column: Demographic.AppVersion}
              part: {source: events, column: attributes.part}
            groups: {version: "coalesce(sent, known)", part: %s}
            kpis:
              - {name: a, title: t, formula: f, numerator: {count: "%s"}, groups: [version, part]}
            """
                .formatted(other, condition));
    return new RawFields(
        kpis,
        path ->
            Optional.of("EMAIL_ADDRESS, tokenize").filter(w -> unreadable.contains(path.leaf())));
  }

  @Test
  void rawFields_groupWithAnotherFieldToGoBy_isSplitByThatAlone() {
    RawFields raw = rawFields("version_name", "true", "part");

    assertThat(raw.problems()).isEmpty();
    Kpis left = raw.withoutThem();
    assertThat(left.definitions().get(0).groups()).containsExactly("version", "part");
    assertThat(left.fields().get("sent").column()).isEmpty();
    assertThat(left.fields().get("known").column()).isEqualTo("Demographic.AppVersion");
  }

  @ParameterizedTest
  @CsvSource({
    "version_name AppVersion, true, part",
    "AppVersion, true, part",
    "part, true, part",
    "version_name, sent = 'x', part",
    "version_name, sent IS NOT NULL, part",
    "version_name, true, sent",
    "version_name, true, '\"concat(sent, known)\"'",
  })
  void rawFields_whatIsNeededBesides_isRefusedStill(
      String unreadable, String condition, String other) {
    RawFields raw = rawFields(unreadable, condition, other);

    assertThat(raw.problems()).isNotEmpty();
    assertThat(raw.withoutThem().definitions()).isEmpty();
  }
}
