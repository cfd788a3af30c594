// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.jobs.PlainKpi.Dated;
import dev.pinfold.jobs.PlainKpi.Measure;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The ways in which KPIs count a history. */
final class PlainMeasures {
  private static final long MILLIS_OF_DAY = 86_400_000L;

  private final PlainHistory history;
  private final Predicate<PlainRow> active;
  private final Map<String, PlainRow> firstEvents = new HashMap<>();

  /**
   * @param active which events make a person active; the first of them is the person's first day
   */
  PlainMeasures(PlainHistory history, Predicate<PlainRow> active) {
    this.history = history;
    this.active = active;
    for (PlainRow event : history.events()) {
      if (active.test(event)) {
        firstEvents.putIfAbsent(event.person(), event);
      }
    }
  }

  /** Events of a kind. */
  Measure count(Predicate<PlainRow> kind) {
    return sum(kind, event -> 1);
  }

  /** What events of a kind add up to. */
  Measure sum(Predicate<PlainRow> kind, ToDoubleFunction<PlainRow> weight) {
    return new Measure(dated(history.events().stream().filter(kind).toList()), null, weight);
  }

  /** Distinct people with an event of a kind. */
  Measure people(Predicate<PlainRow> kind) {
    return new Measure(
        dated(history.events().stream().filter(kind).toList()), PlainRow::person, null);
  }

  /** Distinct endpoints with an event of a kind. */
  Measure endpoints(Predicate<PlainRow> kind) {
    return new Measure(
        dated(history.events().stream().filter(kind).toList()), PlainRow::endpoint, null);
  }

  /** Endpoints, on the days of their creation. */
  Measure allEndpoints() {
    return new Measure(dated(history.endpoints()), null, endpoint -> 1);
  }

  /** Users, on the days on which their first endpoints were created. */
  Measure users() {
    return new Measure(dated(history.users()), null, endpoint -> 1);
  }

  /**
   * Events of a kind, of which an endpoint's first alone counts among those that agree in
   * something; where they tell nothing of it, each counts.
   */
  Measure once(Predicate<PlainRow> kind, Function<PlainRow, String> what) {
    List<PlainRow> first = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (PlainRow event : history.events()) {
      if (kind.test(event)) {
        String told = what.apply(event);
        if (told == null || seen.add(List.of(String.valueOf(event.endpoint()), told))) {
          first.add(event);
        }
      }
    }
    return new Measure(dated(first), null, event -> 1);
  }

  /**
   * People who were active so many days behind their first day. Those of a cohort, and those who
   * are new, are in the groups of their first event; others in those of what they did then.
   *
   * @param isOfFirstDay whether they count on their first day, or else on that later one
   */
  Measure since(long from, long to, boolean isOfFirstDay) {
    List<Dated> rows = new ArrayList<>();
    for (PlainRow event : history.events()) {
      if (active.test(event)) {
        PlainRow first = firstEvents.get(event.person());
        long days = ChronoUnit.DAYS.between(first.day(), event.day());
        if (days >= from && days <= to) {
          boolean isAsBegun = isOfFirstDay || to == 0;
          rows.add(new Dated(isAsBegun ? first : event, isOfFirstDay ? first.day() : event.day()));
        }
      }
    }
    return new Measure(rows, PlainRow::person, null);
  }

  /**
   * People who came so far in a funnel, a step each. All count on the day on which they entered, in
   * the groups of that event.
   *
   * @param days from the entry on in which a step must come
   * @param types of events, in order
   */
  List<Measure> steps(int days, String... types) {
    List<List<Dated>> steps = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      steps.add(new ArrayList<>());
    }
    Map<String, PlainRow> entries = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (PlainRow event : history.events()) {
      int next = taken.getOrDefault(event.person(), 0);
      if (next < types.length && event.type().equals(types[next])) {
        PlainRow entry = entries.computeIfAbsent(event.person(), person -> event);
        if (event.millis() - entry.millis() <= days * MILLIS_OF_DAY) {
          steps.get(next).add(new Dated(entry, entry.day()));
          taken.put(event.person(), next + 1);
        }
      }
    }
    return steps.stream().map(rows -> new Measure(rows, PlainRow::person, null)).toList();
  }

  private static List<Dated> dated(List<PlainRow> rows) {
    return rows.stream().map(row -> new Dated(row, row.day())).toList();
  }
}
