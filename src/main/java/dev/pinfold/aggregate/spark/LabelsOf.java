// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** The labels of one dimension out of {@link PackedLabels}: each once; unknown where is none. */
final class LabelsOf extends RowExpression {
  private static final long serialVersionUID = 1L;

  static final UTF8String UNKNOWN = UTF8String.fromString(Demographics.UNKNOWN);

  private final Seq<Expression> labels;
  private final int number;

  private LabelsOf(Seq<Expression> labels, int number) {
    this.labels = labels;
    this.number = number;
  }

  /**
   * The labels as a column of arrays, never null.
   *
   * @param number of the dimension, from 0 on
   */
  static Column of(Column labels, int number) {
    return ExpressionUtils.column(new LabelsOf(children(List.of(labels)), number));
  }

  @Override
  public Object eval(InternalRow row) {
    LabelReader reader = new LabelReader();
    reader.read((byte[]) labels.head().eval(row));
    int values = reader.next();
    for (int i = 0; i < number; i++) {
      for (int j = 0; j < values; j++) {
        reader.value();
      }
      values = reader.next();
    }
    Set<UTF8String> all = new LinkedHashSet<>();
    for (int j = 0; j < values; j++) {
      UTF8String value = reader.value();
      all.add(value == null ? UNKNOWN : value);
    }
    return new GenericArrayData(all.isEmpty() ? new Object[] {UNKNOWN} : all.toArray());
  }

  @Override
  public DataType dataType() {
    return DataTypes.createArrayType(DataTypes.StringType, /* containsNull= */ false);
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Seq<Expression> children() {
    return labels;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new LabelsOf(children, number);
  }

  @Override
  Object of() {
    return List.of(labels, number);
  }
}
