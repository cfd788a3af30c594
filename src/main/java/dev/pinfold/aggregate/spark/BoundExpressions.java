// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Columns as expressions that can be evaluated without a query, row by row. */
final class BoundExpressions {
  private final Map<ExprId, Expression> known = new HashMap<>();

  /**
   * Has Spark analyse and optimise columns as it would those of a query.
   *
   * @param schema of the rows
   * @param columns without aggregates, windows or generators
   * @return one each, over rows of the schema
   */
  static Expression[] of(SparkSession spark, StructType schema, List<Column> columns) {
    List<Column> named = new ArrayList<>();
    for (Column column : columns) {
      named.add(column.as("#" + named.size()));
    }
    // Of a table known to be empty, the optimiser would leave nothing.
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .<InternalRow>emptyRDD()
                    .rdd(),
                schema,
                false)
            .select(named.toArray(Column[]::new))
            .queryExecution()
            .optimizedPlan();
    return new BoundExpressions().of(plan).toArray(Expression[]::new);
  }

  /** The columns of a plan; what it computes in several steps is put into one. */
  private List<Expression> of(LogicalPlan plan) {
    if (plan instanceof Project project) {
      of(project.child());
      return computed(CollectionConverters.asJava(project.projectList()));
    }
    return read(CollectionConverters.asJava(plan.output()));
  }

  /** The columns of the rows themselves, in their order. */
  List<Expression> read(List<Attribute> inputs) {
    List<Expression> columns = new ArrayList<>();
    for (Attribute input : inputs) {
      columns.add(new BoundReference(columns.size(), input.dataType(), true));
      known.put(input.exprId(), columns.get(columns.size() - 1));
    }
    return columns;
  }

  /** Columns that are computed of those known before. */
  List<Expression> computed(List<NamedExpression> outputs) {
    List<Expression> columns = new ArrayList<>();
    for (NamedExpression output : outputs) {
      columns.add(bound((Expression) output));
      known.put(output.exprId(), columns.get(columns.size() - 1));
    }
    return columns;
  }

  /** An expression over columns known before. */
  Expression bound(Expression expression) {
    if (expression instanceof Alias alias) {
      return bound(alias.child());
    }
    if (expression instanceof Attribute attribute) {
      Expression column = known.get(attribute.exprId());
      if (column == null) {
        throw new IllegalStateException("a plan asks for " + attribute.name() + ", which it lacks");
      }
      return column;
    }
    List<Expression> children = new ArrayList<>();
    CollectionConverters.asJava(expression.children()).forEach(child -> children.add(bound(child)));
    return expression.withNewChildren(CollectionConverters.asScala(children).toSeq());
  }
}
