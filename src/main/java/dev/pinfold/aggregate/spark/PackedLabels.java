// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The values of all dimensions in one, as {@link LabelBytes} writes them. */
final class PackedLabels extends RowExpression {
  private static final long serialVersionUID = 1L;

  private final Seq<Expression> dimensions;

  /** The same, which is walked over faster. */
  private final Expression[] each;

  private transient LabelBytes open;

  private PackedLabels(Seq<Expression> dimensions) {
    this.dimensions = dimensions;
    this.each = CollectionConverters.asJava(dimensions).toArray(Expression[]::new);
  }

  /**
   * The labels as a column, never null.
   *
   * @param dimensions of type string or array of strings
   */
  static Column of(List<Column> dimensions) {
    return ExpressionUtils.column(new PackedLabels(children(dimensions)));
  }

  @Override
  public Object eval(InternalRow row) {
    if (open == null) {
      open = new LabelBytes();
    }
    for (Expression one : each) {
      add(one.eval(row));
    }
    return open.take();
  }

  private void add(Object value) {
    if (value == null) {
      open.begin(0);
    } else if (value instanceof ArrayData values) {
      open.begin(values.numElements());
      for (int i = 0; i < values.numElements(); i++) {
        open.add(values.isNullAt(i) ? null : values.getUTF8String(i));
      }
    } else {
      open.begin(1);
      open.add((UTF8String) value);
    }
  }

  @Override
  public DataType dataType() {
    return DataTypes.BinaryType;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Seq<Expression> children() {
    return dimensions;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new PackedLabels(children);
  }

  @Override
  Object of() {
    return dimensions;
  }
}
