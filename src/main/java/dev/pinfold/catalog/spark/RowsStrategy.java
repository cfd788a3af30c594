// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Plans {@link RowsNode}. */
final class RowsStrategy extends SparkStrategy {
  private static final RowsStrategy ONE = new RowsStrategy();

  /** Has a session plan it. */
  static synchronized void addTo(SparkSession spark) {
    Seq<SparkStrategy> known = spark.experimental().extraStrategies();
    if (!known.contains(ONE)) {
      List<SparkStrategy> all = new ArrayList<>(CollectionConverters.asJava(known));
      all.add(ONE);
      spark.experimental().extraStrategies_$eq(CollectionConverters.asScala(all).toSeq());
    }
  }

  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    List<SparkPlan> plans =
        plan instanceof RowsNode node
            ? List.of(new RowsExec(node.output(), node.rows()))
            : List.of();
    return CollectionConverters.asScala(plans).toSeq();
  }
}
