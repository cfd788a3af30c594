// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An expression of our own, which is evaluated row by row and has no code to generate. It is one
 * with those of its class that are {@link #of} the same.
 */
abstract class RowExpression extends Expression implements CodegenFallback, Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of a query, as children of an expression. */
  static Seq<Expression> children(List<Column> columns) {
    return CollectionConverters.asScala(columns.stream().map(ExpressionUtils::expression).toList())
        .toSeq();
  }

  /** All that it is made of. */
  abstract Object of();

  @Override
  public final ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }

  @Override
  public final int productArity() {
    return 1;
  }

  @Override
  public final Object productElement(int n) {
    return of();
  }

  @Override
  public final boolean canEqual(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final boolean equals(Object other) {
    return canEqual(other) && ((RowExpression) other).of().equals(of());
  }

  @Override
  public final int hashCode() {
    return of().hashCode();
  }
}
