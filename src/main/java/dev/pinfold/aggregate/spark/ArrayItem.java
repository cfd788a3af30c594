// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** An item of an array, by a number that is known; null where there are fewer. */
final class ArrayItem extends RowExpression {
  private static final long serialVersionUID = 1L;

  private final Expression array;
  private final int number;
  private final DataType type;

  private ArrayItem(Expression array, int number, DataType type) {
    this.array = array;
    this.number = number;
    this.type = type;
  }

  /** Whether Spark's own expression is one of these. */
  static boolean isOne(Expression bound) {
    return bound instanceof GetArrayItem item
        && !item.failOnError()
        && item.ordinal() instanceof Literal number
        && number.value() instanceof Integer at
        && at >= 0;
  }

  /**
   * The same as Spark's own gives.
   *
   * @param array what its array is taken from
   */
  static Expression of(GetArrayItem item, Expression array) {
    return new ArrayItem(array, (Integer) ((Literal) item.ordinal()).value(), item.dataType());
  }

  @Override
  public Object eval(InternalRow row) {
    ArrayData items = (ArrayData) array.eval(row);
    return items == null || items.numElements() <= number ? null : Values.at(items, number, type);
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
    return CollectionConverters.asScala(List.of(array)).toSeq();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new ArrayItem(children.head(), number, type);
  }

  @Override
  Object of() {
    return List.of(array, number, type);
  }
}
