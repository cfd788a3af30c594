// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@link EventIdentity} of some columns, as one column of a query. Put together from Spark's own
 * functions, a hash for each of hundreds of values takes longer to plan and to compile than to
 * compute.
 */
final class IdentityExpression extends RowExpression {
  private static final long serialVersionUID = 1L;

  static final String FIRST = "first";
  static final String SECOND = "second";

  private static final StructType TYPE =
      new StructType()
          .add(FIRST, DataTypes.LongType, false)
          .add(SECOND, DataTypes.IntegerType, false);

  private final Seq<Expression> columns;
  private transient EventIdentity identity;
  private transient DataType[] types;

  IdentityExpression(Seq<Expression> columns) {
    this.columns = columns;
  }

  /** A struct of both hashes. */
  static Column of(List<Column> columns) {
    return ExpressionUtils.column(
        new IdentityExpression(
            CollectionConverters.asScala(columns.stream().map(ExpressionUtils::expression).toList())
                .toSeq()));
  }

  @Override
  public Object eval(InternalRow row) {
    if (types == null) {
      identity = new EventIdentity();
      types =
          CollectionConverters.asJava(columns).stream()
              .map(Expression::dataType)
              .toArray(DataType[]::new);
    }
    identity.clear();
    for (int i = 0; i < types.length; i++) {
      identity.add(columns.apply(i).eval(row), types[i]);
    }
    return new GenericInternalRow(new Object[] {identity.first(), identity.second()});
  }

  @Override
  public DataType dataType() {
    return TYPE;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  /** It remembers nothing of a row, but works in its own memory. */
  @Override
  public boolean stateful() {
    return true;
  }

  @Override
  public Seq<Expression> children() {
    return columns;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new IdentityExpression(children);
  }

  @Override
  Object of() {
    return columns;
  }
}
