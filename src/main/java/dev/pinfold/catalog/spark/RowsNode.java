// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.math.BigInteger;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeMap$;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

/**
 * Rows as they are. Spark's own plan of an RDD turns each row into its unsafe form: of rows that go
 * into a file, Parquet's writer then copies every text out again, a twelfth of what protecting
 * costs; and rows that are in that form already are copied once more.
 */
public final class RowsNode extends LogicalPlan implements LeafNode {
  private static final long serialVersionUID = 1L;

  /** Too many to be sent to all tasks, as nobody knows before they are made. */
  private static final BigInt BYTES = BigInt.javaBigInteger2bigInt(BigInteger.valueOf(1L << 40));

  private final Seq<Attribute> columns;
  private final transient JavaRDD<InternalRow> rows;

  private RowsNode(Seq<Attribute> columns, JavaRDD<InternalRow> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * The rows as a dataset, lazily. It is to be written, or selected from; what shuffles or sorts
   * rows needs them in their unsafe form, and it cannot be joined with itself.
   *
   * @param rows not changed after they were handed on; one in its unsafe form not before the next
   *     is asked for
   */
  public static Dataset<Row> dataset(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    org.apache.spark.sql.classic.SparkSession session =
        (org.apache.spark.sql.classic.SparkSession) spark;
    RowsStrategy.addTo(session);
    List<Attribute> columns =
        List.copyOf(CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)));
    return org.apache.spark.sql.classic.Dataset.ofRows(
        session, new RowsNode(CollectionConverters.asScala(columns).toSeq(), rows));
  }

  JavaRDD<InternalRow> rows() {
    return rows;
  }

  @Override
  public Seq<Attribute> output() {
    return columns;
  }

  @Override
  public Statistics computeStats() {
    return new Statistics(BYTES, Option.empty(), AttributeMap$.MODULE$.empty(), false);
  }

  @Override
  public AttributeSet producedAttributes() {
    return outputSet();
  }

  // To Java, what a class leaves open is not done by a trait.
  @Override
  public Seq<LogicalPlan> children() {
    return CollectionConverters.asScala(List.<LogicalPlan>of()).toSeq();
  }

  // Spark copies by a constructor, which only case classes have as it wants it.
  @Override
  public LogicalPlan clone() {
    return like(columns);
  }

  @Override
  @SuppressWarnings("unchecked") // of the one element that the node tells
  public LogicalPlan makeCopy(Object[] elements) {
    return like((Seq<Attribute>) elements[0]);
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return this;
  }

  private RowsNode like(Seq<Attribute> output) {
    RowsNode copy = new RowsNode(output, rows);
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
    return other instanceof RowsNode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowsNode node && node.rows == rows && node.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return List.of(columns).hashCode();
  }
}
