// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function$;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What tells events apart, as two hashes of all their values, however deep. Spark's hash of several
 * columns, and of a struct, passes over nulls, so that a campaign's ID and a journey's would be
 * one; therefore each value is hashed by itself first, where null has a hash too, and text that is
 * empty has another. A struct of nulls is the same as none. Hashes are Spark's, with its seed.
 * Holds the values of one event; not thread-safe.
 */
final class EventIdentity {
  /** The seed of Spark's functions {@code xxhash64} and {@code hash}. */
  private static final int SEED = 42;

  private long[] hashes = new long[256];
  private int size;

  /** Begins another event. */
  void clear() {
    size = 0;
  }

  /** Adds a column of the event, as Spark holds it. */
  void add(Object value, DataType type) {
    if (type instanceof StructType struct) {
      addStruct((InternalRow) value, struct);
    } else if (type instanceof ArrayType array) {
      ArrayData items = (ArrayData) value;
      long hash = SEED;
      for (int i = 0; items != null && i < items.numElements(); i++) {
        int before = size;
        add(Values.at(items, i, array.elementType()), array.elementType());
        hash = XXH64.hashLong(together(before), hash);
        size = before;
      }
      add(of(hash, items == null ? -1 : items.numElements()));
    } else if (type instanceof MapType map) {
      addMap((MapData) value, map);
    } else {
      add(hash(value, type));
    }
  }

  private void addStruct(InternalRow row, StructType struct) {
    StructField[] fields = struct.fields();
    for (int i = 0; i < fields.length; i++) {
      DataType type = fields[i].dataType();
      add(row == null ? null : Values.at(row, i, type), type);
    }
  }

  /** As an array of its keys and values. */
  private void addMap(MapData entries, MapType map) {
    long hash = SEED;
    for (int i = 0; entries != null && i < entries.numElements(); i++) {
      int before = size;
      add(Values.at(entries.keyArray(), i, map.keyType()), map.keyType());
      add(Values.at(entries.valueArray(), i, map.valueType()), map.valueType());
      hash = XXH64.hashLong(together(before), hash);
      size = before;
    }
    add(of(hash, entries == null ? -1 : entries.numElements()));
  }

  /** An empty array has another hash than none. */
  private static long of(long items, int count) {
    return XXH64.hashInt(count, items);
  }

  private static long hash(Object value, DataType type) {
    if (value instanceof UTF8String text) {
      return XXH64.hashUnsafeBytes(
          text.getBaseObject(), text.getBaseOffset(), text.numBytes(), SEED);
    }
    return value == null ? SEED : XxHash64Function$.MODULE$.hash(value, type, SEED);
  }

  private void add(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash;
  }

  private long together(int from) {
    long hash = from == size ? 0 : SEED;
    for (int i = from; i < size; i++) {
      hash = XXH64.hashLong(hashes[i], hash);
    }
    return hash;
  }

  /** A hash of all that was added. */
  long first() {
    return together(0);
  }

  /** Another one, by another function. */
  int second() {
    int hash = size == 0 ? 0 : SEED;
    for (int i = 0; i < size; i++) {
      hash = Murmur3_x86_32.hashLong(hashes[i], hash);
    }
    return hash;
  }
}
