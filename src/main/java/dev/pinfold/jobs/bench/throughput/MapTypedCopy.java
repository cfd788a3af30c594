// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The endpoints as one would keep them without asking: what the user names freely is a map. */
final class MapTypedCopy {
  private static final DataType LISTS =
      DataTypes.createMapType(
          DataTypes.StringType, DataTypes.createArrayType(DataTypes.StringType));

  private static final Map<String, DataType> MAPS =
      Map.of(
          "Attributes",
          LISTS,
          "UserAttributes",
          LISTS,
          "Metrics",
          DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private MapTypedCopy() {}

  static void write(SparkSession spark, JsonTables.JsonTable endpoints, Path table) {
    spark
        .read()
        .schema(withMaps(endpoints.schema()))
        .option("recursiveFileLookup", "true")
        .json(endpoints.directory().toString())
        .write()
        .format("delta")
        .save(table.toString());
  }

  private static StructType withMaps(StructType struct) {
    StructType result = new StructType();
    for (StructField field : struct.fields()) {
      DataType type =
          MAPS.containsKey(field.name())
              ? MAPS.get(field.name())
              : field.dataType() instanceof StructType inner ? withMaps(inner) : field.dataType();
      result = result.add(field.name(), type);
    }
    return result;
  }
}
