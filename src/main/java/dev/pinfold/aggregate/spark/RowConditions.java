// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which of many conditions a row meets. Most of them ask for a value of one and the same field, the
 * type of the event: for each of its values, what is left of the conditions is worked out once, and
 * nearly all are then known to be false. One a task.
 */
final class RowConditions implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Custom event types may be as many as a sender likes; beyond these, all conditions are asked.
   */
  private static final int MOST_VALUES = 64;

  private static final int NONE = -1;

  private final Left all;

  /** Ordinal of the field that most conditions ask for. */
  private final int field;

  private final Map<UTF8String, Left> byValue = new HashMap<>();

  /** Conditions that are left to ask, and the bit of each. */
  private record Left(int[] bits, Expression[] conditions) implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean mark(InternalRow row, long[] holds) {
      boolean any = false;
      for (int i = 0; i < bits.length; i++) {
        if ((Boolean) conditions[i].eval(row)) {
          holds[bits[i] >> 6] |= 1L << bits[i];
          any = true;
        }
      }
      return any;
    }
  }

  /**
   * @param bits of each condition, in what {@link #mark} fills
   * @param conditions bound to the rows; never null
   */
  RowConditions(int[] bits, Expression[] conditions) {
    this.all = new Left(bits, conditions);
    this.field = mostAsked(conditions);
  }

  /**
   * Sets the bits of the conditions that a row meets.
   *
   * @return whether there is one
   */
  boolean mark(InternalRow row, long[] holds) {
    return left(row).mark(row, holds);
  }

  private Left left(InternalRow row) {
    if (field == NONE) {
      return all;
    }
    UTF8String value = row.isNullAt(field) ? null : row.getUTF8String(field);
    Left known = byValue.get(value);
    if (known == null) {
      if (byValue.size() >= MOST_VALUES) {
        return all;
      }
      UTF8String own = value == null ? null : value.clone(); // rows are reused
      known = leftBy(own);
      byValue.put(own, known);
    }
    return known;
  }

  private Left leftBy(UTF8String value) {
    PartialEvaluation evaluation =
        new PartialEvaluation(field, new Literal(value, DataTypes.StringType));
    List<Integer> numbers = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    for (int i = 0; i < all.bits().length; i++) {
      Expression left = evaluation.of(all.conditions()[i]);
      if (!(left instanceof Literal known && Boolean.FALSE.equals(known.value()))) {
        numbers.add(all.bits()[i]);
        conditions.add(left);
      }
    }
    return new Left(
        numbers.stream().mapToInt(Integer::intValue).toArray(),
        conditions.toArray(Expression[]::new));
  }

  /** The text field that most conditions ask for, of those that more than one does. */
  private static int mostAsked(Expression[] conditions) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Expression condition : conditions) {
      List<Integer> fields = new ArrayList<>();
      addFields(condition, fields);
      fields.stream().distinct().forEach(one -> counts.merge(one, 1, Integer::sum));
    }
    int most = NONE;
    for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
      if (count.getValue() > (most == NONE ? 1 : counts.get(most))) {
        most = count.getKey();
      }
    }
    return most;
  }

  private static void addFields(Expression expression, List<Integer> fields) {
    if (expression instanceof BoundReference reference
        && reference.dataType().equals(DataTypes.StringType)) {
      fields.add(reference.ordinal());
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> addFields(child, fields));
  }
}
