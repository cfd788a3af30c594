// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis.Dimension;
import dev.pinfold.aggregate.Kpis.Field;
import dev.pinfold.aggregate.Kpis.Group;
import dev.pinfold.aggregate.Kpis.NotComputed;
import dev.pinfold.aggregate.Kpis.Sum;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.PersonalDataType;
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
  private static final Set<String> TYPES =
      Set.of("string", "double", "long", Field.COUNTRY, Field.AGE_BAND);

  /** Of an endpoint, what maps names to lists of texts. */
  private static final List<String> LISTS = List.of("Attributes", "User.UserAttributes");

  private final YamlMap file;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final KpiMeasures measures;

  private KpiFile(YamlMap file, ExpressionCheck check) {
    this.file = file;
    this.measures = new KpiMeasures(fields, check);
  }

  /**
   * What the file says; problems go to the map's own list.
   *
   * @param check of its SQL
   */
  public static Kpis read(YamlMap file, ExpressionCheck check) {
    return new KpiFile(file, check).read();
  }

  /** The same of a file whose SQL is known to be right. */
  public static Kpis read(YamlMap file) {
    return read(file, ExpressionCheck.NONE);
  }

  private Kpis read() {
    file.allowOnly(
        "privacy",
        "dimensions",
        "fields",
        "conditions",
        "activity",
        "groups",
        "kpis",
        "funnels",
        "sums",
        "not_computed");
    readFields();
    readGroups();
    file.map("conditions").ifPresent(measures::readConditions);
    String activity =
        measures.condition(file, "activity", Source.EVENTS, file.text("activity").orElse("true"));
    List<KpiDefinition> definitions = new ArrayList<>();
    for (YamlMap map : file.maps("kpis")) {
      definitions.add(definition(map));
    }
    for (YamlMap map : file.maps("kpis")) {
      map.map("numerator").ifPresent(measure -> requireUnit(measure, definitions));
    }
    List<Funnel> funnels = new ArrayList<>();
    for (YamlMap map : file.maps("funnels")) {
      funnels.add(funnel(map));
    }
    if (groups.size() >= CellKey.GROUPS) {
      file.problem("groups", "there can be " + (CellKey.GROUPS - 1) + " at most");
    }
    int figures = 3 * definitions.size() + funnels.stream().mapToInt(f -> f.steps().size()).sum();
    if (figures >= CellKey.COUNTINGS) {
      file.problem("kpis", "there can be " + CellKey.COUNTINGS / 3 + " at most");
    }
    List<Sum> sums = file.maps("sums").stream().map(map -> sum(map, definitions)).toList();
    return new Kpis(
        privacy(definitions),
        dimensions(),
        fields,
        groups,
        definitions,
        funnels,
        sums,
        activity,
        file.place("activity"),
        file.maps("not_computed").stream().map(KpiFile::notComputed).toList());
  }

  private static NotComputed notComputed(YamlMap map) {
    map.allowOnly("names", "reason");
    return new NotComputed(map.texts("names"), map.requiredText("reason"));
  }

  private Privacy privacy(List<KpiDefinition> definitions) {
    List<String> names = definitions.stream().map(KpiDefinition::name).toList();
    Optional<YamlMap> map = file.map("privacy");
    return map.isEmpty() ? Privacy.DEFAULT : PrivacyReader.read(map.get(), names);
  }

  private Map<String, Dimension> dimensions() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    Optional<YamlMap> map = file.map("dimensions");
    if (map.isEmpty()) {
      return dimensions;
    }
    for (String name : map.get().keys()) {
      if (name.equals(Kpis.TOTAL)) {
        map.get().problem(name, "is the name of all endpoints together; give it another");
      }
      if (map.get().isText(name)) {
        Field column = Field.ofEndpoints(single(map.get(), name, map.get().requiredText(name)));
        dimensions.put(name, new Dimension(column, Optional.empty(), map.get().place(name)));
      } else {
        map.get()
            .map(name)
            .ifPresent(
                inner ->
                    dimensions.put(
                        name,
                        new Dimension(
                            dimensionField(inner),
                            within(inner, dimensions.keySet()),
                            map.get().place(name))));
      }
    }
    return dimensions;
  }

  /** A column of endpoints, or a field that is one. */
  private Field dimensionField(YamlMap map) {
    map.allowOnly("column", "field", "within");
    if (!map.has("field")) {
      return Field.ofEndpoints(single(map, "column", map.requiredText("column")));
    }
    if (map.has("column")) {
      map.problem("field", "a dimension is either a column or a field");
    }
    String name = map.requiredText("field");
    Field field = fields.get(name);
    if (field == null) {
      map.problem(
          "field", "unknown field '" + name + "'" + YamlMap.suggestion(name, fields.keySet()));
    } else if (field.source() != Source.ENDPOINTS) {
      map.problem("field", "'" + name + "' is of events; dimensions are of endpoints");
    }
    return field == null ? Field.ofEndpoints("") : field;
  }

  /** What a dimension or group divides must stand before it, so that none divides itself. */
  private static Optional<String> within(YamlMap map, Set<String> known) {
    return map.text("within").filter(name -> isBefore(map, name, known));
  }

  /** The same of a group, which can divide several. */
  private static List<String> allWithin(YamlMap map, Set<String> known) {
    return map.texts("within").stream().filter(name -> isBefore(map, name, known)).toList();
  }

  private static boolean isBefore(YamlMap map, String name, Set<String> known) {
    if (!known.contains(name)) {
      map.problem(
          "within", "'" + name + "' is none of those before" + YamlMap.suggestion(name, known));
    }
    return known.contains(name);
  }

  private static String column(YamlMap map, String key, String path) {
    try {
      ColumnPath.parse("table." + path);
    } catch (IllegalArgumentException e) {
      map.problem(key, e.getMessage());
    }
    return path;
  }

  /** A column with one value of an endpoint. */
  private static String single(YamlMap map, String key, String path) {
    if (LISTS.stream().anyMatch(list -> path.equals(list) || path.startsWith(list + "."))) {
      map.problem(
          key,
          "'"
              + path
              + "' is a list, and an endpoint is in one bucket only; custom attributes whose policy"
              + " is keep are dimensions by themselves");
    }
    return column(map, key, path);
  }

  private void readFields() {
    file.map("fields")
        .ifPresent(
            map -> {
              for (String name : map.keys()) {
                requireUsableName(map, name);
                map.map(name).ifPresent(field -> fields.put(name, field(field)));
              }
            });
  }

  /** Fields become columns, whose names SQL must be able to read and to tell apart. */
  private void requireUsableName(YamlMap map, String name) {
    if (!FieldNames.isName(name)) {
      map.problem(
          name,
          "is no name that SQL can read as a field's; use letters, digits and _, and no word of"
              + " SQL");
    }
    fields.keySet().stream()
        .filter(other -> other.equalsIgnoreCase(name))
        .findFirst()
        .ifPresent(
            other ->
                map.problem(
                    name,
                    "differs from '" + other + "' by case alone, which SQL does not tell apart"));
  }

  private static Field field(YamlMap map) {
    map.allowOnly("source", "column", "holds", "type");
    map.requiredText("source");
    Source source = map.choice("source", Source.class).orElse(Source.EVENTS);
    if (source == Source.USERS) {
      map.problem("source", "must be events or endpoints; users have the fields of endpoints");
    }
    String type = map.text("type").orElse("string").toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      map.problem("type", "unknown type '" + type + "'" + YamlMap.suggestion(type, TYPES));
    }
    if (type.equals(Field.AGE_BAND) && source == Source.EVENTS) {
      map.problem("type", "age_band belongs to source: endpoints");
    }
    List<String> holds = map.texts("holds");
    if (holds.isEmpty()) {
      return new Field(source, column(map, "column", map.requiredText("column")), type, holds);
    }
    if (map.has("column")) {
      map.problem(
          "holds", "a field is either a column or what classification finds to hold a type");
    }
    if (source != Source.ENDPOINTS) {
      map.problem("holds", "belongs to source: endpoints");
    }
    for (String one : holds) {
      if (PersonalDataType.all().stream().noneMatch(known -> known.name().equals(one))) {
        map.problem("holds", "unknown personal-data type '" + one + "'");
      }
    }
    return new Field(source, "", type, holds);
  }

  private void readGroups() {
    Optional<YamlMap> map = file.map("groups");
    if (map.isEmpty()) {
      return;
    }
    for (String name : map.get().keys()) {
      if (map.get().isText(name)) {
        groups.put(name, new Group(group(map.get(), name), List.of()));
      } else {
        map.get()
            .map(name)
            .ifPresent(
                inner -> {
                  inner.allowOnly("field", "within");
                  groups.put(
                      name, new Group(group(inner, "field"), allWithin(inner, groups.keySet())));
                });
      }
    }
  }

  /** A group's expression; groups use fields alone, no conditions. */
  private String group(YamlMap map, String key) {
    return measures.value(map, key, null, map.requiredText(key));
  }

  private KpiDefinition definition(YamlMap map) {
    map.allowOnly(
        "name",
        "title",
        "formula",
        "source",
        "numerator",
        "denominator",
        "grain",
        "dated",
        "groups",
        "api",
        "notes");
    Source source = map.choice("source", Source.class).orElse(Source.EVENTS);
    if (!map.has("numerator")) {
      map.problem("numerator", "is required");
    }
    String dated = map.text("dated").orElse("event");
    if (!Set.of("event", "first_day").contains(dated)) {
      map.problem("dated", "must be event or first_day");
    }
    return new KpiDefinition(
        name(map, map.requiredText("name"), "name"),
        map.requiredText("title"),
        map.requiredText("formula"),
        map.text("notes").orElse(""),
        source,
        map.map("numerator")
            .flatMap(measure -> measures.measure(measure, source, true))
            .orElse(new Measure(Kind.COUNT, "1", "true")),
        map.map("denominator").flatMap(measure -> measures.measure(measure, source, false)),
        map.choice("grain", Grain.class).filter(grain -> grain != Grain.PERIOD).orElse(Grain.DAY),
        dated.equals("first_day"),
        knownGroups(map, source),
        map.map("api").map(ApiName::read).orElse(List.of()),
        map.place("name") + " " + map.text("name").orElse(""));
  }

  /** What a sum is measured in is known by those of its figures that are split by it. */
  private static void requireUnit(YamlMap measure, List<KpiDefinition> definitions) {
    String unit = measure.text("unit").orElse("");
    boolean isKnown =
        definitions.stream()
            .filter(kpi -> kpi.numerator().unit().equals(Optional.of(unit)))
            .allMatch(
                kpi ->
                    definitions.stream()
                        .filter(other -> other.numerator().equals(kpi.numerator()))
                        .anyMatch(other -> other.groups().contains(unit)));
    if (!unit.isEmpty() && !isKnown) {
      measure.problem(
          "unit", "no KPI of this sum is split by '" + unit + "'; add it to the groups of one");
    }
  }

  private String name(YamlMap map, String name, String key) {
    if (!names.add(name)) {
      map.problem(key, "'" + name + "' stands twice");
    }
    return name;
  }

  private List<String> knownGroups(YamlMap map, Source source) {
    List<String> known = new ArrayList<>();
    for (String group : map.texts("groups")) {
      if (!groups.containsKey(group)) {
        map.problem(
            "groups", "unknown group '" + group + "'" + YamlMap.suggestion(group, groups.keySet()));
      } else {
        Set<String> used = FieldNames.in(groups.get(group).field());
        if (used.stream().noneMatch(name -> isOf(source, fields.get(name)))) {
          map.problem("groups", "'" + group + "' has no field of " + label(source));
        }
        known.add(group);
      }
    }
    return known;
  }

  /** Events have the fields of their endpoint too. */
  private static boolean isOf(Source source, Field field) {
    return field == null || source == Source.EVENTS || field.source() == Source.ENDPOINTS;
  }

  private static String label(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private Funnel funnel(YamlMap map) {
    map.allowOnly("name", "title", "within_days", "steps", "groups");
    String name = map.requiredText("name");
    int days = map.integer("within_days").orElse(7);
    if (days < 1) {
      map.problem("within_days", "must be at least 1, got " + days);
      days = 1;
    }
    List<Funnel.Step> steps = new ArrayList<>();
    for (YamlMap step : map.maps("steps")) {
      step.allowOnly("name", "when");
      String stepName = step.requiredText("name");
      name(step, name + "-" + stepName, "name");
      steps.add(
          new Funnel.Step(
              stepName,
              measures.condition(step, "when", Source.EVENTS, step.requiredText("when"))));
    }
    if (steps.size() < 2) {
      map.problem("steps", "a funnel has at least two");
    }
    return new Funnel(
        name,
        map.requiredText("title"),
        days,
        steps,
        knownGroups(map, Source.EVENTS),
        map.place("name") + " " + name);
  }

  private Sum sum(YamlMap map, List<KpiDefinition> definitions) {
    map.allowOnly("total", "group", "value", "parts", "rest");
    Set<String> known = Sum.figures(definitions);
    String total = map.requiredText("total");
    requireFigure(map, "total", total, known);
    map.texts("parts").forEach(part -> requireFigure(map, "parts", part, known));
    String group = map.text("group").orElse("");
    if (!group.isEmpty() && !groups.containsKey(group)) {
      map.problem(
          "group", "unknown group '" + group + "'" + YamlMap.suggestion(group, groups.keySet()));
    }
    List<String> parts = map.texts("parts");
    if (parts.isEmpty()) {
      map.problem("parts", "a sum has one part at least");
    }
    if (parts.contains(total)) {
      map.problem("parts", "'" + total + "' cannot be a part of itself");
    }
    if (groups.containsKey(group)) {
      requireSplit(map, "total", total, group, definitions);
      if (!map.has("value")) {
        parts.forEach(part -> requireSplit(map, "parts", part, group, definitions));
      }
    }
    if (group.isEmpty() && map.has("value")) {
      map.problem("value", "belongs to group");
    }
    return new Sum(
        total, group, map.text("value").orElse(""), parts, map.flag("rest").orElse(false));
  }

  /** Or else the sum would be about figures that are not there, and protect nothing. */
  private static void requireSplit(
      YamlMap map, String key, String figure, String group, List<KpiDefinition> definitions) {
    String name = figure.replaceFirst("/.*", "");
    definitions.stream()
        .filter(kpi -> kpi.name().equals(name) && !kpi.groups().contains(group))
        .forEach(kpi -> map.problem(key, "'" + figure + "' is not split by '" + group + "'"));
  }

  private static void requireFigure(YamlMap map, String key, String figure, Set<String> known) {
    if (!known.contains(figure)) {
      map.problem(key, "unknown KPI '" + figure + "'" + YamlMap.suggestion(figure, known));
    }
  }
}
