// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** What lies in Spark's rows and arrays. */
final class Values {
  private Values() {}

  /**
   * What lies somewhere, or null. Spark's own way for all types looks a setting up each time, so
   * that the most frequent ones have their own here.
   */
  static Object at(SpecializedGetters values, int at, DataType type) {
    if (values.isNullAt(at)) {
      return null;
    }
    if (type instanceof StringType) {
      return values.getUTF8String(at);
    }
    if (type instanceof StructType struct) {
      return values.getStruct(at, struct.size());
    }
    if (type instanceof ArrayType) {
      return values.getArray(at);
    }
    if (type instanceof LongType) {
      return values.getLong(at);
    }
    return type instanceof DoubleType ? (Object) values.getDouble(at) : values.get(at, type);
  }
}
