// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import dev.pinfold.protect.Coarsening;
import java.io.Serializable;
import java.util.List;

/**
 * What tells people apart together with others of its kind: one column, or several that one rule of
 * the policy is for, such as latitude and longitude.
 *
 * @param name how it is called in the report
 * @param columns where its values stand, in order
 * @param present what protection does with it now, in a word or two
 * @param types personal-data types that a rule may name; empty: the rule must name the columns
 * @param steps how it can become coarser, step by step; the last one drops it
 */
public record QuasiIdentifier(
    String name, List<Place> columns, String present, List<String> types, List<Coarsening> steps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A column.
   *
   * @param input path that a rule of the policy names it by
   * @param output path below the protected table
   */
  public record Place(String input, String output) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  public QuasiIdentifier {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    steps = List.copyOf(steps);
    if (columns.isEmpty() || steps.isEmpty() || !steps.get(steps.size() - 1).drops()) {
      throw new IllegalArgumentException("needs columns, and steps that end with a drop");
    }
  }

  /** The level that drops it; level 0 is as it is now. */
  public int top() {
    return steps.size();
  }

  /** What a level makes of it, in a word or two. */
  public String describe(int level) {
    return level == 0 ? present : steps.get(level - 1).describe();
  }
}
