// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A field of a struct. Spark's own, where it is interpreted, looks settings up for each row, which
 * takes longer than all else that is done with the field.
 */
final class StructField extends RowExpression {
  private static final long serialVersionUID = 1L;

  private final Seq<Expression> struct;
  private final String name;

  /** Found for the first row; null until then. */
  private transient DataType found;

  private transient int ordinal;

  private StructField(Seq<Expression> struct, String name) {
    this.struct = struct;
    this.name = name;
  }

  /** A field as a column: Spark's own where code is generated for it. */
  static Column of(Column struct, String name) {
    return SQLConf.get().wholeStageEnabled()
        ? struct.getField(name)
        : ExpressionUtils.column(new StructField(children(List.of(struct)), name));
  }

  @Override
  public Object eval(InternalRow row) {
    if (found == null) {
      ordinal = type().fieldIndex(name);
      found = dataType();
    }
    InternalRow values = (InternalRow) struct.head().eval(row);
    return values == null ? null : Values.at(values, ordinal, found);
  }

  private StructType type() {
    return (StructType) struct.head().dataType();
  }

  @Override
  public DataType dataType() {
    return type().apply(name).dataType();
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public Seq<Expression> children() {
    return struct;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new StructField(children, name);
  }

  @Override
  Object of() {
    return List.of(struct, name);
  }
}
