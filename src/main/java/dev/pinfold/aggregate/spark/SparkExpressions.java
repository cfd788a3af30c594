// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.ExpressionCheck;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Has Spark itself look at an expression, without a session or data: its syntax, its functions and
 * their arguments. It is put where a condition stands, which takes no aggregates, windows or
 * generators.
 */
public final class SparkExpressions implements ExpressionCheck {
  private static final int MOST_CHARACTERS = 300;

  @Override
  public Optional<String> problem(String sql, boolean isCondition, Map<String, String> fields) {
    StructType row = new StructType();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      row = row.add(field.getKey(), field.getValue());
    }
    try {
      Expression parsed = new CatalystSqlParser().parseExpression(sql);
      Optional<String> unknown = unknownFunction(parsed);
      if (unknown.isPresent()) {
        return Optional.of("unknown function '" + unknown.get() + "'");
      }
      LogicalPlan plan =
          new Filter(
              isCondition ? parsed : new IsNotNull(parsed), LocalRelation$.MODULE$.apply(row));
      LogicalPlan known =
          SimpleAnalyzer.executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
      boolean isSteady = !(known instanceof Filter filter) || filter.condition().deterministic();
      return isSteady
          ? Optional.empty()
          : Optional.of("must give the same each time; random values and the like do not");
    } catch (Exception e) {
      // Spark's own exceptions are not declared: the compiler does not see them in Scala's methods.
      if (e instanceof AnalysisException problem) {
        return Optional.of("cannot be computed: " + inOneLine(problem.getMessage()));
      }
      throw e;
    }
  }

  /** Without a session there is no other place where functions could be. */
  private static Optional<String> unknownFunction(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().mkString(".");
      FunctionIdentifier known = new FunctionIdentifier(name);
      if (FunctionRegistry$.MODULE$.builtin().lookupFunction(known).isEmpty()) {
        return Optional.of(name);
      }
    }
    return CollectionConverters.asJava(expression.children()).stream()
        .map(SparkExpressions::unknownFunction)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Spark's words without the copy of the text that follows, and without its error class. */
  private static String inOneLine(String message) {
    String line = message.lines().filter(text -> !text.isBlank()).findFirst().orElse("").strip();
    int state = line.indexOf(" SQLSTATE: ");
    line = state < 0 ? line : line.substring(0, state);
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
  }
}
