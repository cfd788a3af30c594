// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.PersonalDataType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One field or object of Pinpoint's schema. Immutable. */
public final class FormatNode {
  private static final String ANY_NAME = "*";

  private final Set<DataCategory> categories;
  private final Map<String, FormatNode> children;
  private final FieldShape shape;
  private final boolean isArray;
  private final Set<PersonalDataType> types;
  private final boolean isCustom;

  private FormatNode(
      Set<DataCategory> categories,
      Map<String, FormatNode> children,
      FieldShape shape,
      boolean isArray,
      Set<PersonalDataType> types,
      boolean isCustom) {
    this.categories = Set.copyOf(categories);
    this.children = children;
    this.shape = shape;
    this.isArray = isArray;
    this.types = types;
    this.isCustom = isCustom;
  }

  static FormatNode branch(Set<DataCategory> categories, Map<String, FormatNode> children) {
    return new FormatNode(
        categories, new LinkedHashMap<>(children), FieldShape.ANY, false, Set.of(), false);
  }

  static FormatNode leaf(
      Set<DataCategory> categories,
      FieldShape shape,
      boolean isArray,
      Set<PersonalDataType> types,
      boolean isCustom) {
    return new FormatNode(
        categories, Map.of(), shape, isArray, new LinkedHashSet<>(types), isCustom);
  }

  FormatNode asList() {
    return new FormatNode(categories, children, shape, true, types, isCustom);
  }

  /** The child of this name, or the one that stands for any name, or null. */
  public FormatNode child(String name) {
    FormatNode child = children.get(name);
    return child == null ? children.get(ANY_NAME) : child;
  }

  /** The children that the schema names, in its order; without the one for any name. */
  public Map<String, FormatNode> namedChildren() {
    Map<String, FormatNode> named = new LinkedHashMap<>(children);
    named.remove(ANY_NAME);
    return named;
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return !children.isEmpty();
  }

  public FieldShape shape() {
    return shape;
  }

  /** Whether the schema makes it a list, of values or of objects. */
  public boolean isArray() {
    return isArray;
  }

  /** The type, or null where the schema does not say. */
  public PersonalDataType type() {
    return types.isEmpty() ? null : types.iterator().next();
  }

  /** The types of a column that mixes several, or empty. */
  public Set<PersonalDataType> mixedOf() {
    return types.size() > 1 ? types : Set.of();
  }

  public Set<DataCategory> categories() {
    return categories;
  }

  /** What the schema says, in a word or two; empty for a custom field. */
  String description() {
    if (types.isEmpty()) {
      return isCustom ? "custom field" : "";
    }
    return "Pinpoint's schema";
  }
}
