// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.NameHashes;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The hash of the first of some names that is not blank; {@link NameHashes#NONE} where none is.
 * Every record of every table is asked for its names, so this is one step where Spark's functions
 * would be six.
 */
final class NameHash extends RowExpression {
  private static final long serialVersionUID = 1L;

  /** The seed of Spark's function {@code xxhash64}. */
  private static final long SEED = 42;

  private final Seq<Expression> names;

  /** The same, which is walked over faster. */
  private final Expression[] each;

  private NameHash(Seq<Expression> names) {
    this.names = names;
    this.each = CollectionConverters.asJava(names).toArray(Expression[]::new);
  }

  /**
   * The hash as a column, never null.
   *
   * @param names of type string
   */
  static Column of(Column... names) {
    return ExpressionUtils.column(new NameHash(children(List.of(names))));
  }

  /** The hash of one name. */
  static long of(UTF8String name) {
    return XXH64.hashUTF8String(name, SEED);
  }

  @Override
  public Object eval(InternalRow row) {
    for (Expression one : each) {
      UTF8String name = (UTF8String) one.eval(row);
      if (name != null && !isBlank(name)) {
        return of(name);
      }
    }
    return NameHashes.NONE;
  }

  /** As {@link TableColumns#nameAt} tells it: of nothing but spaces. */
  private static boolean isBlank(UTF8String name) {
    for (int i = 0; i < name.numBytes(); i++) {
      if (name.getByte(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public DataType dataType() {
    return DataTypes.LongType;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Seq<Expression> children() {
    return names;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new NameHash(children);
  }

  @Override
  Object of() {
    return names;
  }
}
