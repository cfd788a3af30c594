// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Or;
import scala.jdk.javaapi.CollectionConverters;

/** What is left of an expression when the value of one field is known: Spark's, or a literal. */
final class PartialEvaluation {
  private final int field;
  private final Literal value;

  /**
   * @param field its ordinal
   */
  PartialEvaluation(int field, Literal value) {
    this.field = field;
    this.value = value;
  }

  /** Gives the same as the expression in every row where the field has the value. */
  Expression of(Expression expression) {
    if (expression instanceof BoundReference reference) {
      return reference.ordinal() == field ? value : reference;
    }
    List<Expression> children = new ArrayList<>();
    boolean isKnown = true;
    boolean isChanged = false;
    for (Expression child : CollectionConverters.asJava(expression.children())) {
      Expression left = of(child);
      children.add(left);
      isKnown &= left instanceof Literal;
      isChanged |= left != child;
    }
    if (!isChanged) {
      return expression;
    }
    if (expression instanceof And) {
      return joined(children.get(0), children.get(1), true, expression);
    }
    if (expression instanceof Or) {
      return joined(children.get(0), children.get(1), false, expression);
    }
    Expression changed = with(expression, children);
    return isKnown && changed.foldable()
        ? new Literal(changed.eval(null), changed.dataType())
        : changed;
  }

  /**
   * A conjunction or disjunction; one side that is known may decide it, or leave it to the other.
   *
   * @param neutral what leaves it to the other side
   */
  private static Expression joined(
      Expression left, Expression right, boolean neutral, Expression joining) {
    if (is(left, neutral) || is(right, !neutral)) {
      return right;
    }
    if (is(right, neutral) || is(left, !neutral)) {
      return left;
    }
    Expression joined = with(joining, List.of(left, right));
    return left instanceof Literal && right instanceof Literal
        ? new Literal(joined.eval(null), joined.dataType())
        : joined;
  }

  private static boolean is(Expression expression, boolean value) {
    return expression instanceof Literal known && Boolean.valueOf(value).equals(known.value());
  }

  private static Expression with(Expression expression, List<Expression> children) {
    return expression.withNewChildren(CollectionConverters.asScala(children).toSeq());
  }
}
