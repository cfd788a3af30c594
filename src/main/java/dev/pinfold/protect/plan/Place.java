// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A column, and which field is expected where: records have their fields in much the same order.
 * Not thread-safe.
 */
final class Place {
  /** Of a field that the plan does not know; there may be any number of them. */
  static final Place UNKNOWN = new Place(null, false, column -> false);

  /** Null for {@link #UNKNOWN}. */
  final ColumnPlan column;

  /** What the marks say of the column. */
  final boolean isMarked;

  private final Predicate<ColumnPlan> marks;
  private final Map<String, Place> fields = new HashMap<>();

  /** The first field of an object here, and the one behind this one in its own object. */
  private final Expected first = new Expected();

  private final Expected next = new Expected();

  /**
   * The place of records.
   *
   * @param marks columns that are wanted
   */
  Place(ColumnPlan root, Predicate<ColumnPlan> marks) {
    this(root, marks.test(root), marks);
  }

  private Place(ColumnPlan column, boolean isMarked, Predicate<ColumnPlan> marks) {
    this.column = column;
    this.isMarked = isMarked;
    this.marks = marks;
  }

  /**
   * The place of a field.
   *
   * @param before that of the field before it; null: it is the first
   */
  @SuppressWarnings("ReferenceEquality") // the parser gives a name that it knows as it was
  Place field(String name, Place before) {
    Expected expected = before == null ? first : before.next;
    if (expected.name == name) {
      return expected.place;
    }
    if (expected.otherName == name) {
      return expected.otherPlace;
    }
    Place found = fields.get(name);
    if (found == null) {
      ColumnPlan child = column.child(name);
      if (child == null) {
        return UNKNOWN;
      }
      found = new Place(child, marks);
      fields.put(name, found);
    }
    if (before != UNKNOWN) {
      expected.otherName = expected.name;
      expected.otherPlace = expected.place;
      expected.name = name;
      expected.place = found;
    }
    return found;
  }

  /** The last two; events of two types have their fields in two orders. */
  private static final class Expected {
    private String name;
    private Place place;
    private String otherName;
    private Place otherPlace;
  }
}
