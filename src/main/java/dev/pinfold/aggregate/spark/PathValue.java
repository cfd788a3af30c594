// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A column, or a field however deep in its structs, in one step. Spark's own expressions, where
 * they are interpreted, go through several layers for each level.
 */
final class PathValue extends RowExpression {
  private static final long serialVersionUID = 1L;

  private final int[] ordinals;

  /** Of each but the last, how many fields its struct has. */
  private final int[] sizes;

  private final DataType type;

  private PathValue(int[] ordinals, int[] sizes, DataType type) {
    this.ordinals = ordinals;
    this.sizes = sizes;
    this.type = type;
  }

  /** An expression that gives the same, whose columns and fields are taken in one step. */
  static Expression in(Expression bound) {
    Deque<Integer> ordinals = new ArrayDeque<>();
    Deque<Integer> sizes = new ArrayDeque<>();
    Expression inner = bound;
    while (inner instanceof GetStructField field) {
      ordinals.addFirst(field.ordinal());
      sizes.addFirst(field.childSchema().size());
      inner = field.child();
    }
    if (inner instanceof BoundReference column) {
      ordinals.addFirst(column.ordinal());
      return new PathValue(ints(ordinals), ints(sizes), bound.dataType());
    }
    if (ArrayItem.isOne(bound)) {
      GetArrayItem item = (GetArrayItem) bound;
      return ArrayItem.of(item, in(item.child()));
    }
    return bound.withNewChildren(
        CollectionConverters.asScala(
                CollectionConverters.asJava(bound.children()).stream().map(PathValue::in).toList())
            .toSeq());
  }

  private static int[] ints(Deque<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Object eval(InternalRow row) {
    InternalRow at = row;
    for (int i = 0; i < sizes.length; i++) {
      if (at.isNullAt(ordinals[i])) {
        return null;
      }
      at = at.getStruct(ordinals[i], sizes[i]);
    }
    return Values.at(at, ordinals[sizes.length], type);
  }

  @Override
  public DataType dataType() {
    return type;
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public Seq<Expression> children() {
    return CollectionConverters.asScala(List.<Expression>of()).toSeq();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return this;
  }

  @Override
  Object of() {
    return List.of(Arrays.stream(ordinals).boxed().toList(), type);
  }
}
