// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis.Field;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.config.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code kpis.yaml} strictly; every problem is reported with its line. */
public final class KpiFile {
  private static final int MIN_GROUP_SIZE = 10;
  private static final Set<String> TYPES = Set.of("string", "double", "long");

  private final YamlMap file;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, String> groups = new LinkedHashMap<>();

  private KpiFile(YamlMap file) {
    this.file = file;
  }

  /** What the file says; problems go to the map's own list. */
  public static Kpis read(YamlMap file) {
    return new KpiFile(file).read();
  }

  private Kpis read() {
    file.allowOnly("privacy", "dimensions", "fields", "groups", "kpis");
    readFields();
    readGroups();
    List<KpiDefinition> definitions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap map : file.maps("kpis")) {
      KpiDefinition definition = definition(map);
      if (!names.add(definition.name())) {
        map.problem("name", "'" + definition.name() + "' stands twice");
      }
      definitions.add(definition);
    }
    return new Kpis(suppression(), dimensions(), fields, groups, definitions);
  }

  private Suppression suppression() {
    Optional<YamlMap> privacy = file.map("privacy");
    privacy.ifPresent(map -> map.allowOnly("min_group_size"));
    int size = privacy.flatMap(map -> map.integer("min_group_size")).orElse(MIN_GROUP_SIZE);
    if (size < 1) {
      privacy.orElseThrow().problem("min_group_size", "must be at least 1, got " + size);
      size = MIN_GROUP_SIZE;
    }
    return new Suppression(size);
  }

  private Map<String, String> dimensions() {
    Map<String, String> dimensions = new LinkedHashMap<>();
    file.map("dimensions")
        .ifPresent(
            map ->
                map.keys()
                    .forEach(
                        name -> dimensions.put(name, column(map, name, map.requiredText(name)))));
    return dimensions;
  }

  private static String column(YamlMap map, String key, String path) {
    try {
      ColumnPath.parse("table." + path);
    } catch (IllegalArgumentException e) {
      map.problem(key, e.getMessage());
    }
    return path;
  }

  private void readFields() {
    file.map("fields")
        .ifPresent(
            map -> {
              for (String name : map.keys()) {
                map.map(name).ifPresent(field -> fields.put(name, field(field)));
              }
            });
  }

  private static Field field(YamlMap map) {
    map.allowOnly("source", "column", "type");
    map.requiredText("source");
    Source source = map.choice("source", Source.class).orElse(Source.EVENTS);
    if (source == Source.USERS) {
      map.problem("source", "must be events or endpoints; users have the fields of endpoints");
    }
    String type = map.text("type").orElse("string").toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      map.problem("type", "unknown type '" + type + "'" + YamlMap.suggestion(type, TYPES));
    }
    return new Field(source, column(map, "column", map.requiredText("column")), type);
  }

  private void readGroups() {
    file.map("groups")
        .ifPresent(
            map -> {
              for (String name : map.keys()) {
                String field = map.requiredText(name);
                if (!fields.containsKey(field)) {
                  map.problem(
                      name,
                      "unknown field '" + field + "'" + YamlMap.suggestion(field, fields.keySet()));
                }
                groups.put(name, field);
              }
            });
  }

  private KpiDefinition definition(YamlMap map) {
    map.allowOnly(
        "name", "title", "formula", "source", "numerator", "denominator", "grain", "groups");
    Source source = map.choice("source", Source.class).orElse(Source.EVENTS);
    List<String> known = new ArrayList<>();
    for (String group : map.texts("groups")) {
      if (!groups.containsKey(group)) {
        map.problem(
            "groups", "unknown group '" + group + "'" + YamlMap.suggestion(group, groups.keySet()));
      } else {
        requireField(map, "groups", source, groups.get(group));
        known.add(group);
      }
    }
    if (!map.has("numerator")) {
      map.problem("numerator", "is required");
    }
    return new KpiDefinition(
        map.requiredText("name"),
        map.requiredText("title"),
        map.requiredText("formula"),
        source,
        map.map("numerator")
            .map(measure -> measure(measure, source))
            .orElse(new Measure(Kind.COUNT, "1", "true")),
        map.map("denominator").map(measure -> denominator(measure, source)),
        map.choice("grain", Grain.class).orElse(Grain.DAY),
        known);
  }

  private Measure denominator(YamlMap map, Source source) {
    if (map.has("minus")) {
      map.problem("minus", "belongs to the numerator");
    }
    return measure(map, source);
  }

  private Measure measure(YamlMap map, Source source) {
    map.allowOnly("count", "endpoints", "people", "sum", "where", "minus");
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (map.has(kind.name().toLowerCase(Locale.ROOT))) {
        kinds.add(kind);
      }
    }
    if (kinds.size() != 1) {
      map.problem("where", "needs exactly one of count, endpoints, people, sum");
      return new Measure(Kind.COUNT, "1", "true");
    }
    Kind kind = kinds.get(0);
    String key = kind.name().toLowerCase(Locale.ROOT);
    String text = map.requiredText(key);
    requireFields(map, key, source, text);
    Optional<String> minus = map.text("minus");
    minus.ifPresent(condition -> requireFields(map, "minus", source, condition));
    if (minus.isPresent() && kind != Kind.COUNT) {
      map.problem("minus", "belongs to count; " + key + " has no rows to take off");
    }
    if (kind == Kind.SUM) {
      String condition = map.text("where").orElse("true");
      requireFields(map, "where", source, condition);
      return new Measure(kind, text, condition);
    }
    if (map.has("where")) {
      map.problem("where", "belongs to sum; give the condition to " + key + " itself");
    }
    return new Measure(kind, "1", text, minus);
  }

  private void requireFields(YamlMap map, String key, Source source, String expression) {
    FieldNames.in(expression).forEach(name -> requireField(map, key, source, name));
  }

  private void requireField(YamlMap map, String key, Source source, String field) {
    Field known = fields.get(field);
    Source table = source == Source.USERS ? Source.ENDPOINTS : source;
    if (known == null) {
      map.problem(
          key, "unknown field '" + field + "'" + YamlMap.suggestion(field, fields.keySet()));
    } else if (known.source() != table) {
      map.problem(
          key,
          "field '"
              + field
              + "' is one of "
              + known.source().name().toLowerCase(Locale.ROOT)
              + ", the KPI counts "
              + source.name().toLowerCase(Locale.ROOT));
    }
  }
}
