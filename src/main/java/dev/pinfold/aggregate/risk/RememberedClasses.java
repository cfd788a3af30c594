// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at no node twice. */
final class RememberedClasses implements ClassTable {
  private final ClassTable classes;
  private final Map<Levels, ClassFigures> known = new HashMap<>();

  RememberedClasses(ClassTable classes) {
    this.classes = classes;
  }

  @Override
  public Map<Levels, ClassFigures> at(Collection<Levels> nodes) {
    Set<Levels> unknown = new LinkedHashSet<>(nodes);
    unknown.removeAll(known.keySet());
    if (!unknown.isEmpty()) {
      known.putAll(classes.at(unknown));
    }
    Map<Levels, ClassFigures> figures = new LinkedHashMap<>();
    nodes.forEach(node -> figures.put(node, known.get(node)));
    return figures;
  }

  ClassFigures at(Levels node) {
    return at(List.of(node)).get(node);
  }

  boolean knows(Levels node) {
    return known.containsKey(node);
  }

  @Override
  public int patience() {
    return classes.patience();
  }
}
