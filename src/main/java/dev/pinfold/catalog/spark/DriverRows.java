// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/** Takes rows of Delta's kernel, and makes Spark's of them; of the types that our tables have. */
final class DriverRows {
  private final org.apache.spark.sql.types.StructType schema;
  private final List<Row> rows;

  /**
   * @param rows where they go
   */
  DriverRows(StructType schema, List<Row> rows) {
    this.schema = (org.apache.spark.sql.types.StructType) type(schema);
    this.rows = rows;
  }

  void add(FilteredColumnarBatch batch) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(batch.getData().getColumnVector(i));
    }
    for (int row = 0; row < batch.getData().getSize(); row++) {
      if (DriverTable.isChosen(batch.getSelectionVector(), row)) {
        rows.add(row(columns, schema, row));
      }
    }
  }

  private static Row row(
      List<ColumnVector> columns, org.apache.spark.sql.types.StructType schema, int row) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns.get(i), schema.apply(i).dataType(), row);
    }
    return new GenericRowWithSchema(values, schema);
  }

  /**
   * One value.
   *
   * @param type with the names of the schema: below the top, a batch has those of the files
   */
  private static Object value(
      ColumnVector column, org.apache.spark.sql.types.DataType type, int row) {
    if (column.isNullAt(row)) {
      return null;
    } else if (type.equals(DataTypes.StringType)) {
      return column.getString(row);
    } else if (type.equals(DataTypes.LongType)) {
      return column.getLong(row);
    } else if (type.equals(DataTypes.DoubleType)) {
      return column.getDouble(row);
    } else if (type.equals(DataTypes.BooleanType)) {
      return column.getBoolean(row);
    } else if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(Instant.EPOCH.plus(column.getLong(row), ChronoUnit.MICROS));
    } else if (type.equals(DataTypes.BinaryType)) {
      return column.getBinary(row);
    } else if (type instanceof org.apache.spark.sql.types.ArrayType array) {
      ArrayValue elements = column.getArray(row);
      return CollectionConverters.asScala(
              values(elements.getElements(), array.elementType(), elements.getSize()))
          .toSeq();
    } else if (type instanceof org.apache.spark.sql.types.MapType map) {
      return map(column.getMap(row), map);
    }
    org.apache.spark.sql.types.StructType struct = (org.apache.spark.sql.types.StructType) type;
    List<ColumnVector> below = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      below.add(column.getChild(i));
    }
    return row(below, struct, row);
  }

  private static List<Object> values(
      ColumnVector elements, org.apache.spark.sql.types.DataType type, int size) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(elements, type, i));
    }
    return values;
  }

  private static scala.collection.immutable.Map<Object, Object> map(
      MapValue entries, org.apache.spark.sql.types.MapType type) {
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < entries.getSize(); i++) {
      map.put(
          value(entries.getKeys(), type.keyType(), i),
          value(entries.getValues(), type.valueType(), i));
    }
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }

  private static org.apache.spark.sql.types.DataType type(DataType type) {
    if (type instanceof StringType) {
      return DataTypes.StringType;
    } else if (type instanceof LongType) {
      return DataTypes.LongType;
    } else if (type instanceof DoubleType) {
      return DataTypes.DoubleType;
    } else if (type instanceof BooleanType) {
      return DataTypes.BooleanType;
    } else if (type instanceof TimestampType) {
      return DataTypes.TimestampType;
    } else if (type instanceof BinaryType) {
      return DataTypes.BinaryType;
    } else if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(type(array.getElementType()));
    } else if (type instanceof MapType map) {
      return DataTypes.createMapType(type(map.getKeyType()), type(map.getValueType()));
    } else if (type instanceof StructType struct) {
      org.apache.spark.sql.types.StructType made = new org.apache.spark.sql.types.StructType();
      for (StructField field : struct.fields()) {
        made = made.add(field.getName(), type(field.getDataType()), field.isNullable());
      }
      return made;
    }
    throw new IllegalStateException("no table of Pinfold's that is read here has a " + type);
  }
}
