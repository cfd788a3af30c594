// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis.Field;
import dev.pinfold.config.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the expressions and conditions of {@code kpis.yaml} against the fields it declares. */
final class KpiMeasures {
  private final Map<String, Field> fields;
  private final ExpressionCheck check;
  private final Map<String, String> conditions = new LinkedHashMap<>();

  KpiMeasures(Map<String, Field> fields, ExpressionCheck check) {
    this.fields = fields;
    this.check = check;
  }

  /** Reads the named conditions; each may use those before it. */
  void readConditions(YamlMap map) {
    for (String name : map.keys()) {
      String text = map.requiredText(name);
      if (fields.containsKey(name)) {
        map.problem(name, "is the name of a field already");
      }
      conditions.put(name, value(map, name, null, text));
    }
  }

  /**
   * A condition, with the named conditions put in.
   *
   * @param source whose rows it is about
   */
  String condition(YamlMap map, String key, Source source, String text) {
    return checked(map, key, source, text, true);
  }

  /**
   * An expression of any type, with the named conditions put in.
   *
   * @param source whose rows it is about; null where that is not known yet
   */
  String value(YamlMap map, String key, Source source, String text) {
    return checked(map, key, source, text, false);
  }

  private String checked(YamlMap map, String key, Source source, String text, boolean isCondition) {
    String expanded = FieldNames.expand(text, conditions);
    Set<String> names = FieldNames.in(expanded);
    names.forEach(name -> requireField(map, key, source, name));
    // What uses an unknown field has its problem already.
    if (fields.keySet().containsAll(names)) {
      Map<String, String> types = new LinkedHashMap<>();
      names.forEach(name -> types.put(name, fields.get(name).sqlType()));
      check.problem(expanded, isCondition, types).ifPresent(problem -> map.problem(key, problem));
    }
    return expanded;
  }

  Optional<Measure> measure(YamlMap map, Source source, boolean mayHaveMinus) {
    map.allowOnly(
        "count", "endpoints", "people", "sum", "where", "minus", "since_first", "once", "unit");
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (map.has(kind.name().toLowerCase(Locale.ROOT))) {
        kinds.add(kind);
      }
    }
    if (kinds.size() != 1) {
      map.problem("where", "needs exactly one of count, endpoints, people, sum");
      return Optional.empty();
    }
    Kind kind = kinds.get(0);
    String key = kind.name().toLowerCase(Locale.ROOT);
    String text = checked(map, key, source, map.requiredText(key), kind != Kind.SUM);
    Optional<String> minus = map.text("minus").map(m -> condition(map, "minus", source, m));
    if (minus.isPresent() && !mayHaveMinus) {
      map.problem("minus", "belongs to the numerator");
    } else if (minus.isPresent() && kind != Kind.COUNT) {
      map.problem("minus", "belongs to count; " + key + " has no rows to take off");
    }
    Optional<DayRange> sinceFirst = sinceFirst(map, source);
    if (sinceFirst.isPresent() && minus.isPresent()) {
      map.problem("minus", "cannot stand beside since_first; its rows would be those of all days");
    }
    Optional<String> once = map.text("once");
    once.ifPresent(field -> requireField(map, "once", source, field));
    if (once.isPresent() && (kind != Kind.COUNT || minus.isPresent())) {
      map.problem("once", "belongs to count without minus");
    }
    if (kind == Kind.SUM) {
      String where = condition(map, "where", source, map.text("where").orElse("true"));
      return Optional.of(
          new Measure(
              kind, text, where, Optional.empty(), sinceFirst, Optional.empty(), map.text("unit")));
    }
    if (map.has("where")) {
      map.problem("where", "belongs to sum; give the condition to " + key + " itself");
    }
    if (map.has("unit")) {
      map.problem("unit", "belongs to sum; " + key + " is measured in nothing");
    }
    return Optional.of(new Measure(kind, "1", text, minus, sinceFirst, once, Optional.empty()));
  }

  private static Optional<DayRange> sinceFirst(YamlMap map, Source source) {
    Optional<String> text = map.text("since_first");
    if (text.isPresent() && source != Source.EVENTS) {
      map.problem("since_first", "is about events; " + label(source) + " have no active days");
    }
    Optional<DayRange> range = text.flatMap(DayRange::parse);
    if (text.isPresent() && range.isEmpty()) {
      map.problem("since_first", "must be days such as 7, 1-6 or 1-");
    }
    return range;
  }

  void requireField(YamlMap map, String key, Source source, String name) {
    Field known = fields.get(name);
    if (known == null) {
      List<String> names = new ArrayList<>(fields.keySet());
      names.addAll(conditions.keySet());
      map.problem(key, "unknown field '" + name + "'" + YamlMap.suggestion(name, names));
    } else if (source != null && source != Source.EVENTS && known.source() == Source.EVENTS) {
      map.problem(key, "field '" + name + "' is one of events, the KPI counts " + label(source));
    }
  }

  private static String label(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
