// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.execution.LeafExecNode;
import org.apache.spark.sql.execution.SparkPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Hands rows on as they are; of {@link RowsNode}. */
final class RowsExec extends SparkPlan implements LeafExecNode {
  private static final long serialVersionUID = 1L;

  private final Seq<Attribute> columns;
  private final transient JavaRDD<InternalRow> rows;

  RowsExec(Seq<Attribute> columns, JavaRDD<InternalRow> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  @Override
  public Seq<Attribute> output() {
    return columns;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    return rows.rdd();
  }

  @Override
  public AttributeSet producedAttributes() {
    return outputSet();
  }

  // To Java, what a class leaves open is not done by a trait.
  @Override
  public Seq<SparkPlan> children() {
    return CollectionConverters.asScala(List.<SparkPlan>of()).toSeq();
  }

  // Spark copies by a constructor, which only case classes have as it wants it.
  @Override
  public SparkPlan clone() {
    return like(columns);
  }

  @Override
  @SuppressWarnings("unchecked") // of the one element that the node tells
  public SparkPlan makeCopy(Object[] elements) {
    return like((Seq<Attribute>) elements[0]);
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
    return this;
  }

  private RowsExec like(Seq<Attribute> output) {
    RowsExec copy = new RowsExec(output, rows);
    copy.copyTagsFrom(this);
    return copy;
  }

  @Override
  public int productArity() {
    return 1;
  }

  @Override
  public Object productElement(int n) {
    return columns;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RowsExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowsExec plan && plan.rows == rows && plan.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return List.of(columns).hashCode();
  }
}
