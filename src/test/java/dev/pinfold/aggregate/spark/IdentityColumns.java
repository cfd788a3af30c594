// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What tells events apart, put together by Spark's own functions: what {@link EventIdentity} is.
 */
final class IdentityColumns {
  private IdentityColumns() {}

  /** A hash of each value of a column, however deep. */
  static List<Column> hashes(Column column, DataType type) {
    List<Column> hashes = new ArrayList<>();
    add(column, type, hashes);
    return hashes;
  }

  private static void add(Column column, DataType type, List<Column> hashes) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        add(column.getField(field.name()), field.dataType(), hashes);
      }
    } else if (type instanceof ArrayType array) {
      Column items = transform(column, item -> together(hashes(item, array.elementType())));
      // An empty array hashes as null does.
      hashes.add(xxhash64(items, coalesce(size(column), lit(-1))));
    } else if (type instanceof MapType map) {
      StructType entry = new StructType().add("key", map.keyType()).add("value", map.valueType());
      add(map_entries(column), new ArrayType(entry, true), hashes);
    } else {
      hashes.add(xxhash64(column));
    }
  }

  private static Column together(List<Column> hashes) {
    return hashes.isEmpty() ? lit(0L) : xxhash64(hashes.toArray(Column[]::new));
  }
}
