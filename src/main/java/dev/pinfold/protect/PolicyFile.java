// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.config.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code policy.yaml} strictly; every problem is reported with its line. */
public final class PolicyFile {
  private static final double KEEP_CONFIDENCE = 0.8;
  private static final int NEAREST = 3;
  private static final List<String> TYPES =
      PersonalDataType.all().stream().map(PersonalDataType::name).toList();

  private final Function<String, Optional<PersonalDataType>> types;

  /**
   * @param types finds a type by name, also those that identifier files declare
   */
  public PolicyFile(Function<String, Optional<PersonalDataType>> types) {
    this.types = types;
  }

  /** The policy; problems go to the map's own list. */
  public Policy read(YamlMap file) {
    file.allowOnly("version", "keep_confidence", "rules", "overrides");
    double keepConfidence = file.number("keep_confidence").orElse(KEEP_CONFIDENCE);
    if (!(keepConfidence >= 0 && keepConfidence <= 1)) {
      file.problem("keep_confidence", "must be in [0, 1]");
    }
    List<PolicyRule> rules = new ArrayList<>();
    for (YamlMap map : file.maps("rules")) {
      rules.add(rule(map, rules.size()));
    }
    Map<ColumnPattern, PersonalDataType> overrides = new LinkedHashMap<>();
    for (YamlMap map : file.maps("overrides")) {
      map.allowOnly("column", "type", "reason");
      ColumnPattern column = column(map);
      PersonalDataType type = type(map, "type", map.requiredText("type"));
      if (column != null && type != null) {
        overrides.put(column, type);
      }
    }
    return new Policy(
        rules.stream().filter(rule -> rule.action() != null && isFor(rule)).toList(),
        overrides,
        keepConfidence);
  }

  private static boolean isFor(PolicyRule rule) {
    return rule.column() != null
        || !rule.types().isEmpty()
        || rule.category() != null
        || rule.sensitivity() != null;
  }

  private PolicyRule rule(YamlMap map, int number) {
    map.allowOnly(
        "column", "type", "category", "sensitivity", "action", "generalize", "redact", "reason");
    long subjects =
        List.of("column", "type", "category", "sensitivity").stream().filter(map::has).count();
    if (subjects != 1) {
      map.problem(
          "a rule needs exactly one of column, type, category, sensitivity; it has "
              + (subjects == 0 ? "none" : subjects)
              + ", so "
              + (subjects == 0 ? "add one" : "make several rules of it"));
    }
    map.requiredText("action");
    ProtectionAction action = map.choice("action", ProtectionAction.class).orElse(null);
    Set<String> names = new HashSet<>();
    for (String name : map.texts("type")) {
      PersonalDataType type = type(map, "type", name);
      if (type != null) {
        names.add(type.name());
      }
    }
    if (action == ProtectionAction.GENERALIZE && !map.has("generalize")) {
      requireGeneralizable(map, names);
    }
    return new PolicyRule(
        number,
        map.has("column") ? column(map) : null,
        names,
        map.choice("category", DataCategory.class).orElse(null),
        map.choice("sensitivity", Sensitivity.class).orElse(null),
        action,
        map.map("generalize").map(PolicyFile::generalization).orElse(null),
        map.map("redact").map(PolicyFile::redaction).orElse(null));
  }

  /** A type without a usual way would be tokenized instead, which the rule does not say. */
  private static void requireGeneralizable(YamlMap map, Set<String> types) {
    List<String> unknown =
        types.stream().filter(type -> Generalization.usual(type).isEmpty()).sorted().toList();
    if (!unknown.isEmpty()) {
      map.problem(
          "action",
          "no way is known to generalize "
              + String.join(", ", unknown)
              + "; known for "
              + String.join(", ", Generalization.types())
              + "; take another action or say how, as in generalize: {to: prefix, width: 3}");
    }
  }

  private static ColumnPattern column(YamlMap map) {
    try {
      return ColumnPattern.parse(map.requiredText("column"));
    } catch (IllegalArgumentException e) {
      map.problem("column", e.getMessage());
      return null;
    }
  }

  private PersonalDataType type(YamlMap map, String key, String name) {
    Optional<PersonalDataType> type = types.apply(name);
    if (type.isEmpty() && !name.isEmpty()) {
      map.problem(
          key,
          "unknown type '"
              + name
              + "'; did you mean "
              + String.join(" or ", YamlMap.nearest(name, TYPES, NEAREST))
              + "? All are listed in personal-data-types.csv (src/main/resources/dev/pinfold/catalog)"
              + " and, your own, in conf/identifiers");
    }
    return type.orElse(null);
  }

  private static Generalization generalization(YamlMap map) {
    map.allowOnly("to", "width", "degrees");
    map.requiredText("to");
    Generalization.Method method = map.choice("to", Generalization.Method.class).orElse(null);
    int width = map.integer("width").orElse(0);
    double degrees = map.number("degrees").orElse(0.0);
    try {
      return method == null ? null : new Generalization(method, width, degrees);
    } catch (IllegalArgumentException e) {
      map.problem("width", e.getMessage());
      return null;
    }
  }

  private static ProtectionDecision.Redaction redaction(YamlMap map) {
    map.allowOnly("with", "names");
    // What stands in a span's place.
    enum With {
      TYPE,
      TOKEN
    }
    boolean tokens = map.choice("with", With.class).orElse(With.TYPE) == With.TOKEN;
    boolean thorough =
        map.choice("names", Redactor.Names.class).orElse(Redactor.Names.AGGRESSIVE)
            == Redactor.Names.AGGRESSIVE;
    return new ProtectionDecision.Redaction(tokens, thorough);
  }
}
