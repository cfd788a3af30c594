// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.NameHashes;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether a record is of one of some names. What a record joins is in the set as a whole or not at
 * all, so its first name tells; where it has none, any other does.
 */
final class IsNamed extends RowExpression {
  private static final long serialVersionUID = 1L;

  private final Seq<Expression> hashes;
  private final Expression[] each;
  private final long nameless;
  private final Broadcast<NameHashes> names;

  private IsNamed(Seq<Expression> hashes, long nameless, Broadcast<NameHashes> names) {
    this.hashes = hashes;
    this.each = CollectionConverters.asJava(hashes).toArray(Expression[]::new);
    this.nameless = nameless;
    this.names = names;
  }

  /**
   * The answer as a column, never null.
   *
   * @param hashes of an endpoint, a user and an address, as {@link NameHash} gives them
   * @param nameless what those are called that have neither endpoint nor address
   */
  static Column of(List<Column> hashes, long nameless, Broadcast<NameHashes> names) {
    return ExpressionUtils.column(new IsNamed(children(hashes), nameless, names));
  }

  @Override
  public Object eval(InternalRow row) {
    NameHashes set = names.value();
    long endpoint = (Long) each[NameChunks.ENDPOINT].eval(row);
    if (endpoint != NameHashes.NONE) {
      return set.contains(endpoint);
    }
    long address = (Long) each[NameChunks.ADDRESS].eval(row);
    return set.contains(address == NameHashes.NONE ? nameless : address)
        || set.contains((Long) each[NameChunks.USER].eval(row));
  }

  @Override
  public DataType dataType() {
    return DataTypes.BooleanType;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Seq<Expression> children() {
    return hashes;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new IsNamed(children, nameless, names);
  }

  @Override
  Object of() {
    return List.of(hashes, nameless, names.id());
  }
}
