// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One KPI as {@code kpis.yaml} declares it.
 *
 * @param formula in words, as Pinpoint documents it
 * @param notes edge cases in words
 * @param cohort whether a row's date is the person's first active day instead of its own
 * @param groups names of the groups that it is broken down by, beside its total
 * @param apiNames Pinpoint's own names of the metrics that it gives
 * @param place file, line and column where it is declared, and its name
 */
public record KpiDefinition(
    String name,
    String title,
    String formula,
    String notes,
    Source source,
    Measure numerator,
    Optional<Measure> denominator,
    Grain grain,
    boolean cohort,
    List<String> groups,
    List<ApiName> apiNames,
    String place) {

  /** What a KPI counts the rows of. */
  public enum Source {
    /** Events, each once. */
    EVENTS,
    /** Endpoints, on the day they were created. */
    ENDPOINTS,
    /** Users, on the day of their first endpoint. */
    USERS
  }

  /** The dates that figures are of. */
  public enum Grain {
    DAY,
    /** Its Monday stands for it (ISO 8601). */
    WEEK,
    /** The first day of the calendar month stands for it. */
    MONTH,
    /** All that the events cover; every KPI has it beside its own. */
    PERIOD
  }

  /** How a figure is made of rows. */
  public enum Kind {
    COUNT,
    /** Distinct endpoints. */
    ENDPOINTS,
    /** Distinct people. */
    PEOPLE,
    SUM
  }

  /**
   * A figure.
   *
   * @param expression what is summed, in SQL over the fields; {@code 1} for other kinds
   * @param condition which rows count, in SQL over the fields
   * @param minus which rows are taken off again, of a count
   * @param sinceFirst only rows so many days behind the person's first active day
   * @param once a field: of an endpoint's rows that agree in it, the first alone counts; rows
   *     without it count each
   * @param unit the group that tells what a sum is measured in, as a currency: of more than one
   *     there is no sum
   */
  public record Measure(
      Kind kind,
      String expression,
      String condition,
      Optional<String> minus,
      Optional<DayRange> sinceFirst,
      Optional<String> once,
      Optional<String> unit) {
    public Measure(Kind kind, String expression, String condition) {
      this(
          kind,
          expression,
          condition,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public Measure {
      requireNonNull(kind, "kind is null");
      requireNonNull(expression, "expression is null");
      requireNonNull(condition, "condition is null");
      requireNonNull(minus, "minus is null");
      requireNonNull(sinceFirst, "sinceFirst is null");
      requireNonNull(once, "once is null");
      requireNonNull(unit, "unit is null");
    }
  }

  /**
   * How many days behind a row's date the last of what it counts can lie; 0 where all lies at its
   * date, or where it never ends.
   */
  public int lastingDays() {
    int days = numerator.sinceFirst().map(DayRange::last).orElse(0);
    if (!cohort || days == 0 || days == Integer.MAX_VALUE) {
      return 0;
    }
    return days
        + switch (grain) {
          case WEEK -> 6;
          case MONTH -> 30;
          default -> 0;
        };
  }

  /** The same, split by these. */
  KpiDefinition withGroups(List<String> others) {
    return new KpiDefinition(
        name,
        title,
        formula,
        notes,
        source,
        numerator,
        denominator,
        grain,
        cohort,
        others,
        apiNames,
        place);
  }

  public KpiDefinition {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(numerator, "numerator is null");
    requireNonNull(grain, "grain is null");
    groups = List.copyOf(groups);
    apiNames = List.copyOf(apiNames);
  }
}
