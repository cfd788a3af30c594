// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A KPI in plain Java: what it counts, and the rows that both tables have of it.
 *
 * @param minus what is taken off the numerator; null where nothing is
 * @param denominator null where it is no rate
 * @param grain the date that a day counts for
 * @param unit the group that tells what the numerator is measured in; empty where it is counted
 * @param lasting days behind its date that a figure is complete after
 */
record PlainKpi(
    String name,
    Measure numerator,
    Measure minus,
    Measure denominator,
    UnaryOperator<LocalDate> grain,
    List<String> groups,
    String unit,
    int lasting) {

  /** A row, on the day that it counts for. */
  record Dated(PlainRow row, LocalDate day) {}

  /**
   * A figure: a sum over rows, or of how many somethings they are.
   *
   * @param distinct what is counted, each once; null for a sum
   */
  record Measure(
      List<Dated> rows, Function<PlainRow, String> distinct, ToDoubleFunction<PlainRow> weight) {}

  /**
   * Figures of one row of a table.
   *
   * @param numerator null where it has no meaning
   * @param denominator null where there is none
   * @param value null where it has no meaning or is not known yet
   * @param first first date of the KPI, of a row of the whole history; else null
   */
  record Figures(
      Double numerator, Double denominator, Double value, LocalDate first, LocalDate last) {}

  /** A date, or null for the whole history, and a group's value; both empty for the total. */
  private record Place(LocalDate date, String group, String value) {}

  static PlainKpi of(String name, Measure numerator) {
    return new PlainKpi(name, numerator, null, null, UnaryOperator.identity(), List.of(), "", 0);
  }

  PlainKpi less(Measure measure) {
    return new PlainKpi(name, numerator, measure, denominator, grain, groups, unit, lasting);
  }

  PlainKpi over(Measure measure) {
    return new PlainKpi(name, numerator, minus, measure, grain, groups, unit, lasting);
  }

  PlainKpi each(UnaryOperator<LocalDate> date) {
    return new PlainKpi(name, numerator, minus, denominator, date, groups, unit, lasting);
  }

  PlainKpi by(List<String> names) {
    return new PlainKpi(name, numerator, minus, denominator, grain, names, unit, lasting);
  }

  PlainKpi by(String... names) {
    return by(List.of(names));
  }

  PlainKpi in(String group) {
    return new PlainKpi(name, numerator, minus, denominator, grain, groups, group, lasting);
  }

  PlainKpi completeAfter(int days) {
    return new PlainKpi(name, numerator, minus, denominator, grain, groups, unit, days);
  }

  /**
   * All rows, by {@code kpi | date | group | value}; the date of the whole history is {@code all}.
   *
   * @param lastDay of the history
   */
  Map<String, Figures> rows(LocalDate lastDay) {
    Map<Place, Double> above = figures(numerator);
    Map<Place, Double> taken = minus == null ? Map.of() : figures(minus);
    Map<Place, Double> below = denominator == null ? Map.of() : figures(denominator);
    Set<Place> places = new HashSet<>(above.keySet());
    places.addAll(taken.keySet());
    places.addAll(below.keySet());
    List<LocalDate> dates =
        places.stream()
            .filter(place -> place.date() != null && place.group().isEmpty())
            .map(Place::date)
            .sorted()
            .toList();
    Map<LocalDate, Integer> units = units();
    Map<String, Figures> rows = new TreeMap<>();
    for (Place place : places) {
      boolean isOfHistory = place.date() == null;
      Double figure = above.getOrDefault(place, 0.0) - taken.getOrDefault(place, 0.0);
      // Euros and dollars have no sum; where there are none of either, it is zero.
      if (above.containsKey(place)
          && !place.group().equals(unit)
          && units.getOrDefault(place.date(), 1) > 1) {
        figure = null;
      }
      Double base = denominator == null ? null : below.getOrDefault(place, 0.0);
      boolean isComplete =
          isOfHistory || lasting == 0 || !place.date().plusDays(lasting).isAfter(lastDay);
      rows.put(
          String.join(
              " | ",
              name,
              isOfHistory ? "all" : place.date().toString(),
              place.group(),
              place.value()),
          new Figures(
              figure,
              base,
              isComplete ? value(figure, base) : null,
              isOfHistory ? dates.get(0) : null,
              isOfHistory ? dates.get(dates.size() - 1) : null));
    }
    return rows;
  }

  private Double value(Double figure, Double base) {
    if (figure == null || denominator == null) {
      return figure;
    }
    return base == 0 ? null : (Double) (figure / base);
  }

  /** How many units the numerator is measured in, by date. */
  private Map<LocalDate, Integer> units() {
    Map<LocalDate, Set<String>> units = new HashMap<>();
    if (!unit.isEmpty()) {
      for (Dated one : numerator.rows()) {
        for (LocalDate date : dates(one)) {
          units.computeIfAbsent(date, key -> new HashSet<>()).add(value(one.row(), unit));
        }
      }
    }
    Map<LocalDate, Integer> numbers = new HashMap<>();
    units.forEach((date, all) -> numbers.put(date, all.size()));
    return numbers;
  }

  private LocalDate[] dates(Dated one) {
    return new LocalDate[] {grain.apply(one.day()), null};
  }

  private static String value(PlainRow row, String group) {
    if (group.isEmpty()) {
      return "";
    }
    String value = row.group(group);
    return value == null ? "(none)" : value;
  }

  private Map<Place, Double> figures(Measure measure) {
    Map<Place, Double> sums = new HashMap<>();
    Map<Place, Set<String>> seen = new HashMap<>();
    for (Dated one : measure.rows()) {
      for (LocalDate date : dates(one)) {
        add(measure, one.row(), new Place(date, "", ""), sums, seen);
        for (String group : groups) {
          add(measure, one.row(), new Place(date, group, value(one.row(), group)), sums, seen);
        }
      }
    }
    seen.forEach((place, all) -> sums.put(place, (double) all.size()));
    return sums;
  }

  private static void add(
      Measure measure,
      PlainRow row,
      Place place,
      Map<Place, Double> sums,
      Map<Place, Set<String>> seen) {
    if (measure.distinct() == null) {
      sums.merge(place, measure.weight().applyAsDouble(row), Double::sum);
      return;
    }
    Set<String> all = seen.computeIfAbsent(place, key -> new HashSet<>());
    String one = measure.distinct().apply(row);
    if (one != null) {
      all.add(one);
    }
  }
}
