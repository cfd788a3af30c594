// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import dev.pinfold.aggregate.risk.QuasiIdentifier.Place;
import dev.pinfold.protect.Coarsening;
import dev.pinfold.protect.Generalization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts columns together that one rule of the policy is for: those of a type, and latitude with
 * longitude. What a rule names by column stands alone, and so does a type that is done in several
 * ways.
 */
public final class QuasiIdentifiers {
  private static final Set<String> PLACES = Set.of("LATITUDE", "LONGITUDE");

  private QuasiIdentifiers() {}

  /**
   * A column that classification found to be a quasi-identifier, and whose values can be read.
   *
   * @param type its personal-data type
   * @param hasOwnRule whether a rule for columns decided it, or its type alone did not
   * @param present how the values were generalized; empty: they are as they were
   * @param lengths of its values, where they are prefixes
   */
  public record Column(
      Place place,
      String type,
      boolean hasOwnRule,
      Optional<Generalization> present,
      Coarsening.Lengths lengths) {

    /** Whether its values are prefixes, whose length matters. */
    public boolean isPrefix() {
      return present.filter(how -> how.method() == Generalization.Method.PREFIX).isPresent();
    }

    public Column with(Coarsening.Lengths found) {
      return new Column(place, type, hasOwnRule, present, found);
    }
  }

  public static List<QuasiIdentifier> of(List<Column> columns) {
    Map<List<Object>, List<Column>> groups = new LinkedHashMap<>();
    columns.stream()
        .sorted(Comparator.comparing(column -> column.place().input()))
        .forEach(
            column -> groups.computeIfAbsent(key(column), key -> new ArrayList<>()).add(column));
    Map<String, Long> ways =
        groups.values().stream()
            .flatMap(group -> typesOf(group).stream())
            .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    List<QuasiIdentifier> identifiers = new ArrayList<>();
    for (List<Column> group : groups.values()) {
      boolean byType =
          !group.get(0).hasOwnRule() && typesOf(group).stream().allMatch(t -> ways.get(t) == 1);
      identifiers.add(of(group, byType));
    }
    return identifiers;
  }

  private static List<Object> key(Column column) {
    Object kind = PLACES.contains(column.type()) ? "place" : column.type();
    return List.of(
        kind,
        column.hasOwnRule() && !PLACES.contains(column.type()) ? column.place().input() : "",
        column.hasOwnRule(),
        column.present());
  }

  private static Set<String> typesOf(List<Column> group) {
    return group.stream().map(Column::type).collect(Collectors.toCollection(TreeSet::new));
  }

  private static QuasiIdentifier of(List<Column> group, boolean byType) {
    Column first = group.get(0);
    List<Coarsening.Lengths> lengths =
        group.stream().map(Column::lengths).filter(one -> one.longest() > 0).toList();
    Coarsening.Lengths all =
        new Coarsening.Lengths(
            lengths.stream().mapToInt(Coarsening.Lengths::shortest).min().orElse(0),
            lengths.stream().mapToInt(Coarsening.Lengths::longest).max().orElse(0));
    return new QuasiIdentifier(
        name(group),
        group.stream().map(Column::place).toList(),
        first.present().map(Generalization::describe).orElse("as it is"),
        byType ? List.copyOf(typesOf(group)) : List.of(),
        Coarsening.stepsOf(first.type(), first.present(), all));
  }

  /** The column's path; of several, the types and their number. */
  private static String name(List<Column> group) {
    if (group.size() == 1) {
      return group.get(0).place().output();
    }
    return String.join("+", typesOf(group)) + " (" + group.size() + " columns)";
  }
}
