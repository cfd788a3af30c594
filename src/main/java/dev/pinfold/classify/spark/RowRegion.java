// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.classify.RecordRegion;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The country of a table's row, by the same names as that of a JSON record. */
final class RowRegion {
  private final RecordRegion region = new RecordRegion();

  private RowRegion() {}

  /** ISO 3166-1 alpha-2, or null where the row does not tell. */
  static String of(StructType schema, Row row) {
    RowRegion one = new RowRegion();
    one.seeStruct(schema, row, false);
    return one.region.region();
  }

  private void seeStruct(StructType type, Row row, boolean isLocale) {
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      see(fields[i].name(), fields[i].dataType(), row.get(i), isLocale);
    }
  }

  private void see(String name, DataType type, Object value, boolean isInLocale) {
    if (value == null) {
      return;
    }
    if (type instanceof StringType) {
      region.see(name, value.toString(), isInLocale);
    } else if (type instanceof StructType) {
      seeStruct((StructType) type, (Row) value, RecordRegion.isLocale(name));
    } else if (type instanceof MapType) {
      DataType inner = ((MapType) type).valueType();
      boolean isLocale = RecordRegion.isLocale(name);
      CollectionConverters.asJava((scala.collection.Map<?, ?>) value)
          .forEach((key, item) -> see(String.valueOf(key), inner, item, isLocale));
    } else if (type instanceof ArrayType) {
      seeArray(name, ((ArrayType) type).elementType(), (scala.collection.Iterable<?>) value);
    }
  }

  /** An array's texts have no name of their own, so that only objects in it can tell. */
  private void seeArray(String name, DataType element, scala.collection.Iterable<?> items) {
    if (!(element instanceof StringType)) {
      CollectionConverters.asJava(items).forEach(item -> see(name, element, item, false));
    }
  }
}
