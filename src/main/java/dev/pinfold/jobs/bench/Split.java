// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns that are scored and those that thresholds are set and confidence is fitted on. What
 * one generator made for one locale stays together. Of every type at least one such group is
 * scored, else a third; a type with one group is scored alone and nothing is fitted on it.
 */
record Split(List<LabelledColumn> scored, List<LabelledColumn> seen) {
  private static final int PARTS = 3;
  private static final String DIRTY = "dirty ";

  static Split of(List<LabelledColumn> columns) {
    Map<String, Map<String, List<LabelledColumn>>> byType = new TreeMap<>();
    for (LabelledColumn column : columns) {
      byType
          .computeIfAbsent(column.type(), type -> new TreeMap<>())
          .computeIfAbsent(group(column), group -> new ArrayList<>())
          .add(column);
    }
    Split split = new Split(new ArrayList<>(), new ArrayList<>());
    byType.values().forEach(split::add);
    return split;
  }

  /** By an order that has nothing to do with what the groups hold. */
  private void add(Map<String, List<LabelledColumn>> groups) {
    List<String> names = new ArrayList<>(groups.keySet());
    names.sort(
        Comparator.comparing((String name) -> mixed(name))
            .thenComparing(Comparator.naturalOrder()));
    int toScore = (names.size() + PARTS - 1) / PARTS;
    for (int i = 0; i < names.size(); i++) {
      (i < toScore ? scored : seen).addAll(groups.get(names.get(i)));
    }
  }

  private static int mixed(String name) {
    return name.hashCode() * 0x9E3779B1;
  }

  /** The same numbers with junk among them are no other numbers. */
  private static String group(LabelledColumn column) {
    String generator = column.generator();
    String plain = generator.startsWith(DIRTY) ? generator.substring(DIRTY.length()) : generator;
    return plain + "/" + column.locale();
  }
}
