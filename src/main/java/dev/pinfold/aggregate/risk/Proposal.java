// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * A generalisation that reaches the target, but for a share of people who would have to be left
 * out.
 *
 * @param allowance the share of people that may stay below the target
 * @param kept how much of what the quasi-identifiers tell now would still be told, 0 to 1: the mean
 *     of each one's entropy then over its entropy now (Gionis and Tassa 2009)
 * @param isOptimal whether it is proven that no other generalisation keeps more
 */
public record Proposal(
    List<QuasiIdentifier> identifiers,
    Levels levels,
    double allowance,
    ClassFigures figures,
    double kept,
    boolean isOptimal) {
  public Proposal {
    identifiers = List.copyOf(identifiers);
  }

  /** The smallest class once those below the target are left out. */
  public long kAfterSuppression() {
    return figures.below() == 0 ? figures.k() : figures.smallestKept();
  }

  /** What changes, in words: {@code Location.PostalCode: prefix -> prefix 1}. */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (int at = 0; at < levels.size(); at++) {
      if (levels.get(at) > 0) {
        QuasiIdentifier one = identifiers.get(at);
        changes.add(one.name() + ": " + one.present() + " -> " + one.describe(levels.get(at)));
      }
    }
    return changes;
  }

  /**
   * The rules to write first under {@code rules:} of {@code policy.yaml}, ready indented; empty
   * where nothing need change.
   */
  public List<String> rules() {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < levels.size(); at++) {
      if (levels.get(at) > 0) {
        addRules(identifiers.get(at), levels.get(at), lines);
      }
    }
    return lines;
  }

  private static void addRules(QuasiIdentifier one, int level, List<String> lines) {
    List<String> subjects = new ArrayList<>();
    if (one.types().isEmpty()) {
      one.columns().forEach(column -> subjects.add("column: " + quoted(column.input())));
    } else {
      subjects.add(
          "type: "
              + (one.types().size() == 1
                  ? one.types().get(0)
                  : "[" + String.join(", ", one.types()) + "]"));
    }
    for (String subject : subjects) {
      lines.add("  - " + subject);
      one.steps().get(level - 1).ruleLines().forEach(line -> lines.add("    " + line));
    }
  }

  private static String quoted(String path) {
    StringBuilder text = new StringBuilder("\"");
    path.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
              } else if (Character.isISOControl(c)) {
                text.append(String.format("\\x%02x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.append('"').toString();
  }
}
