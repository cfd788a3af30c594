// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiEdgeCasesTest {
  private static final String FIELDS =
      """
      fields:
        event_type: {source: events, column: event_type}
        country: {source: endpoints, column: Location.Country}
      conditions:
        sent: "event_type = '_email.send'"
        opened: "event_type = '_email.open'"
        lost: "event_type IN ('_email.send', '_email.hardbounce')"
        app: "NOT startswith(event_type, '_email.')"
      groups:
        country: country
      """;

  private static String of(String kpi) {
    String yaml = FIELDS + "kpis:\n  - {name: k, title: t, formula: f, " + kpi + "}\n";
    return KpiEdgeCases.of(TestKpis.of(yaml).definitions().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numerator: {count: sent} | ''",
        "numerator: {count: sent}, notes: so it is | so it is",
        "numerator: {endpoints: opened}, notes: so | an endpoint counts once a day, and over the whole history once; so",
        "grain: month, numerator: {people: app} | a person, whatever their endpoints, counts once a month, and over the whole history once",
        "numerator: {people: app, since_first: '0'} | a person, whatever their endpoints, counts on one day alone, in the group of the first app event; an older event that arrives late moves a person's first day, from the next run on",
        "source: users, numerator: {count: 'true'} | ''",
        "numerator: {count: sent, minus: lost} | what is taken off counts on its own day, so that a day can be below 0",
        "numerator: {count: opened}, denominator: {count: sent} | numerator and denominator count each on the day of its own event, so that a day's rate can exceed 1",
        "numerator: {count: sent}, denominator: {count: lost} | ''",
        "numerator: {count: sent}, denominator: {people: opened} | ''",
        "dated: first_day, numerator: {people: app, since_first: '1'}, denominator: {people: app, since_first: '0'} | null for the last day of the history, whose people can still come back; the whole history counts them as they are; an older event that arrives late moves a person's first day, from the next run on",
      })
  void of_kpi_saysWhatFollowsFromHowItIsCounted(String kpi, String cases) {
    assertThat(of(kpi)).isEqualTo(cases);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "', groups: [country]', true"})
  void of_cohort_saysWhichGroupPeopleAreIn(String groups, boolean isSaid) {
    String cases =
        of(
            "dated: first_day, numerator: {people: app, since_first: '7'}, denominator: {people:"
                + " app, since_first: '0'}"
                + groups);
    assertThat(cases).startsWith("null for the last 7 days of the history");
    assertThat(cases.contains("is in the group of their first app event")).isEqualTo(isSaid);
  }
}
