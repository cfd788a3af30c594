// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.Set;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Cells that hold nothing else: each is a value of one column of the file. */
abstract class LeafCells extends ColumnCells {
  /** What Parquet stores as it is, and Delta knows bounds of, or needs none. */
  static final Set<DataType> TYPES =
      Set.of(
          DataTypes.StringType,
          DataTypes.LongType,
          DataTypes.IntegerType,
          DataTypes.DateType,
          DataTypes.DoubleType,
          DataTypes.BooleanType,
          DataTypes.BinaryType);

  final LeafColumn column;
  final int definition;

  /** Null where statistics tell nothing of the column. */
  final CellBounds bounds;

  private LeafCells(LeafColumn column, int definition, CellBounds bounds) {
    this.column = column;
    this.definition = definition;
    this.bounds = bounds;
  }

  @Override
  final void writeNull(int repetition, int definitionOfNull) {
    column.addNull(repetition, definitionOfNull);
  }

  /**
   * Those of a type.
   *
   * @param type one of {@link #TYPES}
   * @param definition level of a value
   * @param bounds null where statistics tell nothing of the column
   */
  static ColumnCells of(DataType type, LeafColumn column, int definition, CellBounds bounds) {
    if (type.equals(DataTypes.StringType)) {
      return new Texts(column, definition, bounds);
    }
    if (type.equals(DataTypes.LongType)) {
      return new Longs(column, definition, bounds);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return new Doubles(column, definition, bounds);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return new Booleans(column, definition, bounds);
    }
    if (type.equals(DataTypes.BinaryType)) {
      return new Bytes(column, definition, bounds);
    }
    if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType)) {
      return new Integers(column, definition, bounds);
    }
    throw new IllegalArgumentException("cells of a type that is not written here");
  }

  private static final class Texts extends LeafCells {
    Texts(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      UTF8String text = from.getUTF8String(at);
      // Of a row whose memory is used again, this is a copy; a text that has an array to itself
      // gives that, which whoever makes rows must leave as it is.
      column.next().write(Binary.fromConstantByteArray(text.getBytes()), repetition, definition);
      if (bounds != null) {
        bounds.add(text);
      }
    }
  }

  private static final class Longs extends LeafCells {
    Longs(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      long value = from.getLong(at);
      column.next().write(value, repetition, definition);
      if (bounds != null) {
        bounds.add(value);
      }
    }
  }

  /** Days are such too. */
  private static final class Integers extends LeafCells {
    Integers(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      int value = from.getInt(at);
      column.next().write(value, repetition, definition);
      if (bounds != null) {
        bounds.add((long) value);
      }
    }
  }

  private static final class Doubles extends LeafCells {
    Doubles(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      double value = from.getDouble(at);
      column.next().write(value, repetition, definition);
      if (bounds != null) {
        bounds.add(value);
      }
    }
  }

  private static final class Booleans extends LeafCells {
    Booleans(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      column.next().write(from.getBoolean(at), repetition, definition);
      if (bounds != null) {
        bounds.add();
      }
    }
  }

  private static final class Bytes extends LeafCells {
    Bytes(LeafColumn column, int definition, CellBounds bounds) {
      super(column, definition, bounds);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      Binary bytes = Binary.fromConstantByteArray(from.getBinary(at));
      column.next().write(bytes, repetition, definition);
      if (bounds != null) {
        bounds.add();
      }
    }
  }
}
