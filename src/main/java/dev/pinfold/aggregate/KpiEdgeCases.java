// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The edge cases of a KPI in words: what {@code notes} say of it, and before that what follows from
 * how it is counted, so that it is said of every KPI that is counted so.
 */
final class KpiEdgeCases {
  private static final Pattern EVENT_TYPE = Pattern.compile("'(_[A-Za-z]+\\.[A-Za-z_]+)'");

  private KpiEdgeCases() {}

  static String of(KpiDefinition kpi) {
    List<String> cases = new ArrayList<>();
    addDistinct(kpi, cases);
    addFirstDay(kpi, cases);
    if (kpi.numerator().minus().isPresent()) {
      cases.add("what is taken off counts on its own day, so that a day can be below 0");
    }
    if (isOfOtherDays(kpi)) {
      cases.add(
          "numerator and denominator count each on the day of its own event, so that a day's rate"
              + " can exceed 1");
    }
    if (!kpi.notes().isEmpty()) {
      cases.add(kpi.notes());
    }
    return String.join("; ", cases);
  }

  /** The types of events that a figure's conditions name. */
  static Set<String> events(Measure measure) {
    Set<String> events = new TreeSet<>();
    Matcher type = EVENT_TYPE.matcher(measure.condition() + " " + measure.minus().orElse(""));
    while (type.find()) {
      events.add(type.group(1));
    }
    return events;
  }

  private static void addDistinct(KpiDefinition kpi, List<String> cases) {
    Measure counted = kpi.numerator();
    boolean isOfPeople = counted.kind() == Kind.PEOPLE;
    if ((!isOfPeople && counted.kind() != Kind.ENDPOINTS)
        || kpi.source() != Source.EVENTS
        || kpi.cohort()) {
      return;
    }
    String who = isOfPeople ? "a person, whatever their endpoints," : "an endpoint";
    boolean isOnce = counted.sinceFirst().filter(DayRange::isFirstDay).isPresent();
    cases.add(
        isOnce
            ? who + " counts on one day alone, in the group of the first app event"
            : who + " counts once a " + unit(kpi.grain()) + ", and over the whole history once");
  }

  /** What is about first days depends on all that is known of a person. */
  private static void addFirstDay(KpiDefinition kpi, List<String> cases) {
    if (kpi.numerator().sinceFirst().isEmpty()) {
      return;
    }
    if (kpi.lastingDays() > 0) {
      String last =
          kpi.lastingDays() == 1 ? "the last day" : "the last " + kpi.lastingDays() + " days";
      cases.add(
          "null for "
              + last
              + " of the history, whose people can still come back; the whole history counts them"
              + " as they are");
    }
    if (kpi.cohort() && !kpi.groups().isEmpty()) {
      cases.add(
          "who comes back is in the group of their first app event, whatever app version or platform"
              + " they come back with");
    }
    cases.add("an older event that arrives late moves a person's first day, from the next run on");
  }

  private static String unit(Grain grain) {
    return switch (grain) {
      case DAY, PERIOD -> "day";
      case WEEK -> "week";
      case MONTH -> "month";
    };
  }

  /** Whether a numerator counts what comes behind its denominator, maybe on a later day. */
  private static boolean isOfOtherDays(KpiDefinition kpi) {
    return !kpi.cohort()
        && kpi.denominator()
            .filter(below -> below.kind() == kpi.numerator().kind())
            .map(KpiEdgeCases::events)
            .filter(below -> !below.isEmpty() && !below.containsAll(events(kpi.numerator())))
            .isPresent();
  }
}
