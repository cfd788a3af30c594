// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.CountingPlan.Condition;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What {@code kpis.yaml} computes of the fields of one row of {@link CountedRows}: which conditions
 * it meets, what is summed, what counts once, and its groups. These are Spark's own expressions,
 * evaluated row by row: as columns of a query, some hundred conditions take longer to plan, to
 * generate code for and to compile than to evaluate. Holds the results of the last row; one a task.
 */
final class FieldExpressions implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BITS = 64;

  private final RowConditions ofEvents;
  private final RowConditions ofEndpoints;
  private final Expression[] sums;
  private final Expression[] hashes;
  private final Expression[] groups;

  private final long[] holds;
  private final double[] weights;
  private final long[] once;
  private InternalRow row;

  private FieldExpressions(CountingPlan plan, Kpis kpis, SparkSession spark) {
    List<Column> columns = new ArrayList<>();
    for (Condition condition : plan.conditions()) {
      columns.add(coalesce(expr(condition.sql()), lit(false)));
    }
    for (String weight : plan.weights()) {
      columns.add(coalesce(expr(weight).try_cast("double"), lit(0.0)));
    }
    for (String field : plan.onceFields()) {
      columns.add(when(col(field).isNull(), lit(0L)).otherwise(xxhash64(col(field))));
    }
    for (String group : plan.groupNames().subList(1, plan.groupNames().size())) {
      columns.add(expr(kpis.groups().get(group).field()).cast("string"));
    }
    Expression[] bound = BoundExpressions.of(spark, CountedRows.schema(kpis), columns);
    int conditions = plan.conditions().size();
    int hash = conditions + plan.weights().size();
    int group = hash + plan.onceFields().size();
    ofEvents = conditions(plan, bound, true);
    ofEndpoints = conditions(plan, bound, false);
    sums = Arrays.copyOfRange(bound, conditions, hash);
    hashes = Arrays.copyOfRange(bound, hash, group);
    groups = Arrays.copyOfRange(bound, group, bound.length);
    holds = new long[words(plan)];
    weights = new double[sums.length];
    once = new long[hashes.length];
  }

  /** Those of a plan, over rows of {@link CountedRows#schema}. */
  static FieldExpressions of(SparkSession spark, CountingPlan plan, Kpis kpis) {
    return LenientSql.in(spark, () -> new FieldExpressions(plan, kpis, spark));
  }

  /** How many longs hold a bit for each condition. */
  static int words(CountingPlan plan) {
    return (plan.conditions().size() + BITS - 1) / BITS;
  }

  private static RowConditions conditions(
      CountingPlan plan, Expression[] bound, boolean isOfEvents) {
    int[] numbers =
        IntStream.range(0, plan.conditions().size())
            .filter(i -> (plan.conditions().get(i).source() == Source.EVENTS) == isOfEvents)
            .toArray();
    return new RowConditions(
        numbers, IntStream.of(numbers).mapToObj(i -> bound[i]).toArray(Expression[]::new));
  }

  /**
   * Computes what a row is counted by.
   *
   * @param next stays in use until the next one
   * @return whether it meets any condition; if not, nothing else is computed
   */
  boolean takeIn(InternalRow next, boolean isEvent) {
    row = next;
    Arrays.fill(holds, 0);
    if (!(isEvent ? ofEvents : ofEndpoints).mark(row, holds)) {
      return false;
    }
    for (int i = 0; i < sums.length; i++) {
      double weight = (Double) sums[i].eval(row);
      weights[i] = Double.isFinite(weight) ? weight : 0; // 1e400 is no price
    }
    for (int i = 0; i < hashes.length; i++) {
      once[i] = (Long) hashes[i].eval(row);
    }
    return true;
  }

  /** Bit by bit, which conditions the row meets. */
  long[] holds() {
    return holds;
  }

  /** What the row adds, by number of the weight. */
  double[] weights() {
    return weights;
  }

  /** What stands for the values by which it counts once, by number; 0 where it has none. */
  long[] once() {
    return once;
  }

  /** The row's value in a group, by its number from 1 on; null where it has none. */
  UTF8String group(int number) {
    return (UTF8String) groups[number - 1].eval(row);
  }
}
