// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;

import dev.pinfold.catalog.spark.SessionSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Columns that are computed of a table's files row by row, straight from the batches in which
 * Spark's reader holds them. A query of its own would first make a row of every value of a batch,
 * and then one of the columns.
 */
final class BatchRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> BATCHES =
      Map.of(
          "spark.sql.codegen.wholeStage",
          "true",
          "spark.sql.codegen.maxFields",
          Integer.toString(Integer.MAX_VALUE));

  private final Expression[] conditions;
  private final Expression[] columns;

  private BatchRows(List<Expression> conditions, List<Expression> columns) {
    this.conditions = conditions.stream().map(PathValue::in).toArray(Expression[]::new);
    this.columns = columns.stream().map(PathValue::in).toArray(Expression[]::new);
  }

  /**
   * The rows of a dataset, in the same partitions. Each is to be used up before the next. Plans the
   * query at once, for which it changes settings of the session and sets them back.
   *
   * @param rows that select and filter columns of a table; others are computed as Spark does
   */
  static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    BoundExpressions known = new BoundExpressions();
    List<Expression> conditions = new ArrayList<>();
    List<SparkPlan> steps = new ArrayList<>();
    // Only for generated code of few columns does Spark plan to read files in batches.
    SparkPlan plan =
        bare(
            SessionSettings.with(
                rows.sparkSession(), BATCHES, () -> rows.queryExecution().executedPlan()));
    while (plan instanceof ProjectExec || plan instanceof FilterExec) {
      steps.add(plan);
      plan = bare(plan.children().head());
    }
    if (!(plan instanceof ColumnarToRowExec batches)) {
      // A plan of its own, made under the session's own settings.
      return rows.select(col("*")).queryExecution().toRdd().toJavaRDD();
    }
    List<Expression> columns = known.read(CollectionConverters.asJava(batches.output()));
    Collections.reverse(steps);
    for (SparkPlan step : steps) {
      if (step instanceof ProjectExec project) {
        columns = known.computed(CollectionConverters.asJava(project.projectList()));
      } else {
        conditions.add(known.bound(((FilterExec) step).condition()));
      }
    }
    BatchRows task = new BatchRows(conditions, columns);
    return batches.child().executeColumnar().toJavaRDD().mapPartitions(task::rows);
  }

  /** Without what only says where generated code begins and ends. */
  private static SparkPlan bare(SparkPlan plan) {
    SparkPlan bare = plan;
    while (bare instanceof WholeStageCodegenExec || bare instanceof InputAdapter) {
      bare = bare.children().head();
    }
    return bare;
  }

  private Iterator<InternalRow> rows(Iterator<ColumnarBatch> batches) {
    return new Rows(batches);
  }

  private final class Rows implements Iterator<InternalRow> {
    private final Iterator<ColumnarBatch> batches;
    private Iterator<InternalRow> batch = Collections.emptyIterator();
    private InternalRow ahead;

    Rows(Iterator<ColumnarBatch> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && (batch.hasNext() || batches.hasNext())) {
        if (!batch.hasNext()) {
          batch = batches.next().rowIterator();
        } else {
          InternalRow row = batch.next();
          ahead = isMet(row) ? row : null;
        }
      }
      return ahead != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Object[] values = new Object[columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns[i].eval(ahead);
      }
      ahead = null;
      return new GenericInternalRow(values);
    }

    private boolean isMet(InternalRow row) {
      for (Expression condition : conditions) {
        if (!Boolean.TRUE.equals(condition.eval(row))) {
          return false;
        }
      }
      return true;
    }
  }
}
